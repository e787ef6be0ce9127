"""What a browser sends of scores enters, values leave."""

from datetime import date

from django import forms
from django.utils import timezone

from plans.models import Matter, ScoreScheme
from plans.tracking.periods import MONTHS, Span, span_of

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
KINDS = {"month": "月", "quarter": "季度", "year": "年度"}


def span_asked(query) -> tuple[Span, str]:
    """The period that a query names, else that of today by months; and what is wrong with it."""
    kind = query.get("kind", "quarter")
    if kind not in MONTHS:
        return span_of("quarter", timezone.localdate()), "没有这样的考核期，请从下面选一种。"
    try:
        day = date.fromisoformat(query.get("day", "") or timezone.localdate().isoformat())
    except ValueError:
        return span_of(kind, timezone.localdate()), "日期没有看懂，现在显示本期。"
    if not FIRST <= day <= LAST:
        return span_of(kind, timezone.localdate()), "日期超出范围，现在显示本期。"
    return span_of(kind, day), ""


class JudgementForm(forms.Form):
    """Points given or taken, or a veto, with the reason."""

    day = forms.DateField(
        label="日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    points = forms.DecimalField(
        label="加分（减分写负数）", required=False, max_digits=5, decimal_places=2
    )
    is_veto = forms.BooleanField(label="一票否决", required=False)
    reason = forms.CharField(label="理由", max_length=300)

    def clean_points(self):
        """No points are none."""
        return self.cleaned_data["points"] or 0


class SchemeForm(forms.ModelForm):
    """Points of the parts, the cap, and a weight for each kind of matter."""

    class Meta:
        model = ScoreScheme
        fields = ("on_time", "reached", "heard", "cap")

    def __init__(self, *args, weights, **options):
        super().__init__(*args, **options)
        for kind, label in Matter.Kind.choices:
            self.fields[self.name_of(kind)] = forms.DecimalField(
                label=f"权重：{label}",
                min_value=0,
                max_value=10,
                decimal_places=2,
                initial=weights.get(kind, "1"),
            )

    @staticmethod
    def name_of(kind):
        """Name of the field for the weight of a kind."""
        return f"weight_{kind}"

    @property
    def facts(self):
        """What ``judging.set_scheme`` takes, once the form is valid."""
        found = {name: self.cleaned_data[name] for name in self.Meta.fields}
        weights = {k: f"{self.cleaned_data[self.name_of(k)]}" for k in Matter.Kind.values}
        return found | {"weights": weights}

    def _post_clean(self):
        """The scheme itself is checked where it is written."""
