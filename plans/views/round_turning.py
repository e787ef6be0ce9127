"""A request to turn a round enters: what would come of it is shown, then it is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans.evaluating import opening, turning
from plans.evaluating.transitions import TRANSITIONS, Step, has_role, obstacle_of, require
from plans.round_board import rows_of
from plans.views.paths import said
from plans.views.round_paths import held_round

TURNS = {
    Step.OPEN: (opening.open_, "已开始自评，参评单位已收到通知。"),
    Step.TO_CHECK: (turning.to_check, "已转入复评。"),
    Step.TO_SAMPLE: (turning.to_sample, "已抽签，转入抽评。"),
    Step.CLOSE: (turning.close, "评估已结束，结果已经固定。"),
}
"""Step -> what does it, and what is said of it afterwards."""


@require_http_methods(["GET", "HEAD", "POST"])
def round_turn(request, pk, step):
    """Say what the next phase means and who is not ready for it; turn when told so."""
    held = held_round(request, pk)
    if step not in TURNS:
        raise Http404
    step = Step(step)
    user, (turn, done) = request.user, TURNS[step]
    if not has_role(step, user, held):
        require(step, user, held)
    trouble = obstacle_of(step, user, held)
    if request.method == "POST":
        try:
            turn(held, user=user)
        except ValidationError as error:
            trouble = said(error)
        else:
            messages.success(request, done)
            return redirect("round", pk)
    context = {"round": held, "step": step, "trouble": trouble, "others": TRANSITIONS[step].others}
    status = 422 if request.method == "POST" else 200
    return render(
        request, "rounds/turn.html", context | _not_ready(step, held, user), status=status
    )


def _not_ready(step, held, user):
    """Who would be left behind by the step."""
    if step == Step.OPEN:
        return {
            "schools": opening.schools_of(held).count(),
            "counties": opening.counties_of(held).count(),
        }
    rows = rows_of(held, user)
    keeps = {
        Step.TO_CHECK: lambda row: not row.place.is_handed_in,
        Step.TO_SAMPLE: lambda row: not row.is_checked,
        Step.CLOSE: lambda row: (
            not row.is_checked or (row.place.is_sampled and not row.is_looked_at)
        ),
    }[step]
    return {"behind": [row for row in rows if keeps(row)], "total": len(rows)}
