"""A list of problems leaves as an empty workbook; filled in, it is checked and written whole."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from indicators.exporting import download
from plans import finding_sheet
from plans.models import TableUpload
from plans.models.uploads import FINDINGS
from plans.row_forms import names_of
from plans.tables import reading
from plans.tables.marked import mark
from plans.tables.reading import LARGEST_MB, TableError
from plans.tables.receiving import received
from plans.tables.writing import template
from plans.tracking import findings
from plans.views.findings import inspection_of
from plans.views.matter_paths import whole
from plans.views.paths import said
from plans.views.table_files import GONE, MOST_SHOWN, listed


@require_safe
def finding_template(request):
    """An empty workbook for problems."""
    findings.require_keeper(request.user)
    content = template(finding_sheet.LIST, names_of(request.user), finding_sheet.STEPS)
    return download(content, "问题清单模板.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def finding_import(request, pk):
    """Take a workbook, say what is in it, and write that once it is asked for."""
    findings.require_keeper(request.user)
    inspection = inspection_of(request, pk)
    if request.method != "POST":
        number = request.GET.get("upload", "")
        kept = _waiting(request).filter(pk=whole(number) or 0).first()
        return _page(request, inspection, kept, trouble=GONE if number and not kept else "")
    if "upload" in request.POST:
        return _write(request, inspection)
    try:
        name, data = received(request.FILES.get("file"))
        sheets = reading.read(data)
        given = reading.given(sheets, reading.find(sheets, finding_sheet.LIST), finding_sheet.LIST)
        _refuse_length(given)
    except TableError as error:
        return _page(request, inspection, trouble=str(error), status=422)
    kept = TableUpload.objects.keep(request.user, None, kind=FINDINGS, name=name, file=data)
    return redirect(f"{reverse('finding-import', args=[pk])}?upload={kept.pk}")


@require_safe
def finding_marked(request, pk, upload):
    """The workbook as it was sent, with its faulty cells marked."""
    findings.require_keeper(request.user)
    inspection = inspection_of(request, pk)
    kept = _waiting(request).filter(pk=upload).first()
    if kept is None:
        raise Http404
    name = kept.name.removesuffix(".xlsx").removesuffix("-标注")
    content = mark(*_looked(request, inspection, kept), names_of(request.user))
    return download(content, f"{name}-标注.xlsx")


@transaction.atomic
def _write(request, inspection):
    """Register all rows; of two who press at once the second finds nothing that waits."""
    waiting = _waiting(request).select_for_update()
    kept = waiting.filter(pk=whole(request.POST["upload"]) or 0).first()
    if kept is None:
        return _page(request, inspection, trouble=GONE, status=422)
    *_, report = _looked(request, inspection, kept)
    if report.faulty or not report.writable:
        return _page(request, inspection, kept, status=422)
    try:
        count = finding_sheet.write(inspection, report, user=request.user)
    except ValidationError as error:
        return _page(request, inspection, kept, trouble=said(error), status=422)
    kept.delete()
    messages.success(request, f"已登记 {count} 个问题，请局领导或管理员审核后下发。")
    return redirect(f"{reverse('tracking-findings')}?inspection={inspection.pk}")


def _refuse_length(given):
    if not given:
        raise TableError("表里一行也没有填。请从第二行开始填写。")
    if len(given) > finding_sheet.MOST_ROWS:
        most = finding_sheet.MOST_ROWS
        raise TableError(f"一次最多 {most} 行，这里有 {len(given)} 行。请分几次上传。")


def _waiting(request):
    return TableUpload.objects.waiting_lines(request.user, FINDINGS)


def _looked(request, inspection, kept):
    """Sheets of a workbook, where its table stands, and what is in it."""
    sheets = reading.read(bytes(kept.file))
    place = reading.find(sheets, finding_sheet.LIST)
    given = reading.given(sheets, place, finding_sheet.LIST)
    return sheets, place, finding_sheet.check(inspection, given, request.user)


def _page(request, inspection, kept=None, *, trouble="", status=200):
    context = {"inspection": inspection, "kept": kept, "largest": LARGEST_MB, "trouble": trouble}
    context["most"] = finding_sheet.MOST_ROWS
    if kept is not None:
        *_, report = _looked(request, inspection, kept)
        context |= {"report": report, "faults": listed(report)[:MOST_SHOWN]}
    return render(request, "tracking/finding_import.html", context, status=status)
