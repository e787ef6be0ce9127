"""Words that people type into forms enter, numbers and rows leave, or a message what to do."""

import re
import unicodedata
from decimal import Decimal

from django import forms

from plans.extraction.numerals import number

SEPARATORS = re.compile(r"[、，,;；\s]+")


class NumberField(forms.DecimalField):
    """A number as people write it: 1,200、85%、4.4亿、三百万; stored in base units."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {  # noqa: RUF012
        "invalid": "“%(value)s”不是数字。请只填数，例如 85、1,200、4.4亿。",
        "required": "请填数值。",
    }

    def prepare_value(self, value):
        """Without empty decimals; what somebody typed stays as typed."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value):
        text = unicodedata.normalize("NFKC", str(value or "")).replace(" ", "").rstrip("%")
        if not text:
            return None
        sign = -1 if text.startswith("-") else 1
        found = number(text.lstrip("+-"))
        if found is None:
            message = self.error_messages["invalid"]
            raise forms.ValidationError(message, code="invalid", params={"value": value})
        return super().to_python(sign * found)


class NameField(forms.CharField):
    """One row of a set, called by its name; the page offers the names in a list to type into.

    ``make`` turns a new name into a row; without it an unknown name is refused.
    """

    def __init__(self, rows, *, make=None, what="记录", names="", **options):
        super().__init__(required=False, max_length=120, **options)
        self.rows, self.make, self.what = rows, make, what
        self.widget.attrs |= {"list": names, "autocomplete": "off"}

    def prepare_value(self, value):
        """The name of a row or of its id."""
        if isinstance(value, int):
            value = self.rows.filter(pk=value).first()
        return value.name if hasattr(value, "name") else value

    def clean(self, value):
        """The row of that name, None for an empty one."""
        name = super().clean(value)
        return self.row(name) if name else None

    def row(self, name):
        """The row of a name; raises ``ValidationError`` where there is none."""
        row = self.rows.filter(name=name).first()
        if row is None and self.make:
            row = self.make(name)
        if row is None:
            raise forms.ValidationError(f"没有名为“{name}”的{self.what}，请从列表中选择。")
        return row


class NamesField(NameField):
    """Several rows, called by their names with 、 between."""

    def prepare_value(self, value):
        return value if isinstance(value, str) else "、".join(row.name for row in value or ())

    def clean(self, value):
        """Rows in the order of their names, each once."""
        names = filter(None, SEPARATORS.split(str(value or "").strip()))
        return [NameField.clean(self, name) for name in dict.fromkeys(names)]
