"""Cells of matters enter, sums over them leave: pure functions, asked by every page alike."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from plans.tracking.life import WAY, Stop
from plans.tracking.looking import SHOWS

SMALL = 5
"""A rate over fewer matters says little, and is marked."""
GROUPS = {"unit": "牵头单位", "school": "承办学校", "leader": "分管领导", "kind": "来源"}
"""What a board may be grouped by."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Matters closed in time out of those that are closed, or open after their last day."""

    on_time: int = 0
    counted: int = 0

    @property
    def share(self):
        """Between 0 and 1; None where nothing counts."""
        return Decimal(self.on_time) / self.counted if self.counted else None

    @property
    def percent(self):
        """With one decimal: 87.5; None where nothing counts."""
        if self.share is None:
            return None
        exact = (self.share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        # Nothing late is hidden by rounding.
        return min(exact, Decimal("99.9")) if self.on_time < self.counted else exact

    @property
    def is_small(self):
        """Too little counts for the rate to say much."""
        return self.counted < SMALL


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over some cells: how many show what, by the names of ``SHOWS``."""

    counts: dict = field(default_factory=dict)
    progress: int | None = None
    """Mean progress of what is open."""
    due: int = 0
    asking: int = 0

    @property
    def rate(self):
        """The on-time rate."""
        return Rate(self.counts["on_time"], self.counts["counted"])


@dataclass(frozen=True, slots=True)
class Group:
    """Cells that belong together, summed."""

    part: object
    tally: Tally


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way: how many got to it, and how many wait there for how many days."""

    stop: Stop
    reached: int
    waiting: int
    median: int | None
    longest: int | None


def tally(cells):
    """Sums over cells."""
    counts = {
        name: sum(cell.rows for cell in cells if cell.mark in shown)
        for name, shown in SHOWS.items()
    }
    progress = sum(cell.progress for cell in cells if cell.mark in SHOWS["open"])
    return Tally(
        counts=counts,
        progress=progress // counts["open"] if counts["open"] else None,
        due=sum(cell.due for cell in cells),
        asking=sum(cell.asking for cell in cells),
    )


def grouped(cells):
    """Sums by group; the worst first."""
    found = {}
    for cell in cells:
        found.setdefault(cell.part, []).append(cell)
    groups = [Group(part, tally(members)) for part, members in found.items()]
    return sorted(groups, key=_worst_first)


def ranked(groups):
    """Place and group by on-time rate, the same place for the same rate.

    Groups of which too little counts come after all others, and those of which nothing does are
    left out: neither has a place.
    """
    counted = [group for group in groups if group.tally.rate.counted]
    counted.sort(key=lambda group: (group.tally.rate.is_small, -group.tally.rate.share))
    shares = [g.tally.rate.share for g in counted if not g.tally.rate.is_small]
    return [
        (None if group.tally.rate.is_small else shares.index(group.tally.rate.share) + 1, group)
        for group in counted
    ]


def funnel(waits):
    """Each step of the way, with who got there and who waits there."""
    waited = [[] for _ in WAY]
    for wait in waits:
        waited[wait.place].append((wait.days, wait.rows))
    return [_stage(place, stop, waited) for place, stop in enumerate(WAY)]


def _stage(place, stop, waited):
    here = waited[place] if stop.waits else []
    return Stage(
        stop=stop,
        reached=sum(rows for pairs in waited[place:] for _, rows in pairs),
        waiting=sum(rows for _, rows in here),
        median=median(here),
        longest=max((days for days, _ in here), default=None),
    )


def median(pairs):
    """The median of days, each as often as it is said, cut to whole ones; None without any."""
    pairs = sorted(pairs)
    number = sum(rows for _, rows in pairs)
    if not number:
        return None
    return (_nth(pairs, (number - 1) // 2) + _nth(pairs, number // 2)) // 2


def _nth(pairs, place):
    """The day at a place, counted from 0."""
    for days, rows in pairs:
        place -= rows
        if place < 0:
            return days
    raise IndexError


def _worst_first(group):
    counts = group.tally.counts
    return (-counts["red"], -counts["yellow"], -counts["sent"], group.part.name)
