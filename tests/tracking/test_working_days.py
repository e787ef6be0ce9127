"""Working days by the notices of the State Council, with the weekends that make up."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.tracking import working_days

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        # The notice for 2026: 春节 15 to 23 February 2026, people work on the 14th and the 28th.
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        # 元旦 1 to 3 January 2026, made up for on Sunday the 4th.
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 4), True),
        # 国庆 1 to 7 October 2026, made up for on 20 September and 10 October.
        (date(2026, 9, 20), True),
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
        # 2025: 春节 28 January to 4 February, work on 26 January and 8 February.
        (date(2025, 1, 26), True),
        (date(2025, 2, 4), False),
        (date(2025, 2, 8), True),
    ],
)
def test_holidays_rest_and_the_weekends_that_make_up_work(day, works):
    assert working_days.is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        (date(2026, 11, 25), date(2026, 11, 25), 0),
        (date(2026, 11, 25), date(2026, 11, 26), 1),
        (date(2026, 11, 27), date(2026, 11, 29), 0),  # Friday to Sunday
        (date(2026, 11, 27), date(2026, 11, 30), 1),
        (date(2026, 11, 30), date(2026, 11, 27), -1),
        (date(2026, 2, 13), date(2026, 2, 24), 2),  # the 14th makes up, then nine days of feast
        (date(2025, 12, 31), date(2026, 1, 5), 2),  # over the end of the year: the 4th and 5th
    ],
)
def test_days_between_two_days(start, end, number):
    assert working_days.passed(start, end) == number


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        (date(2026, 11, 25), 1, date(2026, 11, 26)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2025, 12, 31), 1, date(2026, 1, 4)),
    ],
)
def test_a_day_so_many_working_days_later(day, number, later):
    assert working_days.after(day, number) == later


def test_a_year_without_its_notice_is_told():
    assert working_days.is_settled(2026)
    assert not working_days.is_settled(2099)


@given(DAYS, st.integers(1, 400))
def test_the_day_after_so_many_days_is_the_first_with_that_count(day, number):
    later = working_days.after(day, number)
    assert working_days.passed(day, later) == number
    assert working_days.is_working_day(later)
    assert working_days.passed(day, later - timedelta(days=1)) == number - 1


@given(DAYS, DAYS, DAYS)
def test_days_add_up(one, other, third):
    whole = working_days.passed(one, third)
    assert whole == working_days.passed(one, other) + working_days.passed(other, third)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 2, 17), "休 春节"),
        (date(2026, 2, 20), "休"),
        (date(2026, 2, 14), "班"),
        (date(2026, 10, 5), "休 国庆节"),
        (date(2026, 11, 25), ""),
        (date(2026, 11, 28), ""),
    ],
)
def test_days_that_the_notice_moves_have_a_word(day, told):
    assert working_days.told(day) == told


@settings(deadline=None)  # The holidays of a year are reckoned when it is first asked for.
@given(DAYS)
def test_the_word_of_a_day_agrees_with_whether_people_work(day):
    told = working_days.told(day)
    assert not told or (told == "班") == working_days.is_working_day(day)
    assert told or (day.weekday() < 5) == working_days.is_working_day(day)
