"""Requests for the review desk of a plan enter, the page or a part of it leaves."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from plans import dropping, history, workflow
from plans.extraction import ReadError
from plans.history_page import moment
from plans.models import Problem
from plans.review.desk import REVIEWED, SHOWS, Desk
from plans.rights import is_editor
from plans.row_forms import names_of
from plans.views.paths import desk_plan, edited_plan, reason_of, row_of, said
from plans.views.undoing import undone

HELD = timedelta(minutes=2)
"""How long a row counts as open after its form was last heard of."""
DROPPING = {
    False: (dropping.drop, "已剔除 1 条，可以点“恢复”放回。"),
    True: (dropping.take_back, "已恢复 1 条。"),
}
"""Whether a record comes back: what is done, and what is said of it."""


@require_safe
@vary_on_headers("HX-Request")
def review_page(request, pk):
    """The source with its records marked, the records beside it, and what to do with them."""
    desk = Desk(desk_plan(request, pk), request.user, request.GET)
    return render(request, "plans/review_page.html", desk_context(request, desk))


def desk_context(request, desk):
    """What the templates of the desk need."""
    plan, user = desk.plan, request.user
    return {
        "desk": desk,
        "plan": plan,
        "source": desk.source,
        "shows": [(key, name) for key, (name, _) in SHOWS.items()],
        "may_edit": is_editor(user, plan),
        "reason": request.session.get(f"reason-{plan.pk}", ""),
        "held": held_by_others(plan, user),
        "now": timezone.now(),
        **names_of(user),
    }


def held_by_others(plan, user):
    """Who has which row open, by key."""
    recent = plan.open_rows.filter(opened_at__gt=timezone.now() - HELD).exclude(user=user)
    return {row.key: str(row.user) for row in recent.select_related("user")}


def back_to(request, plan, key="", at=None):
    """The desk as the user saw it, at a row."""
    query = request.GET.copy()
    if at is not None:
        query["at"] = at
        query.pop("part", None)
    address = reverse("review", args=[plan.pk])
    return redirect(f"{address}?{query.urlencode()}{'#c-' + key if key else ''}")


def records_pane(request, plan, message, level=messages.SUCCESS):
    """The records anew, after many of them changed; a whole page for a browser without script."""
    if not request.htmx:
        messages.add_message(request, level, message)
        return back_to(request, plan)
    desk = Desk(plan, request.user, request.GET)
    context = desk_context(request, desk) | {"message": message}
    return render(request, "plans/_review_pane.html", context)


@require_POST
def review_section(request, pk):
    """Accept all rows of a section that the user saw."""
    plan = edited_plan(request, pk)
    try:
        accepted, stale = workflow.accept_section(
            plan, request.POST.getlist("pick"), user=request.user, reason=reason_of(request, plan)
        )
    except ValidationError as error:
        return records_pane(request, plan, said(error), messages.ERROR)
    late = f"；{stale} 条刚被别人改过，请再看一眼" if stale else ""
    return records_pane(request, plan, f"已通过 {accepted} 条{late}。")


@require_POST
def review_drop(request, pk, key):
    """Take a school, duty or deadline out of what was found, or back with ``back``."""
    plan = edited_plan(request, pk)
    act, told = DROPPING["back" in request.POST]
    try:
        is_done = act(plan, key, user=request.user, reason=reason_of(request, plan))
    except ValidationError as error:
        return records_pane(request, plan, said(error), messages.ERROR)
    return records_pane(request, plan, told if is_done else "这一条刚被别人改过，已经更新。")


@require_POST
def review_undo(request, pk):
    """Take back the user's last change in the plan."""
    plan = edited_plan(request, pk)
    refusal = "您上一步改过的记录后来又被别人改过，不能撤销。请打开那一条直接修改。"
    _, level, told = undone(plan, request.user, refusal=refusal)
    return records_pane(request, plan, told, level)


@require_POST
def review_problem(request, pk, problem):
    """Settle a doubt with a note, or bring it back."""
    plan = edited_plan(request, pk)
    row = get_object_or_404(
        Problem.objects.visible_to(request.user), pk=problem, source=plan.source
    )
    try:
        if request.POST.get("reopen"):
            workflow.reopen(row, plan=plan, user=request.user)
        else:
            note = request.POST.get("note", "")
            workflow.resolve(row, plan=plan, user=request.user, note=note)
    except ValidationError as error:
        messages.error(request, said(error))
    return back_to(request, plan)


@require_POST
def review_hold(request, pk, key):
    """The user has a row open in a form."""
    plan = edited_plan(request, pk)
    if key != plan.key:
        row_of(plan, key)
    workflow.hold(plan, key, user=request.user)
    return HttpResponse(status=204)


@require_safe
def review_news(request, pk):
    """What others changed since the user last asked, and which rows they have open."""
    plan = desk_plan(request, pk)
    since = moment(request.GET.get("since")) or timezone.now()
    now = timezone.now()
    desk = Desk(plan, request.user, request.GET)
    rows = [row for model in REVIEWED for row in _changed(model, plan, since, request.user)]
    context = desk_context(request, desk) | {"now": now, "cards": [desk.card(r) for r in rows]}
    return render(request, "plans/_review_news.html", context)


def _changed(model, plan, since, user):
    """Rows of a model that others changed since a moment."""
    records = history.of_plan(model, plan).filter(history_date__gt=since)
    others = records.exclude(history_user=user).exclude(history_user=None)
    return list(model.objects.filter(pk__in=others.values("id")).for_cards())


@require_POST
def review_aside(request, pk):
    """Put the document aside, or take it up again."""
    plan = edited_plan(request, pk)
    is_aside = request.POST.get("aside") == "1"
    try:
        workflow.set_aside(plan, user=request.user, is_aside=is_aside)
    except ValidationError as error:
        messages.error(request, said(error))
    except ReadError as error:
        messages.error(request, f"原文件现在读不出来，没有恢复：{error}")
    return back_to(request, plan)
