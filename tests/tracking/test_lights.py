"""The light of a matter: by table, and that more progress or more time never makes it worse."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.tracking.lights import Light, Rules, Sign, Standing, expected, sign_of

BEGUN = date(2026, 3, 2)
DUE = date(2026, 11, 30)
MATTER = Standing(begun_on=BEGUN, due_on=DUE)
ORDER = [Light.RED, Light.YELLOW, Light.BLUE, Light.GREY]


@pytest.mark.parametrize(
    ("facts", "today", "light", "why"),
    [
        ({"progress": 10}, date(2026, 3, 20), Light.BLUE, "还剩"),
        ({"progress": 90}, date(2026, 11, 23), Light.YELLOW, "还剩 5 个工作日"),
        ({"progress": 90}, date(2026, 11, 20), Light.BLUE, "还剩 6 个工作日"),
        ({"progress": 90}, date(2026, 11, 30), Light.YELLOW, "还剩 0 个工作日"),
        ({"progress": 90}, date(2026, 12, 1), Light.RED, "逾期 1 个工作日"),
        ({"progress": 100}, date(2026, 12, 1), Light.RED, "逾期 1 个工作日"),
        ({"progress": 100}, date(2026, 11, 30), Light.BLUE, "等待办结"),
        ({"progress": 30}, date(2026, 9, 1), Light.YELLOW, "进度只有 30%"),
        ({"due_on": None}, date(2030, 1, 1), Light.BLUE, "没有定"),
        ({"reported_on": date(2026, 11, 30)}, date(2026, 12, 20), Light.BLUE, "等待办结"),
        ({"reported_on": date(2026, 12, 2)}, date(2026, 12, 20), Light.RED, "逾期 2 个工作日"),
        ({"closed_on": date(2026, 11, 30)}, date(2027, 5, 1), Light.GREY, "已办结"),
        ({"closed_on": date(2026, 12, 1)}, date(2027, 5, 1), Light.GREY, "逾期办结"),
        (
            {"reported_on": date(2026, 11, 30), "closed_on": date(2026, 12, 9)},
            date(2027, 5, 1), Light.GREY, "已办结",
        ),
        # What has not begun is not behind, however short it will be.
        ({"begun_on": DUE}, date(2026, 9, 1), Light.BLUE, "还剩"),
        # Due on a Sunday that makes up for a holiday, and on the day before one.
        ({"due_on": date(2026, 1, 4), "begun_on": date(2025, 11, 3), "progress": 99},
         date(2025, 12, 31), Light.YELLOW, "还剩 1 个工作日"),
        ({"due_on": date(2026, 2, 24), "begun_on": date(2025, 11, 3), "progress": 99},
         date(2026, 2, 9), Light.BLUE, "还剩 6 个工作日"),
        # Over a weekend nobody is late by a working day, but the last day is over.
        ({"due_on": date(2026, 11, 27), "progress": 99}, date(2026, 11, 28), Light.RED, "刚过"),
    ],
)  # fmt: skip
def test_the_light_of_a_day(facts, today, light, why):
    sign = sign_of(replace(MATTER, **facts), today)
    assert sign.light == light and why in sign.why


def test_what_was_closed_late_stays_late():
    late = replace(MATTER, reported_on=date(2026, 12, 2), closed_on=date(2026, 12, 3))
    assert sign_of(late, date(2028, 1, 1)) == Sign(Light.GREY, "逾期办结", is_late=True)


def test_rules_are_settings():
    matter, today = replace(MATTER, progress=90), date(2026, 11, 13)
    assert sign_of(matter, today).light == Light.BLUE
    assert sign_of(matter, today, Rules(near=20)).light == Light.YELLOW
    assert sign_of(matter, today, Rules(behind=0)).light == Light.YELLOW


@pytest.mark.parametrize(
    ("begun", "due", "day", "percent"),
    [
        (date(2026, 11, 2), date(2026, 11, 27), date(2026, 11, 2), 0),
        (date(2026, 11, 2), date(2026, 11, 27), date(2026, 11, 13), 47),
        (date(2026, 11, 2), date(2026, 11, 27), date(2026, 12, 30), 100),
        (date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 2), 100),
        (date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 1), 0),
        # Over the end of a year: of eight working days, 元旦 and the Sunday of work among them.
        (date(2025, 12, 29), date(2026, 1, 9), date(2026, 1, 4), 37),
    ],
)
def test_the_share_of_the_time_that_has_passed(begun, due, day, percent):
    assert expected(begun, due, day) == percent


DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
MATTERS = st.builds(
    Standing,
    begun_on=DAYS,
    due_on=DAYS,
    progress=st.integers(0, 100),
    reported_on=st.none() | DAYS,
)


def better(one, other):
    return ORDER.index(one.light) >= ORDER.index(other.light)


@given(MATTERS, DAYS, st.integers(0, 100))
def test_more_progress_never_makes_it_worse(matter, today, more):
    further = replace(matter, progress=min(100, matter.progress + more))
    assert better(sign_of(further, today), sign_of(matter, today))


@given(MATTERS, DAYS, st.integers(0, 900))
def test_more_time_never_makes_it_worse(matter, today, more):
    longer = replace(matter, due_on=matter.due_on + timedelta(days=more))
    assert better(sign_of(longer, today), sign_of(matter, today))


@given(MATTERS, DAYS, st.integers(0, 900))
def test_a_later_day_never_makes_it_better(matter, today, more):
    later = today + timedelta(days=more)
    assert better(sign_of(matter, today), sign_of(matter, later))
