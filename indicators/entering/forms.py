"""What a person asks to see or enter, as forms that refuse in Chinese."""

from django import forms

from indicators.choices import Ownership, Residence, Sex, Stage
from indicators.models import Indicator, Observation
from indicators.models.figures import BREAKDOWNS
from indicators.values import ValueFault, period_of

MOST_INDICATORS = 30


class PeriodField(forms.CharField):
    """A period as people write it."""

    def clean(self, value):
        """A ``Period``; None where nothing stands."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return period_of(text)
        except ValueFault as error:
            raise forms.ValidationError(str(error)) from error


def _or_all(choices, words):
    return (("", words), *choices)


class SheetForm(forms.Form):
    """Which indicators, when, and of which part."""

    field_stage = forms.ChoiceField(
        label="学段", choices=_or_all(Stage.choices, "按下面选的指标"), required=False
    )
    indicator = forms.ModelMultipleChoiceField(
        label="指标", queryset=Indicator.objects.none(), required=False
    )
    period = PeriodField(
        label="时期",
        max_length=20,
        error_messages={"required": "请填时期，例如 2025 或 2024-2025 学年。"},
    )
    nature = forms.ChoiceField(label="性质", choices=Observation.Nature.choices, required=False)
    sex = forms.ChoiceField(label="性别", choices=_or_all(Sex.choices, "全部"), required=False)
    residence = forms.ChoiceField(
        label="城乡", choices=_or_all(Residence.choices, "全部"), required=False
    )
    stage = forms.ChoiceField(
        label="分学段", choices=_or_all(Stage.choices, "全部"), required=False
    )
    ownership = forms.ChoiceField(
        label="办别", choices=_or_all(Ownership.choices, "全部"), required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = Indicator.objects.visible_to(user).entered()
        self.fields["indicator"].widget.attrs["size"] = 6

    def clean(self):
        """At least one indicator, and no more than a page holds."""
        cleaned = super().clean()
        chosen = cleaned.get("indicator")
        rows = list(chosen) if chosen else []
        if not rows and cleaned.get("field_stage"):
            known = self.fields["indicator"].queryset
            rows = list(known.filter(stage=cleaned["field_stage"])[:MOST_INDICATORS])
        if not rows and "indicator" not in self.errors:
            self.add_error("indicator", "请选一个学段，或者选几个指标。")
        if len(rows) > MOST_INDICATORS:
            self.add_error("indicator", f"一页最多 {MOST_INDICATORS} 个指标，请少选几个。")
        cleaned["indicators"] = rows
        return cleaned

    @property
    def parts(self):
        """Breakdowns that were chosen."""
        return {name: self.cleaned_data[name] for name in BREAKDOWNS}


class FileForm(forms.Form):
    """What holds for a whole file where its rows do not say otherwise."""

    period = PeriodField(label="整个文件的时期", max_length=20, required=False)
    nature = forms.ChoiceField(label="性质", choices=Observation.Nature.choices, required=False)
