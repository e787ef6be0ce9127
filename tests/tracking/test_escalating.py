"""How high up a matter is told of, day by day; and the day so many working days before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.models import TrackingRules
from plans.tracking import working_days
from plans.tracking.escalating import Height, height_of
from plans.tracking.lights import Standing, sign_of

RULES = TrackingRules(near=5, behind=20, yellow_days=3, red_days=4)
NEAR = Standing(begun_on=date(2026, 9, 1), due_on=date(2026, 11, 25), progress=90)
"""Wednesday; yellow from Wednesday the 18th on, five working days before."""
BEHIND = Standing(begun_on=date(2026, 9, 1), due_on=date(2027, 3, 31), progress=10)


@pytest.mark.parametrize(
    ("day", "height"),
    [
        (date(2026, 11, 17), Height.LEAD),
        (date(2026, 11, 18), Height.LEAD),
        (date(2026, 11, 20), Height.LEAD),
        (date(2026, 11, 23), Height.IN_CHARGE),
        (date(2026, 11, 25), Height.IN_CHARGE),
        (date(2026, 11, 26), Height.IN_CHARGE),
        (date(2026, 11, 30), Height.IN_CHARGE),
        (date(2026, 12, 1), Height.ALL_LEADERS),
        (date(2027, 2, 1), Height.ALL_LEADERS),
    ],
)
def test_a_matter_climbs_as_its_last_day_passes(day, height):
    sign = sign_of(NEAR, day, RULES.lights)
    assert height_of(NEAR, sign, day, RULES) == height


@pytest.mark.parametrize(
    ("facts", "rules", "height"),
    [
        ({}, {}, Height.IN_CHARGE),
        ({"progress": 35}, {}, Height.LEAD),
        ({"begun_on": date(2026, 11, 19)}, {}, Height.LEAD),
        ({}, {"yellow_days": 0}, Height.LEAD),
        ({"due_on": date(2026, 10, 1)}, {"red_days": 0}, Height.IN_CHARGE),
        ({"due_on": date(2026, 10, 1)}, {}, Height.ALL_LEADERS),
    ],
)
def test_behind_late_and_switched_off(facts, rules, height):
    matter, day = replace(BEHIND, **facts), date(2026, 11, 25)
    own = TrackingRules(**{"near": 5, "behind": 20, "yellow_days": 3, "red_days": 4, **rules})
    assert height_of(matter, sign_of(matter, day, own.lights), day, own) == height


@pytest.mark.parametrize(
    ("day", "number", "wanted"),
    [
        (date(2026, 11, 25), 1, date(2026, 11, 24)),
        (date(2026, 11, 23), 1, date(2026, 11, 20)),
        (date(2026, 11, 22), 1, date(2026, 11, 19)),
        # Over the spring festival of 2026, 15 to 23 February, with Saturday the 14th at work.
        (date(2026, 2, 24), 1, date(2026, 2, 14)),
        (date(2026, 1, 4), 2, date(2025, 12, 30)),
    ],
)
def test_the_day_so_many_working_days_before(day, number, wanted):
    assert working_days.before(day, number) == wanted


@given(st.integers(0, 9_000), st.integers(1, 300))
def test_before_is_the_first_day_since_which_so_many_have_passed(days, number):
    day = date(2005, 1, 1) + timedelta(days=days)
    found = working_days.before(day, number)
    assert working_days.passed(found, day) == number
    assert working_days.passed(found - timedelta(days=1), day) == number + 1
