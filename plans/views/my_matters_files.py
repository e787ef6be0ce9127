"""The workbook of a person's matters leaves; filled in, it comes back, is checked and written."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from indicators.exporting import download
from plans import my_sheet
from plans.editing import Conflict
from plans.models import TableUpload
from plans.models.uploads import MATTERS
from plans.tables import reading
from plans.tables.checking import Fate
from plans.tables.marked import mark
from plans.tables.reading import LARGEST_MB, TableError
from plans.tables.receiving import received
from plans.views.matter_paths import own_lines, whole
from plans.views.paths import said
from plans.views.table_files import GONE, MOST_SHOWN, listed

NEWER = "刚才有人办理过其中的事项，还没有写入任何内容。请重新导出，核对后再试一次。"


@require_safe
def my_matters_export(request):
    """The lines that the user reports on, as a workbook to fill in."""
    lines = my_sheet.fillable(own_lines(request.user))
    return download(my_sheet.workbook(lines, request.user), "我的督办事项.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def my_matters_import(request):
    """Take a filled-in workbook, say what it would do, and write that once it is asked for."""
    if request.method != "POST":
        number = request.GET.get("upload", "")
        kept = _kept(request, number)
        return _page(request, kept, trouble=GONE if number and kept is None else "")
    if "upload" in request.POST:
        return _write(request)
    try:
        name, data = received(request.FILES.get("file"))
        reading.find(reading.read(data), my_sheet.LINES)
    except TableError as error:
        return _page(request, trouble=str(error), status=422)
    kept = TableUpload.objects.keep(request.user, None, kind=MATTERS, name=name, file=data)
    return redirect(_address(kept))


@require_safe
def my_matters_marked(request, upload):
    """The workbook as it was sent, with its faulty cells marked."""
    kept = _kept(request, str(upload))
    if kept is None:
        raise Http404
    name = kept.name.removesuffix(".xlsx").removesuffix("-标注")
    return download(mark(*_looked(request, kept), request.user), f"{name}-标注.xlsx")


def _write(request):
    """Write all rows, or the valid ones where the person takes them."""
    kept = _kept(request, request.POST["upload"])
    if kept is None:
        return _page(request, trouble=GONE, status=422)
    *_, report = _looked(request, kept)
    if report.faulty and "valid" not in request.POST:
        return _page(request, kept, status=422)
    try:
        written = my_sheet.write(report, user=request.user)
    except Conflict:
        return _page(request, kept, trouble=NEWER, status=409)
    except ValidationError as error:
        return _page(request, kept, trouble=said(error), status=422)
    messages.success(request, f"已写入 {len(written)} 项反馈。")
    if not report.faulty:
        kept.delete()
        return redirect("my-matters")
    kept.written |= written
    kept.save(update_fields=["written"])
    return redirect(_address(kept))


def _kept(request, number):
    number = whole(number)
    return TableUpload.objects.waiting_lines(request.user).filter(pk=number or 0).first()


def _looked(request, kept):
    lines = my_sheet.fillable(own_lines(request.user))
    return my_sheet.read(bytes(kept.file), kept.written, lines)


def _address(kept):
    return f"{reverse('my-matters-import')}?upload={kept.pk}"


def _page(request, kept=None, *, trouble="", status=200):
    context = {"kept": kept, "largest": LARGEST_MB, "trouble": trouble}
    if kept is not None:
        *_, report = _looked(request, kept)
        context |= {
            "report": report,
            "changed": report.counts[Fate.CHANGED],
            "faults": listed(report)[:MOST_SHOWN],
        }
    return render(request, "matters/my_matters_import.html", context, status=status)
