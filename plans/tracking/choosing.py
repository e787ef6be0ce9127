"""Matters, a day and rules enter; those that show a light or owe a report leave, as queries.

What ``lights.sign_of`` and ``looking.owes`` say of one row, here said to the database: a list finds
its rows and a board its sums without reading them. The functions stay the one truth; the tests ask
both about thousands of rows.
"""

from datetime import datetime, time, timedelta

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from plans.models import Matter
from plans.models.matters import divided
from plans.tracking import working_days
from plans.tracking.day_numbers import DayNumber, number_of
from plans.tracking.lights import WHOLE, Light, Rules
from plans.tracking.looking import SHOWS, SPANS, Mark
from plans.tracking.ruling import rulebook

State = Matter.State
ASKING = Q(asked_until__isnull=False, state__in=Matter.RUNNING)
"""More time was asked for, and nobody has answered."""
SINCE = Coalesce("heard_at", "dispatched_at")
"""When anybody was heard of a matter last, or it was sent."""
ENDED_LATE = Q(reported_on__gt=F("due_on")) | Q(reported_on=None, closed_on__gt=F("due_on"))


def showing(matters, name, today=None, book=None):
    """Those that were sent and show a light, by a name of ``SHOWS``."""
    plain = _plain(today or timezone.localdate())
    if name in plain:
        return matters.sent().filter(plain[name])
    return bearing(matters, SHOWS[name], today, book)


def bearing(matters, marks, today=None, book=None):
    """Those that were sent and bear one of the marks."""
    return matters.sent().alias(shown=mark(today, book)).filter(shown__in=sorted(marks))


def mark(today=None, book=None):
    """The mark of a matter that was sent, as an expression; in the order of ``sign_of``.

    Each is judged by the rules of its bureau; one query for them where no ``book`` is given.
    """
    today, book = today or timezone.localdate(), rulebook() if book is None else book
    return Case(
        When(closed_on__isnull=False, then=_closed()),
        When(due_on__isnull=True, then=Value(Mark.BLUE)),
        When(_over(today), then=Value(Mark.RED)),
        When(
            Q(progress__gte=WHOLE) | Q(reported_on__isnull=False),
            then=Value(Mark.BLUE),
        ),
        When(_near_or_behind(today, book), then=Value(Mark.YELLOW)),
        default=Value(Mark.BLUE),
        output_field=CharField(),
    )


def owing(matters, today=None):
    """Those that a report is due of: their parts report for what is divided."""
    return matters.filter(owes(today or timezone.localdate()))


def owes(today):
    """Whether a report is due, as a condition."""
    silent = Q()
    for cadence, days in SPANS.items():
        silent |= Q(cadence=cadence, heard_at__lt=_midnight_after(today, days))
        unheard = Q(heard_at=None, dispatched_at__lt=_midnight_after(today, days))
        silent |= Q(unheard, cadence=cadence)
    return Q(state=State.WORKING) & silent & ~Q(divided())


def answers():
    """Whether somebody has to take it up, or to report on it himself, as a condition."""
    return Q(state__in=(State.DISPATCHED, State.WORKING)) & ~Q(divided())


def _plain(today):
    """Conditions that take no count of working days: name of ``SHOWS`` -> condition."""
    is_red = Q(closed_on=None) & _over(today)
    return {
        "sent": Q(),
        "open": Q(closed_on=None),
        Light.GREY.value: Q(closed_on__isnull=False),
        Mark.LATE.value: Q(closed_on__isnull=False) & ENDED_LATE,
        Light.RED.value: is_red,
        "counted": Q(closed_on__isnull=False) | is_red,
    }


def _over(today):
    """The last day is over, and nobody has reported it as done in time."""
    late = Q(reported_on__isnull=True) | Q(reported_on__gt=F("due_on"))
    return Q(due_on__lt=today) & late


def _closed():
    """Whether what is closed was done in time."""
    return Case(When(ENDED_LATE, then=Value(Mark.LATE)), default=Value(Mark.ON_TIME))


def _near_or_behind(today, book):
    """Whether the rules of its bureau turn a matter yellow."""
    found = _by(Rules(), today) & ~Q(bureau__in=list(book))
    for bureau, rules in book.items():
        found |= _by(rules.lights, today) & Q(bureau=bureau)
    return found


def _by(rules, today):
    return Q(due_on__lte=_last_near(today, rules)) | _behind(today, rules)


def _last_near(today, rules):
    """The last day that is so near that a light turns yellow."""
    return working_days.after(today, rules.near + 1) - timedelta(days=1)


def _behind(today, rules):
    """Progress is behind the share of the time, in whole percent, that has passed.

    That is ``(now - begun) * 100 // (due - begun) > progress + behind``, without a division.
    """
    wanted = F("progress") + (rules.behind + 1)
    begun, due = DayNumber("begun_on"), DayNumber("due_on")
    now = Value(number_of(today) * WHOLE)
    return Q(GreaterThanOrEqual(now + (wanted - WHOLE) * begun, wanted * due), begun_on__lte=today)


def _midnight_after(today, days):
    """The moment before which somebody spoke at least so many days ago."""
    day = today - timedelta(days=days - 1)
    return timezone.make_aware(datetime.combine(day, time.min))
