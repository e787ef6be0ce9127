"""Requests for issued notices enter: register, page and file leave; receipts are written."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indicators.exporting import as_xlsx, download
from plans import word
from plans.issued_sheets import register
from plans.models import IssuedFile, IssuedNotice, Matter
from plans.tracking import issuing
from plans.views.overseers import for_bureau
from plans.views.paths import day_of, said

ROWS = 50
SHOWS = {
    "": "全部",
    "unsigned": "待签收",
    "open": "待回复",
    "overdue": "逾期未回复",
}


@for_bureau
@require_safe
def issued_notices(request):
    """The register (督查通知登记簿) of the bureau: number, to whom, receipt and answer."""
    own = IssuedNotice.objects.visible_to(request.user).filter(bureau=request.user.region_id)
    show = request.GET.get("show", "")
    rows = own.for_list().shown(show)
    if request.GET.get("as") == "xlsx":
        return as_xlsx([register(rows)], f"督查通知登记簿-{timezone.localdate():%Y-%m-%d}")
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "shows": SHOWS.items(),
        "show": show if show in SHOWS else "",
    }
    return render(request, "tracking/issued_notices.html", context)


@require_safe
def issued_notice(request, pk):
    """One notice: its matters, file, receipt and answer."""
    return _page(request, _notice(request, pk))


@require_safe
def issued_file(request, pk):
    """The Word document, byte for byte as it was issued."""
    files = IssuedFile.objects.visible_to(request.user).select_related("notice")
    found = get_object_or_404(files, pk=pk)
    return download(bytes(found.content), f"{found.notice}.docx", word.DOCX)


@require_POST
def issued_sign(request, pk):
    """Sign for a notice."""
    try:
        issuing.sign(_notice(request, pk), user=request.user)
    except ValidationError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, "已签收，签收人和时间已经登记。")
    return redirect("my-matters") if "mine" in request.POST else redirect("issued-notice", pk)


@require_POST
def issued_record(request, pk):
    """Record what came back on paper."""
    notice = _notice(request, pk)
    name, day = request.POST.get("name", ""), request.POST.get("received_on", "")
    try:
        facts = {"name": name, "received_on": day_of(day)}
        issuing.record_receipt(notice, user=request.user, **facts)
    except ValidationError as error:
        typed = {"name": name, "received_on": day, "wrong": said(error)}
        return _page(request, _notice(request, pk), typed, status=422)
    messages.success(request, "已登记纸质回执。")
    return redirect("issued-notice", pk)


def _notice(request, pk):
    return get_object_or_404(IssuedNotice.objects.visible_to(request.user).for_list(), pk=pk)


def _page(request, notice, typed=None, status=200):
    matters = Matter.objects.visible_to(request.user).filter(pk__in=notice.matters)
    context = {
        "notice": notice,
        "matters": matters.for_list(),
        "receipt": getattr(notice, "receipt", None),
        "may_sign": issuing.may_sign(request.user, notice),
        "may_record": issuing.may_record(request.user, notice),
        "typed": typed or {"received_on": f"{timezone.localdate()}"},
    }
    return render(request, "tracking/issued_notice.html", context, status=status)
