"""What somebody fills in to print notices enters, what they are made of leaves."""

from django import forms
from django.utils import timezone

from plans.models import Matter
from plans.tracking.notices import CHOICES, MOST
from plans.tracking.steps import require_near

NONE = "请至少勾选一件事项。"
STRANGE = (
    "所选事项里有不能发通知的：不是本局的、还没有下发的，或已经办结、终止的。请刷新页面后重新勾选。"
)


DIGITS = 10


class MattersField(forms.ModelMultipleChoiceField):
    """Matters by their numbers; what is no number is none of them."""

    def clean(self, value):
        """Raises ``ValidationError`` before a database is asked for what it cannot hold."""
        wrong = [one for one in value or () if not _is_number(one)]
        if wrong:
            raise forms.ValidationError(STRANGE)
        return super().clean(value)


class NoticeForm(forms.Form):
    """Matters, number, kind, signature and day of notices."""

    matter = MattersField(
        Matter.objects.none(),
        label="事项",
        error_messages={"required": NONE, "invalid_choice": STRANGE},
    )
    number = forms.CharField(label="编号", max_length=40, required=False)
    level = forms.ChoiceField(label="文种", choices=CHOICES, required=False)
    signer = forms.CharField(label="落款", max_length=40)
    on = forms.DateField(label="日期")
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    """The row that was issued last when the page was made: sent twice, it issues once."""

    def __init__(self, query, *, matters, region):
        super().__init__(_completed(query, region))
        self.fields["matter"].queryset = matters
        self.fields["on"].widget.input_type = "date"

    def clean_matter(self):
        """Raises ``ValidationError`` for more than one download holds."""
        found = self.cleaned_data["matter"]
        if len(found) > MOST:
            raise forms.ValidationError(f"一次最多为 {MOST} 件事项出通知，请分几次。")
        return found

    def clean_on(self):
        """Raises ``ValidationError`` for a day that no notice bears."""
        try:
            require_near(self.cleaned_data["on"], "on")
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from None
        return self.cleaned_data["on"]

    @property
    def year(self):
        """The year whose numbers count on: that of the day that was typed, if it is one."""
        on = None if "on" in self.errors else self.cleaned_data.get("on")
        return (on or timezone.localdate()).year

    @property
    def picked(self):
        """Numbers of the matters that the query ticks; what is no number is none."""
        return {int(word) for word in self.data.getlist("matter") if _is_number(word)}


def _is_number(word):
    return word.isdecimal() and word.isascii() and len(word) < DIGITS


def _completed(query, region):
    """The query with what is usual where it says nothing."""
    asked = query.copy()
    usual = {"signer": f"{region.name}教育局", "on": f"{timezone.localdate()}"}
    for name, value in usual.items():
        if name not in asked:
            asked[name] = value
    return asked
