"""Matters and a day enter, their lights and what is due leave: what pages show of each row."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils import timezone

from plans.models import Matter
from plans.tracking.lights import Light, Sign, sign_of
from plans.tracking.ruling import rulebook

State = Matter.State
Cadence = Matter.Cadence
SPANS = {Cadence.WEEKLY: 7, Cadence.MONTHLY: 31, Cadence.QUARTERLY: 92}
"""Days after which a matter is due for a report again."""


class Mark(StrEnum):
    """A light, and of what is closed whether it was done in time."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    ON_TIME = "on_time"
    LATE = "late"


OPEN = frozenset({Mark.RED, Mark.YELLOW, Mark.BLUE})
CLOSED = frozenset({Mark.ON_TIME, Mark.LATE})
SHOWS = {
    **{mark.value: frozenset({mark}) for mark in Mark},
    Light.GREY.value: CLOSED,
    "open": OPEN,
    "counted": CLOSED | {Mark.RED},
    "sent": OPEN | CLOSED,
}
"""What lists may be narrowed to and sums count, by the mark of a matter: one meaning for both."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter as it looks on a day."""

    matter: Matter
    sign: Sign | None
    """None before it was sent and after it was stopped."""
    is_due: bool
    """A report is due: it was heard of longer ago than its cadence asks for."""


def seen(matters, today=None):
    """Each matter with its light, in their order."""
    today, book = today or timezone.localdate(), rulebook()
    return [Seen(matter, light_of(matter, today, book), owes(matter, today)) for matter in matters]


def mark_of(sign):
    """The mark that a sign comes to."""
    if sign.light != Light.GREY:
        return Mark(sign.light)
    return Mark.LATE if sign.is_late else Mark.ON_TIME


def light_of(matter, today, book):
    """The light of a matter by the rules of its bureau; None where it has none."""
    if matter.state in (*Matter.INSIDE, State.STOPPED):
        return None
    return sign_of(matter.standing, today, book[matter.bureau_id].lights)


def is_due(matter, today):
    """Whether a report is due again."""
    span = SPANS.get(matter.cadence)
    since = matter.heard_at or matter.dispatched_at
    if matter.state != State.WORKING or span is None or since is None:
        return False
    return timezone.localdate(since) + timedelta(days=span) <= today


def owes(matter, today):
    """Whether a report of the matter itself is due: of one that is divided, its parts report."""
    return not matter.is_divided and is_due(matter, today)
