"""What the database is asked about lights and reports agrees with the functions, row by row."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from plans.models import Matter, TrackingRules
from plans.tracking import choosing, proposing, steps, working_days
from plans.tracking.day_numbers import FIRST, LAST, DayNumber, number_of
from plans.tracking.lights import Rules
from plans.tracking.looking import SHOWS, light_of, mark_of, owes
from plans.tracking.ruling import rulebook
from tests.plans.campaigning import day

pytestmark = pytest.mark.django_db

NUMBER = 1_500
RULES = (Rules(), Rules(near=0, behind=0), Rules(near=30, behind=5), Rules(near=2, behind=90))


def matters(desk, today, number=NUMBER, seed=1):
    """Rows with days around one, in all states, that follow no rule but those of the database."""
    drawn = random.Random(seed)
    rows = [_drawn(drawn, desk, today) for _ in range(number)]
    return Matter.objects.bulk_create(rows)


def _drawn(drawn, desk, today):
    def near(reach):
        return today + timedelta(days=int(drawn.triangular(-reach, reach, 0)))

    begun_on = near(drawn.choice((10, 400, 3000)))
    due_on = begun_on + timedelta(days=drawn.choice((0, 1, 3, 30, 400, 4000)) * drawn.random())
    state = drawn.choice(Matter.State.values)
    said = near(drawn.choice((10, 300)))
    return Matter(
        bureau=desk.bureau,
        created_by=desk.admin,
        title="校舍排查",
        begun_on=begun_on,
        due_on=drawn.choice((due_on, due_on, due_on, None)),
        progress=drawn.choice((0, 20, 50, 79, 80, 99, 100, drawn.randrange(101))),
        state=state,
        cadence=drawn.choice(Matter.Cadence.values),
        reported_on=said if state in ("reported", "closed") and drawn.random() < 0.8 else None,
        closed_on=said + timedelta(days=drawn.randrange(9)) if state == "closed" else None,
        heard_at=_moment(drawn, today) if drawn.random() < 0.7 else None,
        dispatched_at=_moment(drawn, today) if state not in Matter.INSIDE else None,
    )


def _moment(drawn, today):
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    return midnight - timedelta(days=drawn.randrange(100), seconds=drawn.choice((0, 1, 40_000)))


@pytest.mark.parametrize("rules", RULES, ids=str)
@pytest.mark.parametrize(
    "today",
    # A day of work, of rest, before and after feasts, at the end and the begin of a year.
    [
        date(2026, 11, 25),
        date(2026, 10, 3),
        date(2026, 2, 14),
        date(2025, 12, 31),
        date(2026, 1, 1),
    ],
    ids=str,
)
def test_the_database_finds_the_marks_that_the_function_tells(today, rules, desk, other_bureau):
    facts = {"by": desk.admin, "at": timezone.now(), "near": rules.near, "behind": rules.behind}
    TrackingRules.objects.create(bureau=desk.bureau, **facts)
    rows, book = matters(desk, today, seed=f"{today}{rules}"), rulebook()
    for row in rows[::3]:
        row.bureau = other_bureau  # Which made no rules of its own.
    Matter.objects.bulk_update(rows[::3], ["bureau"])
    signs = {row.pk: light_of(row, today, book) for row in rows}
    told = {pk: mark_of(sign) for pk, sign in signs.items() if sign}
    found = Matter.objects.sent().annotate(mark=choosing.mark(today, book))
    assert dict(found.values_list("pk", "mark")) == told
    for name, shown in SHOWS.items():
        chosen = choosing.showing(Matter.objects.all(), name, today, book)
        assert set(chosen.values_list("pk", flat=True)) == {
            pk for pk, mark in told.items() if mark in shown
        }, name
        assert chosen or rules != Rules(), name


def test_the_database_finds_what_owes_a_report(desk):
    matters(desk, day())
    for matter in Matter.objects.filter(state="working")[:9]:
        Matter.objects.filter(pk=matter.pk).update(progress=0, due_on=None)
        parts = proposing.break_down(matter, user=desk.admin, parts=[{"title": "分项"}])
        if matter.pk % 3 == 0:
            steps.stop(parts[0], user=desk.leader, reason="不再单列")
    rows = Matter.objects.for_list()
    wanted = {row.pk for row in rows if owes(row, day())}
    assert set(choosing.owing(rows).values_list("pk", flat=True)) == wanted
    assert len(wanted) > 20


def test_every_day_of_the_calendar_has_its_number(desk):
    days = [FIRST, LAST, FIRST - timedelta(days=9), LAST + timedelta(days=9)]
    drawn = random.Random(7)
    days += [FIRST + timedelta(days=drawn.randrange((LAST - FIRST).days)) for _ in range(500)]
    rows = [
        Matter(bureau=desk.bureau, created_by=desk.admin, title="排查", begun_on=one, due_on=None)
        for one in days
    ]
    Matter.objects.bulk_create(rows)
    found = Matter.objects.annotate(ordinal=DayNumber("begun_on"))
    for one, number in found.values_list("begun_on", "ordinal"):
        assert number == number_of(one), one
    start, end = date(2026, 2, 13), date(2026, 2, 24)
    assert number_of(end) - number_of(start) == working_days.passed(start, end) == 2
