"""Requests about one row of the review desk enter, its card or form leaves."""

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from indicators.models import Indicator
from plans import editing, outline, workflow
from plans.catalogue import Catalogue
from plans.differences import compared
from plans.models import Plan, ReviewState, Statement, Task
from plans.review import selecting
from plans.review.desk import Desk
from plans.rights import require_editor
from plans.row_forms import FORMS
from plans.views.forms import written
from plans.views.paths import desk_plan, edited_plan, reason_of, row_of, said, version_of
from plans.views.review import back_to, desk_context

REASONS = ("不是指标", "重复", "数字识别错误", "是其他地区或单位的数据", "与本计划无关")
"""What people give as reasons for rejecting, offered while typing."""
DECISIONS = {
    ReviewState.ACCEPTED,
    ReviewState.REJECTED,
    ReviewState.LEFT_OUT,
    ReviewState.PROPOSED,
}


@require_safe
@vary_on_headers("HX-Request")
def row_card(request, pk, key):
    """The card of a row; ``?reject`` asks for the reason first."""
    plan = desk_plan(request, pk)
    row = plan if key == plan.key else row_of(plan, key)
    if not request.htmx:
        return back_to(request, plan, key, getattr(row, "start", None))
    if "reject" in request.GET:
        require_editor(request.user, plan)
        context = {"plan": plan, "row": row, "reasons": REASONS}
        return render(request, "plans/_review_reject.html", context)
    workflow.let_go(request.user)
    return card_response(request, plan, row)


def card_response(request, plan, row, *, status=200, note=""):
    """The card of a row as it stands, with the progress; back to the desk without script."""
    if not request.htmx:
        return back_to(request, plan, row.key, getattr(row, "start", None))
    desk = Desk(plan, request.user, request.GET)
    context = desk_context(request, desk) | {"note": note, "is_swapped": True}
    if isinstance(row, Plan):
        return render(request, "plans/_review_header_swap.html", context, status=status)
    whole = type(row).objects.for_cards().get(pk=row.pk)
    context["card"] = desk.card(whole)
    return render(request, "plans/_review_swap.html", context, status=status)


@require_POST
def row_decide(request, pk, key):
    """Accept, reject, leave out or reopen a row."""
    plan = edited_plan(request, pk)
    row = row_of(plan, key)
    state = request.POST.get("state", "")
    if state not in DECISIONS:
        return card_response(request, plan, row, status=422, note="没有这种处理方式，请重新选择。")
    row.version = version_of(request)
    reason = request.POST.get("why", "").strip()[:300] or reason_of(request, plan)
    write = partial(editing.decide, [row], user=request.user, state=state, reason=reason)
    return _answered(request, plan, row, write)


@require_POST
def row_match(request, pk, key):
    """Take an indicator of the catalogue for a statement, as suggested."""
    plan = edited_plan(request, pk)
    row = row_of(plan, key)
    chosen = request.POST.get("indicator", "")
    indicators = Indicator.objects.visible_to(request.user).kept()
    indicator = get_object_or_404(indicators, pk=chosen if chosen.isdecimal() else None)
    seen = {"version": version_of(request), "reason": reason_of(request, plan)}
    values = {"indicator": indicator}
    write = partial(editing.change, row, user=request.user, values=values, **seen)
    return _answered(request, plan, row, write)


def _answered(request, plan, row, write):
    """The card of a row once it is written, or as it stands with the reason of a refusal."""
    try:
        write()
    except editing.Conflict as conflict:
        note = "这一条刚被别人改过，下面是现在的内容，请看清后再决定。"
        return card_response(request, plan, conflict.rows[0], status=409, note=note)
    except ValidationError as error:
        return card_response(request, plan, row, status=422, note=said(error))
    return card_response(request, plan, row)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def row_form(request, pk, key):
    """Correct a row, or the header of the plan."""
    plan = edited_plan(request, pk)
    row = plan if key == plan.key else row_of(plan, key)
    return _formed(request, plan, row, _save)


def _formed(request, plan, row, write):
    """The form of a row; what ``write`` answers once it is sent and valid."""
    sent = request.POST if request.method == "POST" else None
    form = FORMS[type(row)](sent, instance=row, plan=plan, user=request.user)
    if form.is_valid():
        return write(request, plan, row, form)
    return form_response(request, plan, row, form, status=422 if form.is_bound else 200)


def _save(request, plan, row, form):
    """Write a valid form; a refusal comes back as the form with all that was typed."""
    seen = {"version": version_of(request), "reason": reason_of(request, plan)}
    change = workflow.confirm_header if isinstance(row, Plan) else editing.change
    write = partial(change, row, user=request.user, values=form.values, **seen)
    try:
        saved = written(form, write)
    except editing.Conflict as conflict:
        return form_response(request, plan, conflict.rows[0], form, status=409, is_stale=True)
    if saved is None:
        return form_response(request, plan, row, form, status=422)
    workflow.let_go(request.user)
    return card_response(request, saved if isinstance(saved, Plan) else plan, saved)


def form_response(request, plan, row, form, *, status=200, is_stale=False):
    """The form of a row in place of its card; a page of its own without script."""
    desk = Desk(plan, request.user, request.GET)
    context = desk_context(request, desk) | {
        "row": row,
        "form": form,
        "is_stale": is_stale,
        "conflicts": compared(row, form.values) if is_stale else (),
        "version": row.version,
        "asks_reason": plan.is_published,
        "suggestions": suggestions(plan, row),
        "is_new": row.pk is None,
    }
    page = "plans/_review_form.html" if request.htmx else "plans/review_form_page.html"
    return render(request, page, context, status=status)


def suggestions(plan, row):
    """Indicators that a statement may measure."""
    if not isinstance(row, Statement) or not row.indicator_name:
        return []
    return Catalogue(plan.bureau_id).suggest(row.indicator_name, row.unit)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def row_add(request, pk):
    """Add a record that the import missed: at a selected passage, or at words of the text."""
    plan = edited_plan(request, pk)
    desk = Desk(plan, request.user, request.GET)
    place, problem = _place(desk, request.GET)
    if place is None:
        context = desk_context(request, desk) | {"problem": problem, "sent": request.GET}
        page = "plans/_review_where.html" if request.htmx else "plans/review_where_page.html"
        return render(request, page, context, status=422 if problem else 200)
    row = _new_row(plan, desk, place, request.GET.get("kind"))
    return _formed(request, plan, row, _add)


def _place(desk, asked):
    """The passage that an address names, or why there is none."""
    if desk.source is None:
        raise PermissionDenied("这份计划没有原文，请在“编辑”页添加。")
    first = desk.text.within((desk.sheet.start, desk.sheet.end))[0]
    start, end = asked.get("from", ""), asked.get("to", "")
    if start.isdecimal() and end.isdecimal():
        if asked.get("view") == "source":
            stretch = (desk.sheet.start + int(start), desk.sheet.start + int(end))
            place = desk.text.within(stretch)
        else:
            place = (first + int(start), first + int(end))
        found = selecting.passage(desk.text, *place)
        return (found, "") if found else (None, "选中的地方没有可用的文字，请重新选择。")
    words = asked.get("words", "").strip()
    if not words:
        return None, ""
    place, count = selecting.find(desk.text, words, (desk.plan.start, desk.plan.end))
    if place is None:
        told = "没有找到" if count == 0 else f"出现 {count} 处，请多写几个字，使它只出现一处"
        return None, f"“{words[:40]}”在本篇原文中{told}。"
    return selecting.passage(desk.text, *place), ""


def _new_row(plan, desk, found, kind):
    """A row that is still to be saved, at a passage."""
    if kind != "task":
        row = selecting.proposal(plan, desk.text, found)
        row.task = _task_at(plan, row.start)
        return row
    place = {"start": found.span[0], "end": found.span[1]}
    return Task(plan=plan, title=found.text.split("\n")[0][:255], text=found.text, **place)


def _task_at(plan, place):
    """The item of the outline that holds a place."""
    inside = plan.tasks.filter(start__lte=place, end__gte=place).kept()
    return inside.order_by("-start").first()


def _add(request, plan, row, form):
    """Write a new row; back to the desk, at its place."""
    said = {"user": request.user, "reason": reason_of(request, plan)}
    units = form.fill()
    if isinstance(row, Task):
        before = _task_at(plan, row.start)
        write = partial(outline.insert, row, anchor=before and before.pk, units=units, **said)
    else:
        write = partial(editing.add, row, **said)
    if written(form, write) is None:
        return form_response(request, plan, row, form, status=422)
    response = back_to(request, plan, row.key, row.start)
    if request.htmx:
        response.status_code = 204
        response["HX-Redirect"] = response["Location"]
    return response
