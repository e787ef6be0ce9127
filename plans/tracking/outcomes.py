"""A bureau and a span enter, what became of the matters of each unit and school in it leaves."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone

from indicators.models import Comparator
from plans.models import MatterStep
from plans.tracking.looking import SPANS
from plans.tracking.scoring import Outcome

ZERO, ONE = Decimal(0), Decimal(1)
BOUNDS = (Comparator.AT_LEAST, Comparator.EXACTLY, Comparator.ABOUT, Comparator.AT_MOST)
"""Comparators whose targets can be reached by a share."""
REPORTS = (MatterStep.Action.REPORT, MatterStep.Action.FINISH)


def outcomes_of(matters, span, today=None):
    """Key of who leads -> outcomes of its matters in the span; two queries.

    A key is ``("unit", number)`` or ``("school", number)``. Stopped matters and those that were
    divided are not judged: the parts are.
    """
    today = min(today or timezone.localdate(), span.last)
    reports = MatterStep.objects.filter(action__in=REPORTS).order_by("at", "pk")
    rows = matters.sent().filter(parts__isnull=True).select_related("statement")
    rows = rows.filter(dispatched_at__date__lte=span.last).order_by("pk")
    found = defaultdict(list)
    for matter in rows.prefetch_related(Prefetch("steps", reports, to_attr="reports")):
        outcome = outcome_of(matter, span, today)
        if outcome:
            found[key_of(matter)].append(outcome)
    return found


def key_of(matter):
    """Who leads a matter, as a key."""
    if matter.lead_unit_id:
        return ("unit", matter.lead_unit_id)
    return ("school", matter.lead_school_id)


def outcome_of(matter, span, today):
    """What became of a matter in a span; None where there is nothing to judge."""
    done = matter.reported_on or matter.closed_on
    is_falling_due = span.holds(matter.due_on) and (matter.due_on < today or done)
    is_ending = span.holds(done)
    on_time = _on_time(matter, done) if is_falling_due or is_ending else None
    reached = _reached(matter) if on_time is not None else None
    heard = _heard(matter, span, today)
    if on_time is None and heard is None:
        return None
    return Outcome(matter.pk, matter.kind, on_time, reached, heard)


def _on_time(matter, done):
    if matter.due_on is None:
        return ONE
    return ONE if done and done <= matter.due_on else ZERO


def _reached(matter):
    """Share of the target that the last reported figure reaches; None without either."""
    statement = matter.statement
    figures = [step.figure for step in matter.reports if step.figure is not None]
    if statement is None or not figures or not statement.value:
        return None
    if statement.comparator not in BOUNDS:
        return None
    share = figures[-1] / statement.value
    if statement.comparator == Comparator.AT_MOST:
        share = 2 - share
    return max(ZERO, min(ONE, share))


def _heard(matter, span, today):
    """Share of the reports that were due in the span and were made; None where none was due."""
    days = SPANS.get(matter.cadence)
    if days is None or matter.dispatched_at is None:
        return None
    first = max(span.first, timezone.localdate(matter.dispatched_at))
    last = min(today, matter.closed_on or matter.reported_on or today)
    due = ((last - first).days + 1) // days
    if due <= 0:
        return None
    made = sum(1 for step in matter.reports if first <= timezone.localdate(step.at) <= last)
    return Decimal(min(made, due)) / due
