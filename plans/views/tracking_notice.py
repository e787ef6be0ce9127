"""A request enters, matters to tick or the notices about them leave."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans import word
from plans.exporting import download
from plans.filters import MatterFilter
from plans.models import Matter
from plans.tracking import choosing, notice_files
from plans.tracking.lines import matters_of
from plans.tracking.looked_at import rows_of
from plans.tracking.looking import Mark
from plans.tracking.notice_form import NoticeForm
from plans.tracking.notices import MOST, notices
from plans.views.overseers import for_bureau

USUAL = (Mark.RED, Mark.YELLOW)
"""Lights of the matters that are listed where nobody asks for others."""


@for_bureau
@require_safe
def notice(request):
    """Tick matters, say number and signature, and take the notices along."""
    running = matters_of(request.user).filter(state__in=Matter.RUNNING, due_on__isnull=False)
    running = running.order_by("due_on", "number", "pk")
    form = NoticeForm(request.GET, matters=running, region=request.user.region)
    is_asked = request.GET.get("as") == "docx"
    if is_asked and form.is_valid():
        made = _made(form.cleaned_data)
        name = f"{made[0].level.title} {form.cleaned_data['on']}.docx"
        return download(notice_files.document(made), name, word.DOCX)
    found = MatterFilter(request.GET, running, request=request)
    listed = found.qs
    if not found.conditions:
        marked = listed.alias(shown=choosing.mark())
        listed = marked.filter(Q(shown__in=USUAL) | Q(pk__in=form.picked))
    context = {
        "form": form,
        "rows": rows_of(listed[:MOST]),
        "rest": max(listed.count() - MOST, 0),
        "filter": found,
        "complaints": found.complaints,
        "kept": [(name, request.GET[name]) for name in found.conditions],
        "ticks_all": request.GET.get("tick") == "all",
        "wrong": form.errors if is_asked else {},
    }
    return render(request, "tracking/notice.html", context, status=422 if is_asked else 200)


def _made(facts):
    """Notices as the form asks for them."""
    rows = rows_of(facts["matter"])
    told = {name: facts[name] for name in ("number", "level", "signer", "on")}
    return notices(rows, **told)
