"""What to compare enters, a page of charts or a file of one of them leaves."""

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.chart_files import FILES, download
from indicators.comparing import Asked, charts_of, offered_years, what_is_hidden
from indicators.models import Indicator
from indicators.periods import FIRST_YEAR, LAST_YEAR

SPAN = 30
"""Years that a picture holds."""


class CompareForm(forms.Form):
    """One indicator, another beside it, and the years."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label="指标", to_field_name="code", empty_label="请选择"
    )
    also = forms.ModelChoiceField(
        Indicator.objects.none(), label="并列指标", to_field_name="code", required=False
    )
    first = forms.IntegerField(
        label="起始年", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    last = forms.IntegerField(
        label="截止年", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        for name in ("indicator", "also"):
            self.fields[name].queryset = Indicator.objects.visible_to(user).kept()
        self.fields["also"].empty_label = "不并列"
        self.user = user

    def clean(self):
        """Years that run forwards and fit a picture; those of the figures where none are asked."""
        values = super().clean()
        if not values.get("indicator") or self.errors:
            return values
        there = offered_years(values["indicator"], self.user) or (2020, 2025)
        first, last = values["first"] or there[0], values["last"] or there[1]
        if not 0 <= last - first < SPAN:
            raise forms.ValidationError(f"起始年不能晚于截止年，最多 {SPAN} 年，请改年份。")
        return values | {"first": first, "last": last}

    @property
    def asked(self):
        """What is compared."""
        values = self.cleaned_data
        rows = (row for row in (values["indicator"], values["also"]) if row)
        return Asked(tuple(dict.fromkeys(rows)), values["first"], values["last"])


@require_safe
def indicator_compare(request):
    """Charts with their tables; ``chart`` and ``as`` ask for a file of one of them."""
    form = CompareForm(request.GET if "indicator" in request.GET else None, user=request.user)
    charts = charts_of(form.asked, request.user) if form.is_valid() else {}
    if request.GET.get("as"):
        return _file(charts.get(request.GET.get("chart")), request.GET["as"])
    context = {
        "form": form,
        "charts": [(name, chart, _is_empty(chart)) for name, chart in charts.items()],
        "hidden": what_is_hidden(request.user),
    }
    return render(request, "indicators/indicator_compare.html", context)


def _file(chart, kind):
    if chart is None or kind not in FILES:
        raise Http404("没有这张图，请从图表页面下载。")
    return download(chart, kind)


def _is_empty(chart):
    return not any(value for _, values in chart.rows for value in values)
