"""Spans of days and today enter, bars of a timeline leave: places in percent of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from ``left``, so ``wide``, both in percent of the timeline."""

    left: float
    wide: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in the order of the spans, month lines with their names, and where today is."""

    bars: tuple[Bar, ...]
    months: tuple[tuple[float, str], ...]
    today: float | None


MOST_MONTHS = 12
"""Month lines that stay readable on an old screen."""


def timeline(spans: Sequence[tuple[date, date]], today: date) -> Timeline:
    """The timeline of spans of days, whole months around them; none gives an empty one."""
    if not spans:
        return Timeline((), (), None)
    first = min(start for start, _ in spans).replace(day=1)
    last = _next_month(max(end for _, end in spans))
    whole = (last - first).days
    bars = tuple(
        Bar(_share(start, first, whole), _share(end + timedelta(days=1), start, whole))
        for start, end in spans
    )
    is_within = first <= today < last
    return Timeline(
        bars, _months(first, last, whole), _share(today, first, whole) if is_within else None
    )


def _months(first: date, last: date, whole: int) -> tuple[tuple[float, str], ...]:
    starts = []
    month = first
    while month < last:
        starts.append(month)
        month = _next_month(month)
    step = -(-len(starts) // MOST_MONTHS)
    return tuple(
        (_share(one, first, whole), f"{one.year}-{one.month:02}") for one in starts[::step]
    )


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _share(day: date, first: date, whole: int) -> float:
    return round((day - first).days * 100 / whole, 3)
