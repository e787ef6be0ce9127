"""A request enters: matters to tick or a preview leave, or notices about them are issued."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from indicators.exporting import download
from plans import word
from plans.filters import MatterFilter
from plans.models import IssuedRow
from plans.tracking import choosing, issuing, notice_files
from plans.tracking.lines import matters_of
from plans.tracking.looked_at import rows_of
from plans.tracking.looking import Mark
from plans.tracking.notice_form import NoticeForm
from plans.tracking.notices import MOST
from plans.tracking.transitions import OWING
from plans.views.forms import settled
from plans.views.overseers import for_bureau

USUAL = (Mark.RED, Mark.YELLOW)
"""Lights of the matters that are listed where nobody asks for others."""
FACTS = ("number", "level", "signer", "on")
UNREACHED = (
    "{places}没有人能登录，不会收到提醒：请在“办理链接”里发给链接，或者送达纸质通知后登记回执。"
)
OTHERS = "只有本局的管理员和科室人员可以出具督查通知，您可以预览。"


@for_bureau
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request):
    """Tick matters, say number and signature; look at the notices, or issue them."""
    if request.method == "POST" and not request.user.may_import:
        raise PermissionDenied(OTHERS)
    running = matters_of(request.user).filter(state__in=OWING, due_on__isnull=False)
    running = running.order_by("due_on", "number", "pk")
    asked = request.POST if request.method == "POST" else request.GET
    form = NoticeForm(asked, matters=running, region=request.user.region)
    is_asked = request.method == "POST" or asked.get("as") == "docx"
    if is_asked and form.is_valid():
        done = _issued(request, form) if request.method == "POST" else _preview(request, form)
        if done:
            return done
    return _page(request, form, running, is_asked=is_asked)


def _issued(request, form):
    """The way on once notices are issued; None where that is refused."""
    facts = {name: form.cleaned_data[name] for name in (*FACTS, "seen")}
    matters = form.cleaned_data["matter"]
    made = settled(form, lambda: issuing.issue(matters, user=request.user, **facts))
    if made is None:
        return None
    numbers = "、".join(notice.number for notice in made)
    messages.success(request, f"已出具 {len(made)} 份：{numbers}，等待签收。")
    silent = "、".join(place.name for place in issuing.unreached(made))
    if silent:
        messages.warning(request, UNREACHED.format(places=silent))
    one = made[0].pk
    return redirect("issued-notice", one) if len(made) == 1 else redirect("issued-notices")


def _preview(request, form):
    """The document as it would be issued now, marked as none."""
    facts = {name: form.cleaned_data[name] for name in FACTS}
    made = issuing.made(form.cleaned_data["matter"], bureau_id=request.user.region_id, **facts)
    name = f"{made[0].level.title} {facts['on']}（预览）.docx"
    return download(notice_files.document(made, is_preview=True), name, word.DOCX)


def _page(request, form, running, *, is_asked):
    found = MatterFilter(request.GET, running, request=request)
    listed = found.qs
    if not found.conditions:
        marked = listed.alias(shown=choosing.mark())
        listed = marked.filter(Q(shown__in=USUAL) | Q(pk__in=form.picked))
    rows = rows_of(listed[:MOST])
    context = {
        "form": form,
        "rows": rows,
        "rest": max(listed.count() - MOST, 0),
        "issued": _issued_before(rows),
        "last": issuing.last_of(request.user.region_id),
        "next_number": issuing.next_number(request.user.region_id, form.year),
        "filter": found,
        "complaints": found.complaints,
        "kept": [(name, request.GET[name]) for name in found.conditions],
        "ticks_all": request.GET.get("tick") == "all",
        "wrong": form.errors if is_asked else {},
    }
    return render(request, "tracking/notice.html", context, status=422 if is_asked else 200)


def _issued_before(rows):
    """Number of a matter -> the notice about it that was issued last."""
    numbers = [row.matter.pk for row in rows]
    found = IssuedRow.objects.filter(matter__in=numbers).select_related("notice").order_by("pk")
    return {row.matter_id: row.notice for row in found}
