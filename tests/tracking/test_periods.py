"""Months, quarters and years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.tracking.periods import MONTHS, span_of


@pytest.mark.parametrize(
    ("kind", "day", "first", "last", "name"),
    [
        ("month", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31), "2026年12月"),
        ("month", date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29), "2028年2月"),
        ("quarter", date(2026, 11, 25), date(2026, 10, 1), date(2026, 12, 31), "2026年第4季度"),
        ("quarter", date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), "2026年第1季度"),
        ("year", date(2026, 7, 1), date(2026, 1, 1), date(2026, 12, 31), "2026年度"),
    ],
)
def test_the_period_that_holds_a_day(kind, day, first, last, name):
    span = span_of(kind, day)
    assert (span.first, span.last, span.name) == (first, last, name)


@given(st.sampled_from(sorted(MONTHS)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_periods_follow_each_other_without_a_gap(kind, day):
    span = span_of(kind, day)
    assert span.holds(day) and not span.holds(None)
    assert span.after.first == span.last + timedelta(days=1)
    assert span.after.before == span
