"""Bars of a timeline in percent of the span, and the order of wholes and parts."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.tracking import spans
from plans.tracking.faces import face_of
from plans.tracking.lights import Light, Sign
from plans.tracking.months import Month, month_of

TODAY = date(2026, 11, 25)
YEAR = spans.Span(Month.of(date(2026, 1, 1)), Month.of(date(2026, 12, 1)))
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


@dataclass
class Stub:
    """The days of a matter."""

    begun_on: date
    due_on: date | None
    first_due_on: date | None = None
    progress: int = 0
    pk: int = 1
    parent_id: int | None = None
    is_extended: bool = field(init=False)

    def __post_init__(self):
        self.is_extended = self.first_due_on is not None and self.first_due_on != self.due_on


@dataclass
class Row:
    """A row of the timeline."""

    matter: Stub
    sign: Sign
    face: object = face_of(None)


def bar(light=Light.BLUE, span=YEAR, **facts):
    return spans.bar(Row(Stub(**facts), Sign(light, "因为")), 0, span, TODAY)


def test_a_bar_lies_from_its_begin_to_the_end_of_its_last_day():
    found = bar(begun_on=date(2026, 1, 1), due_on=date(2026, 12, 31), progress=25)
    assert (found.start, found.width, found.done, found.end) == (0, 100, 25, 100)
    assert not found.begins_before and not found.ends_after and found.original is None


def test_what_reaches_beyond_the_span_is_cut_and_said():
    found = bar(begun_on=date(2025, 6, 1), due_on=date(2027, 6, 1), progress=50)
    assert (found.start, found.width, found.done, found.end) == (0, 100, 50, None)
    assert found.begins_before and found.ends_after


def test_without_a_last_day_a_bar_runs_on():
    found = bar(begun_on=date(2026, 7, 1), due_on=None)
    assert found.start + found.width == 100 and found.ends_after and found.end is None


def test_the_first_last_day_and_the_time_since_are_shown():
    facts = {"begun_on": date(2026, 3, 1), "due_on": date(2026, 6, 30)}
    found = bar(Light.RED, first_due_on=date(2026, 4, 30), **facts)
    assert found.original == YEAR.after(date(2026, 4, 30)) < found.end
    assert found.late_from + found.late == pytest.approx(YEAR.after(TODAY), abs=0.02)
    assert bar(Light.GREY, **facts).late == 0


@given(DAYS, DAYS, st.integers(0, 100), st.sampled_from(Light))
def test_no_bar_leaves_the_picture(one, other, progress, light):
    begun_on, due_on = sorted((one, other))
    found = bar(light, begun_on=begun_on, due_on=due_on, progress=progress)
    assert 0 <= found.start <= 100 and 0 <= found.width <= 100.01 - found.start
    assert 0 <= found.done <= found.width
    assert found.late_from + found.late <= 100.02


def test_parts_stand_below_their_whole_and_lost_parts_alone():
    tree = [(1, None), (2, 9), (3, 1), (4, 3), (5, 1), (6, None)]
    rows = [
        Row(Stub(TODAY, TODAY, pk=pk, parent_id=parent), Sign(Light.BLUE, ""))
        for pk, parent in tree
    ]
    found = [(row.matter.pk, depth) for row, depth in spans.in_order(rows)]
    assert found == [(1, 0), (3, 1), (4, 2), (5, 1), (2, 0), (6, 0)]


@pytest.mark.parametrize(
    ("query", "first", "last", "complaints"),
    [
        ("", "2026-09-01", "2027-05-31", 0),
        ("from=2026-12&to=2027-02", "2026-12-01", "2027-02-28", 0),
        ("from=2027-02&to=2026-12", "2026-12-01", "2027-02-28", 1),
        ("from=x&to=2027-13", "2026-09-01", "2027-05-31", 2),
        ("from=2020-01&to=2040-01", "2020-01-01", "2022-12-31", 1),
    ],
)
def test_the_span_that_is_asked_for(query, first, last, complaints):
    span, told = spans.asked(QueryDict(query), TODAY)
    assert (f"{span.first}", f"{span.last}", len(told)) == (first, last, complaints)


def test_months_are_named_where_there_is_room():
    ticks = YEAR.ticks()
    assert [name for _, name in ticks][:2] == ["26年1月", "2月"] and len(ticks) == 12
    assert ticks[0][0] == 0 and ticks == sorted(ticks, key=lambda tick: tick[0])
    two = spans.Span(Month.of(date(2026, 1, 1)), Month.of(date(2027, 12, 1)))
    assert [name for _, name in two.ticks() if name][:5] == [
        "26年1月", "4月", "7月", "10月", "27年1月",
    ]  # fmt: skip


@settings(deadline=None)  # The holidays of a year are reckoned when it is first asked for.
@given(st.dates(date(2010, 2, 1), date(2040, 11, 30)))
def test_a_month_has_whole_weeks_from_monday_and_each_of_its_days_once(day):
    month = Month.of(day)
    weeks = month.weeks([], [])
    assert all(len(week) == 7 and week[0].on.weekday() == 0 for week in weeks)
    inside = [d.on for week in weeks for d in week if d.is_inside]
    assert inside[0] == month.first and inside[-1] == month.last and day in inside
    assert month.after.before == month == month.before.after


@pytest.mark.parametrize(
    ("words", "name", "is_wrong"),
    [
        ("2026-12", "2026年12月", False),
        ("2027-1", "2027年1月", False),
        ("", "2026年11月", False),
        ("2026-00", "2026年11月", True),
        ("1999-12", "2026年11月", True),
        ("２０２６-12", "2026年11月", True),
        ("2026-12-01", "2026年11月", True),
    ],
)
def test_the_month_that_is_asked_for(words, name, is_wrong):
    month, complaint = month_of(words, TODAY)
    assert month.name == name and bool(complaint) == is_wrong
