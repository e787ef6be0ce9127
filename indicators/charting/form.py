"""A query string enters, what is compared leaves: every choice stands in the address."""

from django import forms
from django.db.models import Q

from indicators.charting.comparing import Asked, offered_parts, offered_years
from indicators.charting.places import UnknownPlace, chosen_places
from indicators.choices import Frequency
from indicators.models import BREAKDOWNS, Indicator, Observation
from indicators.periods import FIRST_YEAR, LAST_YEAR

SPAN = 30
"""Years that a picture holds."""
INDICATORS = 12
"""Indicators that stand side by side."""
PARTED = [(name, str(Observation._meta.get_field(name).verbose_name)) for name in BREAKDOWNS]
EACH = "each"


class WordsField(forms.Field):
    """Several words of one parameter, empty ones left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        """The words without spaces around them."""
        return [word.strip() for word in value or [] if word.strip()]


class CompareForm(forms.Form):
    """One indicator, others beside it, the places, the periods, and how they are drawn."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label="指标", to_field_name="code", empty_label="请选择"
    )
    first = forms.IntegerField(
        label="起始年", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    last = forms.IntegerField(
        label="截止年", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    frequency = forms.ChoiceField(label="时期", choices=Frequency, required=False)
    by = forms.ChoiceField(label="细分", choices=[("", "不细分"), *PARTED], required=False)
    layout = forms.ChoiceField(
        label="画法", choices=[("", "画在一张图里"), (EACH, "每个地方一张小图")], required=False
    )
    rank = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    also = WordsField(label="并列指标", required=False)
    place = WordsField(label="地区和学校", required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user
        self.kept = Indicator.objects.visible_to(user).kept()
        self.fields["indicator"].queryset = self.kept

    def clean_also(self):
        """Indicators by code or name, in the order of the words."""
        words = self.cleaned_data["also"]
        found = {}
        for row in self.kept.filter(Q(code__in=words) | Q(name__in=words)) if words else ():
            found |= {row.name: row, row.code: row}
        unknown = [word for word in words if word not in found]
        if unknown:
            raise forms.ValidationError(f"没有指标“{unknown[0]}”：请写目录里的名称或代码。")
        return list(dict.fromkeys(found[word] for word in words))

    def clean_place(self):
        """Regions and schools that the words name."""
        try:
            return chosen_places(self.cleaned_data["place"], self.user)
        except UnknownPlace as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self):
        """Years that run forwards and fit a picture; those of the figures where none are asked."""
        values = super().clean()
        if self.errors:
            return values
        rows = tuple(dict.fromkeys((values["indicator"], *values["also"])))
        if len(rows) > INDICATORS:
            raise forms.ValidationError(f"最多并列 {INDICATORS} 个指标，请去掉几个。")
        kinds, parts = offered_parts(rows, self.user)
        frequency = values["frequency"] or next(iter(kinds), Frequency.YEAR)
        self._narrow(kinds, parts, values)
        there = offered_years(values["indicator"], self.user, frequency) or (2020, 2025)
        first, last = values["first"] or there[0], values["last"] or there[1]
        if not 0 <= last - first < SPAN:
            raise forms.ValidationError(f"起始年不能晚于截止年，最多 {SPAN} 年，请改年份。")
        return values | {"rows": rows, "first": first, "last": last, "frequency": frequency}

    def _narrow(self, kinds, parts, values):
        """Offer only kinds of period and breakdowns that there are, and what was asked for."""
        kinds = {*kinds, values["frequency"]}
        parts = {*parts, values["by"], ""}
        choices = [choice for choice in Frequency.choices if choice[0] in kinds]
        self.fields["frequency"].choices = choices or Frequency.choices
        shown = [choice for choice in self.fields["by"].choices if choice[0] in parts]
        self.fields["by"].choices = shown

    @property
    def asked(self):
        """What is compared."""
        values = self.cleaned_data
        return Asked(
            indicators=values["rows"],
            first=values["first"],
            last=values["last"],
            places=values["place"],
            frequency=values["frequency"],
            by=values["by"],
            each=values["layout"] == EACH,
            rank=values["rank"],
        )
