"""What a browser sends enters, files that may be imported or a clear message leave."""

from django import forms

MOST_FILES = 20
"""Files in one request: each takes seconds to understand, and a browser gives up after minutes."""
LARGEST_MB = 60


class FilesInput(forms.ClearableFileInput):
    """A picker for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each may be empty, its reader says so."""

    widget = FilesInput(attrs={"multiple": True})
    default_error_messages = {  # noqa: RUF012
        "required": "还没有选择文件。请点“选择文件”，或把文件拖到虚线框里。",
        "too_many": "一次选了 {count} 个文件，最多 {most} 个。请分几次导入。",
    }

    def clean(self, data, initial=None):
        """A list of files."""
        files = data if isinstance(data, list) else [data] if data else []
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            message = self.error_messages["too_many"].format(count=len(files), most=MOST_FILES)
            raise forms.ValidationError(message, code="too_many")
        return files


class ImportForm(forms.Form):
    """The files that a clerk brings."""

    files = FilesField(label="文件")
