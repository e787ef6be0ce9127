"""Requests to edit a plan enter, its edit page or the section that changed leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from plans import editing, outline
from plans.edit_page import SECTIONS, sections
from plans.models import ReviewState, Task
from plans.row_forms import names_of
from plans.tree import STEPS, CannotMoveError
from plans.views.paths import edited_plan, reason_of, row_of, said
from plans.views.undoing import undone

VERBS = (*STEPS, "drop", "merge", "remove")
"""What a button of the edit page may ask; its value is the key and version of a row: ``t12:3``."""
BUTTONS = (
    ("up", "上移（Alt+↑）", "↑"),
    ("down", "下移（Alt+↓）", "↓"),
    ("out", "升一级（Alt+←）", "←"),
    ("in", "降一级（Alt+→）", "→"),
)
"""Steps of a task: verb, what it does, sign."""
CHANGED = "这一条刚被别人改过，没有改动。下面是现在的内容，请看清后再操作。"


@require_safe
@vary_on_headers("HX-Request")
def edit_page(request, pk):
    """Header, outline, targets and money, each row with what can be done to it."""
    plan = edited_plan(request, pk)
    section = request.GET.get("section")
    if request.htmx and section in SECTIONS.values():
        return _section(request, plan, section, focus=request.GET.get("focus", ""))
    context = {**page_context(request, plan), **names_of(request.user)}
    return render(request, "plans/edit_page.html", context)


def page_context(request, plan):
    """What every section of the page needs."""
    reason = request.session.get(f"reason-{plan.pk}", "")
    return {"plan": plan, "reason": reason, "steps": BUTTONS, **sections(plan)}


def _section(request, plan, section, **context):
    context |= page_context(request, plan)
    status = context.pop("status", 200)
    return render(request, f"plans/_edit_{section}.html", context, status=status)


def changed(request, plan, key, *, note, level=messages.SUCCESS, focus=None):
    """The section of a row anew, with a note; the whole page for a browser without script."""
    focus = key if focus is None else focus
    section = SECTIONS[key[0]]
    if not request.htmx:
        messages.add_message(request, level, note)
        return redirect(f"{reverse('plan-edit', args=[plan.pk])}#{focus or section}")
    context = {"note": note, "level": messages.DEFAULT_TAGS[level], "focus": focus}
    return _section(request, plan, section, **context)


@require_POST
def outline_change(request, pk):
    """Move, merge or delete the row that a button names."""
    plan = edited_plan(request, pk)
    verb = next((v for v in VERBS if v in request.POST), None)
    key, _, version = request.POST.get(verb, "").partition(":")
    if verb is None or not version.isdecimal():
        return HttpResponseBadRequest("没有说明要做什么。")
    row = row_of(plan, key)
    refused = {"level": messages.ERROR, "focus": key}
    try:
        note, focus = _act(request, row, verb, int(version))
    except editing.Conflict:
        return changed(request, plan, key, note=CHANGED, **refused)
    except CannotMoveError as error:
        return changed(request, plan, key, note=str(error), **refused)
    except ValidationError as error:
        return changed(request, plan, key, note=said(error), **refused)
    return changed(request, plan, key, note=note, focus=focus)


def _act(request, row, verb, version):
    """Do what was asked; returns what to say, and the key of the row to go on from."""
    seen = {"user": request.user, "version": version, "reason": reason_of(request, row.plan)}
    if verb == "remove":
        return _remove(row, seen)
    if not isinstance(row, Task):
        raise ValidationError("只有任务可以移动和合并。")
    if verb == "merge":
        outline.merge(row, **seen)
        return "已与下一条合并。", row.key
    if verb == "drop":
        anchor = row_of(row.plan, request.POST.get("anchor", ""))
        outline.drop(row, anchor=anchor.pk, where=request.POST.get("where", ""), **seen)
    else:
        outline.move(row, step=verb, **seen)
    return "已移动。", row.key


def _remove(row, seen):
    if isinstance(row, Task):
        before = [task.key for task in outline.tasks_of(row.plan)]
        gone = outline.remove(row, **seen)
        after = before[before.index(row.key) + len(gone) :] or before[: before.index(row.key)][-1:]
        with_branch = f"和它的下级 {len(gone) - 1} 条" if len(gone) > 1 else ""
        return f"已删除“{row}”{with_branch}。可以撤销。", after[0] if after else ""
    row.version = seen.pop("version")
    editing.decide([row], state=ReviewState.REJECTED, **seen)
    return f"已删除“{row}”。可以撤销。", ""


@require_POST
def edit_undo(request, pk):
    """Take back the user's last change in the plan, whatever it was."""
    plan = edited_plan(request, pk)
    refusal = "您上一步改过的内容后来又被别人改过，不能撤销。请在历史中查看。"
    rows, level, told = undone(plan, request.user, refusal=refusal)
    messages.add_message(request, level, told)
    return redirect(f"{reverse('plan-edit', args=[pk])}{'#' + rows[0].key if rows else ''}")
