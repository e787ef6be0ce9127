"""Requests for rounds of evaluation enter: their list, one with its progress, new and changed."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.evaluating import opening, turning
from plans.evaluating.transitions import CLERKS, Phase, Step, has_role, may
from plans.models import Assessment, EvaluationRound
from plans.round_board import SHOWN, for_list, rows_of, tallies_of
from plans.round_forms import RoundForm, facts_of
from plans.views.forms import sent, settled
from plans.views.paths import said
from plans.views.round_paths import held_round, is_held_by, round_of

OTHERS = "评估对教育局和参评学校开放。"
KEEPERS = "只有本局的管理员和科室人员可以发起评估。"
TURNS = (Step.OPEN, Step.TO_CHECK, Step.TO_SAMPLE, Step.CLOSE)
DAYS = {"self_until": 21, "check_until": 42}
"""Days from today that a new round proposes."""


@require_safe
def round_list(request):
    """Rounds of the bureau, and the user's own assessments in them and in others."""
    user = request.user
    if not (user.is_bureau_member or user.is_school_member or user.is_system_admin):
        raise PermissionDenied(OTHERS)
    whose = {"school": user.school_id} if user.is_school_member else {"county": user.region_id}
    own = Assessment.objects.visible_to(user).filter(**whose).for_page()
    rounds = EvaluationRound.objects.visible_to(user)
    if not user.is_system_admin:
        rounds = rounds.filter(bureau=user.region_id if user.is_bureau_member else None)
    context = {
        "rounds": for_list(rounds),
        "own": () if user.is_system_admin else own.order_by("-round__year", "-pk"),
        "may_begin": user.role in CLERKS,
    }
    return render(request, "rounds/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request):
    """Prepare a round; nobody is asked before it is opened."""
    user, today = request.user, timezone.localdate()
    if user.role not in CLERKS:
        raise PermissionDenied(KEEPERS)
    first = {name: today + timedelta(days=days) for name, days in DAYS.items()}
    first |= {"year": today.year, "sample_percent": 20, "scope": EvaluationRound.Scope.ALL}
    form = RoundForm(sent(request), user=user, initial=first)
    made = form.is_valid() and settled(form, lambda: opening.draft(user=user, **form.facts))
    if made:
        messages.success(request, "已建立。请核对参评单位和条目，再开始自评。")
        return redirect("round", made.pk)
    return _form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request, pk):
    """Other facts for a round that is not open yet."""
    held = held_round(request, pk)
    user = request.user
    if not has_role(Step.CHANGE, user, held):
        raise PermissionDenied(KEEPERS)
    if held.state != Phase.DRAFT:
        messages.error(request, "已经开始的评估不能再修改。")
        return redirect("round", pk)
    form = RoundForm(sent(request), user=user, initial=facts_of(held))
    if form.is_valid() and settled(form, lambda: opening.change(held, user=user, **form.facts)):
        messages.success(request, "已保存修改。")
        return redirect("round", pk)
    return _form(request, form, held)


@require_safe
def round_page(request, pk):
    """Who takes part and how far each is, for the bureau; others see their own assessment."""
    held = round_of(request, pk)
    user = request.user
    if not is_held_by(user, held):
        own = Assessment.objects.visible_to(user).filter(round=held)
        return redirect("assessment", get_object_or_404(own).pk)
    rows = rows_of(held, user)
    asked = request.GET.get("show", "")
    name, keeps = SHOWN.get(asked, ("", lambda row: True))
    context = {
        "round": held,
        "phases": list(zip(Phase.values, Phase.labels, strict=True)),
        "rows": [row for row in rows if keeps(row)],
        "tallies": tallies_of(rows),
        "items": held.items.count(),
        "shown": name and asked,
        "filters": [(key, label) for key, (label, _) in SHOWN.items()],
        "turns": [step for step in TURNS if may(step, user, held)],
        "may_change": may(Step.CHANGE, user, held),
        "may_remind": may(Step.REMIND, user, held),
    }
    if held.state == Phase.DRAFT:
        context["schools"] = opening.schools_of(held).count()
        context["counties"] = list(opening.counties_of(held))
    return render(request, "rounds/round.html", context)


@require_POST
def round_remind(request, pk):
    """Remind who has not handed in."""
    held = held_round(request, pk)
    try:
        told = turning.remind(held, user=request.user)
    except ValidationError as error:
        messages.error(request, said(error))
    else:
        done = f"已通知 {told} 人。" if told else "今天已经提醒过了，明天可以再提醒。"
        messages.success(request, done)
    return redirect("round", pk)


def _form(request, form, held=None):
    context = {"form": form, "round": held}
    status = 422 if form.is_bound else 200
    return render(request, "rounds/form.html", context, status=status)
