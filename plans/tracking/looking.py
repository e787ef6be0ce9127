"""Matters and a day enter, their lights and what is due leave: the one layer that all pages ask."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from plans.models import Matter
from plans.models.matters import divided
from plans.tracking.lights import Light, Sign, sign_of
from plans.tracking.ruling import rulebook

State = Matter.State
Cadence = Matter.Cadence
SPANS = {Cadence.WEEKLY: 7, Cadence.MONTHLY: 31, Cadence.QUARTERLY: 92}
"""Days after which a matter is due for a report again."""
SHOWS = {
    Light.RED.value: lambda sign: sign.light == Light.RED,
    Light.YELLOW.value: lambda sign: sign.light == Light.YELLOW,
    Light.BLUE.value: lambda sign: sign.light == Light.BLUE,
    Light.GREY.value: lambda sign: sign.light == Light.GREY,
    "late": lambda sign: sign.light == Light.GREY and sign.is_late,
    "on_time": lambda sign: sign.light == Light.GREY and not sign.is_late,
    "open": lambda sign: sign.light != Light.GREY,
    "counted": lambda sign: sign.light in (Light.GREY, Light.RED),
    "sent": lambda sign: True,
}
"""What lists may be narrowed to and sums count, by the sign of a matter: one meaning for both."""


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


def lights(matters, today=None):
    """Number of a matter -> its sign, of all that have one; one query for their days."""
    today, book = today or timezone.localdate(), rulebook()
    bare = matters.sent().order_by().select_related(None).prefetch_related(None)
    rows = bare.only(*COLUMNS)
    return {matter.pk: light_of(matter, today, book) for matter in rows}


COLUMNS = ("bureau", "state", "begun_on", "due_on", "progress", "reported_on", "closed_on")
"""All that a light follows from."""


def owing(matters, today=None):
    """Numbers of the matters that a report is due of; one query."""
    today = today or timezone.localdate()
    rows = matters.filter(state=State.WORKING).exclude(divided()).order_by()
    columns = ("state", "cadence", "heard_at", "dispatched_at")
    return [matter.pk for matter in rows.only(*columns) if is_due(matter, today)]
