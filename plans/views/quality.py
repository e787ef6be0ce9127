"""A request enters, the page on the quality of extraction or its file leaves."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.exporting import as_csv, as_xlsx
from plans.quality import QualityFilter, decided, measured
from plans.quality_examples import asked_for, example, examples_of, heading
from plans.quality_sheets import charts_of, rules_sheet, sheets_of

ROWS = 30
NAME = "识别质量"


@require_safe
def quality_page(request):
    """What people corrected, rejected and added, by rule and field: the bureau's own rows."""
    if not request.user.has_desk:
        raise PermissionDenied("只有本局人员和系统管理员可以查看识别质量。")
    found = QualityFilter(request.GET, decided(request.user))
    report = measured(found.qs)
    if request.GET.get("as") == "csv":
        return as_csv(rules_sheet(report), NAME)
    if request.GET.get("as") == "xlsx":
        return as_xlsx(sheets_of(report), NAME)
    context = {"filter": found, "report": report, "charts": charts_of(report)}
    return render(request, "plans/quality.html", {**context, **_examples(request, found.qs)})


def _examples(request, statements):
    asked = asked_for(request.GET)
    if asked is None:
        return {}
    page = Paginator(examples_of(statements, *asked), ROWS).get_page(request.GET.get("page"))
    page.object_list = [example(row) for row in page.object_list]
    return {"page": page, "heading": heading(*asked), "wanted": asked[1]}
