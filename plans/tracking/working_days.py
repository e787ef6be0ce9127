"""Days enter, working days of China leave: holidays and the weekends that make up for them.

The days are those of the yearly notices of the State Council's General Office (国务院办公厅关于部分
节假日安排的通知), as the package ``holidays`` keeps them; a year whose notice is not out yet has
its statutory holidays alone (全国年节及纪念日放假办法 §2), see ``is_settled``.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from holidays import HolidayBase, country_holidays

DAY = timedelta(days=1)
FIRST_YEAR = 1949


def is_working_day(day: date) -> bool:
    """Whether people work that day: weekends that make up for a holiday count."""
    return passed(day - DAY, day) == 1


def is_settled(year: int) -> bool:
    """Whether the year's notice is known: every one since 2001 moves at least one weekend."""
    calendar = _calendar(year)
    return any(day.year == year for day in calendar.weekend_workdays)


def told(day: date) -> str:
    """What people call a day that the notice moves: 休 with the holiday's name, or 班.

    Empty for a day that is what its place in the week says.
    """
    calendar = _calendar(day.year)
    if day in calendar:
        name = calendar[day].partition("（")[0]
        return "休" if name == "休息日" else f"休 {name}"
    return "班" if day in calendar.weekend_workdays else ""


@lru_cache(maxsize=64)
def _calendar(year: int) -> HolidayBase:
    return country_holidays("CN", years=year, language="zh_CN")


def passed(start: date, end: date) -> int:
    """Working days after ``start`` up to and with ``end``; below zero where ``end`` is earlier."""
    return _since_begin(end) - _since_begin(start)


def after(day: date, number: int) -> date:
    """The day on which so many working days after ``day`` have passed; ``number`` is above zero."""
    wanted = _since_begin(day) + number
    year = day.year
    while _before(year + 1) < wanted:
        year += 1
    return _reached(wanted, year)


def before(day: date, number: int) -> date:
    """The first day since which so many working days have passed by ``day``."""
    wanted = _since_begin(day) - number
    year = day.year
    while _before(year) >= wanted:
        year -= 1
    return _reached(wanted, year)


def _reached(wanted: int, year: int) -> date:
    """The day of a year on which so many working days of the calendar have passed."""
    at = bisect_right(_counts(year), wanted - _before(year) - 1)
    return date(year, 1, 1) + timedelta(days=at)


def _since_begin(day: date) -> int:
    """Working days of the calendar up to and with a day."""
    first, before, counts = _year(day.year)
    return before + counts[day.toordinal() - first]


@lru_cache(maxsize=512)
def _year(year: int) -> tuple[int, int, tuple[int, ...]]:
    """Number of a year's first day, working days before it, and those up to each of its days."""
    return date(year, 1, 1).toordinal(), _before(year), _counts(year)


@lru_cache(maxsize=512)
def _before(year: int) -> int:
    """Working days of all years of the calendar before one."""
    return 0 if year <= FIRST_YEAR else _before(year - 1) + _counts(year - 1)[-1]


@lru_cache(maxsize=512)
def _counts(year: int) -> tuple[int, ...]:
    """Working days of a year up to and with each of its days."""
    calendar = _calendar(year)
    first = date(year, 1, 1)
    days = ((first + timedelta(days=n)) for n in range((date(year + 1, 1, 1) - first).days))
    return tuple(accumulate(int(calendar.is_working_day(day)) for day in days))
