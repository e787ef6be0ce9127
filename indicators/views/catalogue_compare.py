"""What to compare enters, a page of charts or a file of one of them leaves."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.charting.comparing import charts_of, what_is_hidden
from indicators.charting.files import FILES, download
from indicators.charting.fonts import writes_chinese
from indicators.charting.form import CompareForm
from indicators.charting.places import OFFERED, groups_of, offered_places, place_of


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
        **_choices(form, request.user),
    }
    return render(request, "indicators/indicator_compare.html", context)


def _choices(form, user):
    """What is chosen already, and what may be added."""
    if not form.is_valid():
        return {}
    asked = form.asked
    base = next((place for place in asked.places if not place.school), None)
    if base is None and user.region is not None:
        base = place_of(user.region)
    offered = offered_places(asked.indicators, user, base)
    chosen = {place.key for place in asked.places}
    names = [place.name for place in offered]
    return {
        "asked": asked,
        "groups": groups_of(offered, base),
        "offered": [
            (place.code if names.count(place.name) > 1 else place.name, place)
            for place in offered[:OFFERED]
            if place.key not in chosen
        ],
        "is_cut": len(offered) > OFFERED,
    }


def _file(chart, kind):
    if chart is None or kind not in FILES:
        raise Http404("没有这张图，请从图表页面下载。")
    if kind == "png" and not writes_chinese():
        raise Http404(
            "服务器没有中文字体，PNG 里的字会变成方框。"
            "请下载 SVG，或请系统管理员设置 EDUPLAN_PDF_FONT。"
        )
    return download(chart, kind)


def _is_empty(chart):
    return not any(value for _, values in chart.rows for value in values)
