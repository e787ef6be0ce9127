"""A kind of period and a day enter, the first and last day of the period that holds it leave."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""Months of a period by its kind."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its kind, its first and its last day."""

    kind: str
    first: date
    last: date

    @property
    def before(self) -> "Span":
        """The one before."""
        return span_of(self.kind, self.first - timedelta(days=1))

    @property
    def after(self) -> "Span":
        """The next one."""
        return span_of(self.kind, self.last + timedelta(days=1))

    @property
    def name(self) -> str:
        """2026年12月, 2026年第4季度, 2026年度."""
        year, month = self.first.year, self.first.month
        names = {"month": f"年{month}月", "quarter": f"年第{(month + 2) // 3}季度", "year": "年度"}
        return f"{year}{names[self.kind]}"

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


def span_of(kind: str, day: date) -> Span:
    """The period of a kind that holds a day; raises ``KeyError`` for an unknown kind."""
    months = MONTHS[kind]
    begin = (day.month - 1) // months * months + 1
    first = date(day.year, begin, 1)
    end = begin + months
    next_first = date(day.year + 1, 1, 1) if end > 12 else date(day.year, end, 1)
    return Span(kind, first, next_first - timedelta(days=1))
