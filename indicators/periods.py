"""A period as people and programs write it enters, frequency, year and part leave; and back.

A year is ``2024``, a quarter ``2024-Q1``, a month ``2024-03``. A school year (学年) runs from
1 September to 31 August and is ``2024-2025``; its terms (学期) are ``2024-2025-1``, which ends on
31 January, and ``2024-2025-2``. School years and terms stand under the year in which they begin.
"""

import re
from dataclasses import dataclass
from datetime import date

from indicators.choices import Frequency

PARTS = {
    Frequency.YEAR: 0,
    Frequency.SCHOOL_YEAR: 0,
    Frequency.TERM: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 12,
}
"""How many parts a year has; 0 where the year itself is the period."""
FIRST_YEAR, LAST_YEAR = 1900, 2199

_WRITTEN = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])|-(?P<next>\d{4})(?:-(?P<term>[12]))?)?"
)
"""``2024``, ``2024-Q1``, ``2024-03``, ``2024-2025``, ``2024-2025-1``."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A frequency, the year in which the period begins, and which part of the year it is."""

    year: int
    part: int = 0
    frequency: str = Frequency.YEAR

    @property
    def code(self) -> str:
        """As programs write it."""
        return code(self.frequency, self.year, self.part)

    @property
    def words(self) -> str:
        """As people write it."""
        year, part = self.year, self.part
        forms = {
            Frequency.YEAR: f"{year}年",
            Frequency.SCHOOL_YEAR: f"{year}—{year + 1}学年",
            Frequency.TERM: f"{year}—{year + 1}学年第{'一二'[part - 1 : part]}学期",
            Frequency.QUARTER: f"{year}年第{'一二三四'[part - 1 : part]}季度",
            Frequency.MONTH: f"{year}年{part}月",
        }
        return forms[Frequency(self.frequency)]

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        year, part = self.year, self.part
        starts = {
            Frequency.YEAR: (year, 1),
            Frequency.SCHOOL_YEAR: (year, 9),
            Frequency.TERM: (year, 9) if part == 1 else (year + 1, 2),
            Frequency.QUARTER: (year, 3 * part - 2),
            Frequency.MONTH: (year, part),
        }
        return date(*starts[Frequency(self.frequency)], 1)


def code(frequency: str, year: int, part: int) -> str:
    """A period as programs write it."""
    if frequency == Frequency.YEAR:
        return str(year)
    if frequency == Frequency.MONTH:
        return f"{year}-{part:02}"
    if frequency == Frequency.QUARTER:
        return f"{year}-Q{part}"
    term = f"-{part}" if frequency == Frequency.TERM else ""
    return f"{year}-{year + 1}{term}"


def parse(written: str) -> Period:
    """The period that a code names; raises ``ValueError`` with what is wrong, in Chinese."""
    found = _WRITTEN.fullmatch(written.strip())
    if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise ValueError(
            f"看不懂时期“{written}”：请写成 2024、2024-Q1、2024-03、2024-2025（学年）"
            "或 2024-2025-1（学期）。"
        )
    year = int(found["year"])
    if found["quarter"]:
        return Period(year, int(found["quarter"]), Frequency.QUARTER)
    if found["month"]:
        return Period(year, int(found["month"]), Frequency.MONTH)
    if found["next"] is None:
        return Period(year)
    if int(found["next"]) != year + 1:
        raise ValueError(f"学年“{written}”的两个年份应当相连，如 {year}-{year + 1}。")
    if found["term"]:
        return Period(year, int(found["term"]), Frequency.TERM)
    return Period(year, 0, Frequency.SCHOOL_YEAR)
