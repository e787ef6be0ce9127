"""Requests for the catalogue of indicators enter, pages leave."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.catalogue.aggregating import of_schools
from indicators.catalogue.forms import IndicatorForm, MergeForm
from indicators.catalogue.merging import MergeError, merge, plan_merge
from indicators.catalogue.page import beside_reckoned, facts_of, figures_of, users_of, versions_of
from indicators.filters import IndicatorFilter
from indicators.models import Indicator, IndicatorAlias

ROWS = 30
LINKS = ("merged_into", "weight", "numerator", "denominator", "part_of")
"""Other indicators that the page of one names."""


@require_safe
def indicator_list(request):
    """The catalogue, those that were merged into others left out."""
    rows = Indicator.objects.visible_to(request.user).kept()
    found = IndicatorFilter(request.GET, rows, request=request)
    page = Paginator(found.qs, ROWS).get_page(request.GET.get("page"))
    return render(request, "indicators/indicator_list.html", {"filter": found, "page": page})


@require_safe
def indicator_page(request, code):
    """One indicator: what it means, how it is reckoned, who uses it, its latest figures."""
    row = _asked(request, code)
    if row.merged_into_id:
        return redirect("indicator", row.merged_into.code)
    context = {
        "indicator": row,
        "facts": facts_of(row),
        "aliases": IndicatorAlias.objects.visible_to(request.user).filter(indicator=row),
        "merged": row.merged.all(),
        "figures": beside_reckoned(row, figures_of(row, request.user)),
        "together": of_schools(row, request.user),
        "has_rule": bool(row.formula or row.numerator_id),
        "uses": users_of(row, request.user),
        "versions": versions_of(row),
    }
    return render(request, "indicators/indicator_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_edit(request, code):
    """Change an indicator and its other names: the catalogue is common, one role edits it."""
    row = _editable(request, code)
    form, context = IndicatorForm(request.POST or None, instance=row), {}
    if request.method != "POST":
        form = IndicatorForm(instance=row)
    elif form.is_valid():
        # What was confirmed is this formula, not another one that was typed afterwards.
        confirmed = request.POST.get("confirmed") == f"={form.cleaned_data['formula']}"
        changes = 0 if confirmed else form.weighs(request.user)
        if not changes:
            form.save(request.user)
            return redirect("indicator", row.code)
        context["changes"] = changes
    status = 422 if request.method == "POST" else 200
    context |= {"form": form, "indicator": Indicator.objects.get(pk=row.pk)}
    return render(request, "indicators/indicator_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_merge(request, code):
    """Merge a duplicate into the indicator to keep: first what would move, then the act."""
    row = _editable(request, code)
    asked = request.POST if request.method == "POST" else request.GET or None
    form = MergeForm(asked, indicator=row)
    context = {"form": form, "indicator": row}
    status = 422 if request.method == "POST" else 200
    if form.is_valid():
        keep = form.cleaned_data["keep"]
        try:
            if request.method == "POST":
                merge(row, keep, user=request.user)
                return redirect("indicator", keep.code)
            context |= {"plan": plan_merge(row, keep), "keep": keep}
        except MergeError as error:
            form.add_error("keep", str(error))
    return render(request, "indicators/indicator_merge.html", context, status=status)


def _asked(request, code):
    rows = Indicator.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related(*LINKS), code=code)


def _editable(request, code):
    row = _asked(request, code)
    if not request.user.is_system_admin:
        raise PermissionDenied("指标目录是全国共用的，只有系统管理员可以修改。")
    return row
