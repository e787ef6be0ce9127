"""Workbooks that people send back enter, what is in them is reported and written as they say."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from indicators.exporting import download
from plans import rights
from plans.models import TableUpload
from plans.row_forms import names_of
from plans.tables import checking, reading, saving
from plans.tables.columns import TABLES
from plans.tables.marked import mark
from plans.tables.reading import LARGEST_MB, TableError
from plans.tables.receiving import received
from plans.views.grid import table_of, write

MOST_SHOWN = 200
"""Faulty rows that the page lists; the marked file holds them all."""
GONE = "上传的表格已过期，或者您又上传了别的表格。请重新上传。"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_import(request, pk, kind):
    """Take a workbook, say what it would change, and write that once it is asked for."""
    plan, table = table_of(request, pk, kind)
    rights.require_editor(request.user, plan)
    if request.method != "POST":
        return _report_page(request, plan, table, request.GET.get("upload", ""))
    if "upload" in request.POST:
        return _write(request, plan, table)
    try:
        name, data = received(request.FILES.get("file"))
        reading.find(reading.read(data), table)
    except TableError as error:
        return _page(request, plan, table, trouble=str(error), status=422)
    kept = TableUpload.objects.keep(request.user, plan, kind=table.key, name=name, file=data)
    return HttpResponseRedirect(f"{_address(plan, table)}?upload={kept.pk}")


@require_safe
def plan_marked(request, pk, kind, upload):
    """The workbook as it was sent, with its faulty cells marked."""
    plan, table = table_of(request, pk, kind)
    rights.require_editor(request.user, plan)
    kept = get_object_or_404(TableUpload.objects.waiting(request.user, plan, table.key), pk=upload)
    sheets, place, report = _looked(request, plan, table, kept)
    name = kept.name.removesuffix(".xlsx").removesuffix("-标注")
    return download(mark(sheets, place, report, names_of(request.user)), f"{name}-标注.xlsx")


def _looked(request, plan, table, kept):
    """Sheets of a workbook, where its table stands, and what it would change."""
    sheets = reading.read(bytes(kept.file))
    place = reading.find(sheets, table)
    reading.fill(sheets[place.sheet], place, kept.written)
    given = reading.given(sheets, place, table)
    return sheets, place, checking.check(plan, table, given, request.user)


def _kept(request, plan, table, number):
    """The workbook of that number, None where it is gone."""
    waiting = TableUpload.objects.waiting(request.user, plan, table.key)
    return (
        waiting.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    )


def _report_page(request, plan, table, number):
    if not number:
        return _page(request, plan, table)
    kept = _kept(request, plan, table, number)
    if kept is None:
        return _page(request, plan, table, trouble=GONE)
    return _page(request, plan, table, kept=kept)


def _write(request, plan, table):
    """Write all rows, or the valid ones where the person takes them."""
    kept = _kept(request, plan, table, request.POST["upload"])
    if kept is None:
        return _page(request, plan, table, trouble=GONE, status=422)
    *_, report = looked = _looked(request, plan, table, kept)
    if report.faulty and "valid" not in request.POST:
        return _page(request, plan, table, kept=kept, looked=looked, status=422)
    trouble = write(request, report)
    if trouble:
        return _page(request, plan, table, kept=kept, trouble=trouble, status=422)
    if not report.faulty:
        kept.delete()
        return redirect("plan-grid", plan.pk, table.key)
    # The faulty rows wait on; what is written has its number now, so that nothing is added twice.
    kept.written |= saving.written(report)
    kept.save(update_fields=["written"])
    return HttpResponseRedirect(f"{_address(plan, table)}?upload={kept.pk}")


def _page(request, plan, table, *, kept=None, looked=None, trouble="", status=200):
    context = {"plan": plan, "table": table, "tables": TABLES.values(), "largest": LARGEST_MB}
    if kept is not None:
        *_, report = looked or _looked(request, plan, table, kept)
        context |= {
            "kept": kept,
            "report": report,
            "counts": {fate.name.lower(): report.counts[fate] for fate in checking.Fate},
            "faults": listed(report)[:MOST_SHOWN],
            "reason": request.POST.get("reason", ""),
        }
    return render(request, "plans/table_import.html", context | {"trouble": trouble}, status=status)


def listed(report):
    """Faulty cells: number of the row in the sheet, column, what is wrong."""
    heads = {column.field: column.head for column in report.table.columns}
    return [
        (checked.given.place + 1, heads.get(name, name), checked.given.texts.get(name, ""), message)
        for checked in report.faulty
        for name, message in checked.faults.items()
    ]


def _address(plan, table):
    return reverse("plan-import", args=[plan.pk, table.key])
