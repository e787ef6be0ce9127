"""What a person types and chooses enters, terms and a filter of entries leave."""

from django import forms

from plans.filters import RegionField
from plans.models import SearchEntry
from plans.models.evidence import YEARS
from plans.search.entries import OVERLAP
from plans.search.terms import parse_query


class SearchForm(forms.Form):
    """The box and its filters, all from the address."""

    q = forms.CharField(
        label="检索",
        strip=True,
        error_messages={"required": "请输入要找的字词。"},
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "字、词、数字，繁体简体都可以"}
        ),
    )
    kind = forms.ChoiceField(label="种类", choices=SearchEntry.Kind, required=False)
    year = forms.IntegerField(
        label="年度",
        required=False,
        min_value=YEARS[0],
        max_value=YEARS[1],
        widget=forms.NumberInput(attrs={"placeholder": "年度"}),
    )
    region = RegionField(
        label="地区",
        required=False,
        widget=forms.TextInput(
            attrs={"list": "regions", "placeholder": "地区（含下级）", "autocomplete": "off"}
        ),
    )

    def clean_q(self):
        """The query as terms; longer ones could miss what stands across two stretches."""
        typed = self.cleaned_data["q"]
        if len(typed) > OVERLAP:
            message = f"最多 {OVERLAP} 个字，您输入了 {len(typed)} 个。请只留关键的词。"
            raise forms.ValidationError(message)
        terms = parse_query(typed)
        if not terms:
            raise forms.ValidationError(self.fields["q"].error_messages["required"])
        return terms

    @property
    def narrowed(self):
        """Year and region that were chosen beside the words, by name."""
        chosen = {name: self.cleaned_data.get(name) for name in ("year", "region")}
        return {name: value for name, value in chosen.items() if value}
