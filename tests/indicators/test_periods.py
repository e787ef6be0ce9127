"""Periods as people and programs write them."""

from datetime import date

import pytest

from indicators.periods import Period, parse

PERIODS = [
    ("2024", Period(2024), "2024年", date(2024, 1, 1)),
    ("2024-Q3", Period(2024, 3, "quarter"), "2024年第三季度", date(2024, 7, 1)),
    ("2024-03", Period(2024, 3, "month"), "2024年3月", date(2024, 3, 1)),
    ("2024-12", Period(2024, 12, "month"), "2024年12月", date(2024, 12, 1)),
    ("2024-2025", Period(2024, 0, "school_year"), "2024—2025学年", date(2024, 9, 1)),
    ("1999-2000-1", Period(1999, 1, "term"), "1999—2000学年第一学期", date(1999, 9, 1)),
    ("1999-2000-2", Period(1999, 2, "term"), "1999—2000学年第二学期", date(2000, 2, 1)),
]


@pytest.mark.parametrize(("code", "period", "words", "first_day"), PERIODS)
def test_a_period_is_written_and_read(code, period, words, first_day):
    assert parse(code) == period
    assert (period.code, period.words, period.first_day) == (code, words, first_day)


@pytest.mark.parametrize(
    "written",
    ["", "24", "2024-13", "2024-00", "2024-Q5", "2024-2025-3", "1066", "2024年", "2024-1"],
)
def test_what_is_no_period_is_told_with_examples(written):
    with pytest.raises(ValueError, match="请写成 2024、2024-Q1"):
        parse(written)


def test_the_years_of_a_school_year_follow_each_other():
    with pytest.raises(ValueError, match="如 2024-2025"):
        parse("2024-2026")


def test_months_before_october_and_after_are_told_from_school_years():
    assert parse("2011-12").frequency == "month"
    assert parse("2011-2012").frequency == "school_year"
