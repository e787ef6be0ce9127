"""A matter and who looks at it enter, what its page says of it leaves."""

from django.utils import timezone

from plans.actuals import Actuals, promise
from plans.models import Matter, Statement
from plans.tracking.accepting import may_accept, obstacle
from plans.tracking.looking import seen
from plans.tracking.ruling import rulebook
from plans.tracking.transitions import Step, may
from plans.tracking.waiting import waits_of


def shown(matter, user):
    """Its light, parts, steps and target, in a fixed number of queries."""
    parts = Matter.objects.visible_to(user).filter(parent=matter).for_list()
    steps = list(matter.steps.for_page())
    accepts = may_accept(user, matter)
    for step in steps:
        step.is_acceptable = accepts and not obstacle(step, matter)
    (line,) = seen([matter])
    others = Matter.objects.visible_to(user)
    return {
        "matter": matter,
        "line": line,
        "sign": line.sign,
        "parts": seen(parts),
        "steps": steps,
        "whole": Matter.objects.visible_to(user).filter(pk=matter.parent_id).first(),
        "target": target(matter, user),
        "waits": waits_of(
            matter, others.filter(followers=matter), timezone.localdate(), rulebook()
        ),
        "followers": others.filter(waits_for=matter).order_by("due_on", "pk"),
        "may_change": may(Step.CHANGE, matter, user),
        "may_report": may(Step.REPORT, matter, user),
    }


def target(matter, user):
    """The target of a matter and what was reported of it; None where the user sees none."""
    row = Statement.objects.visible_to(user).filter(pk=matter.statement_id)
    row = row.select_related("indicator", "plan").first()
    if row is None:
        return None
    year = row.year or row.plan.year
    reached = Actuals(user, row.plan, year).of(promise(row, row.plan)) if year else []
    return {"row": row, "reached": reached}
