"""A line of one plan and its partner in another enter, what became of it leaves: no queries."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices

from indicators.matching import folded, is_same_unit, unit_form
from indicators.models import Comparator, Indicator

RATIO = "比"
POINTS = ("百分点", "个百分点")

HIGHER, LOWER, NEUTRAL = Indicator.Direction


class State(TextChoices):
    """What became of a line of the one plan in the other."""

    CARRIED = "carried", "延续"
    RAISED = "raised", "提高"
    LOWERED = "lowered", "降低"
    CHANGED = "changed", "有变"
    NEW = "new", "新增"
    DROPPED = "dropped", "未再提出"


class Force(TextChoices):
    """Whether a raised or lowered target asks for more."""

    STRICTER = "stricter", "更严"
    EASED = "eased", "放宽"


@dataclass(frozen=True, slots=True)
class Promise:
    """A target or a sum of money; ``place`` is empty where it is the plan's own."""

    row: Any
    name: str
    unit: str
    value: Decimal
    value_high: Decimal | None
    comparator: str
    year: int | None = None
    plan_year: int | None = None
    indicator: Hashable = None
    direction: str = NEUTRAL
    place: tuple[Hashable, ...] = ()
    per: str = ""

    @property
    def due_year(self) -> int | None:
        """The year that it is promised for: the plan's where it names none."""
        return self.year or self.plan_year

    @property
    def term(self) -> int | None:
        """None for the plan's own year, else the year."""
        return None if self.due_year == self.plan_year else self.year

    @property
    def what(self) -> tuple[Hashable, ...]:
        """What must agree for two promises to be one."""
        return self.place, self.per

    @property
    def figure(self) -> tuple[Hashable, ...]:
        """Two promises of one thing with the same figure are the same."""
        return self.comparator, unit_form(self.unit), self.value, self.value_high

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """What the promised value must not fall below and not exceed; None where it may."""
        if self.unit == RATIO and self.value_high:
            return (self.value / self.value_high,) * 2
        low, high = self.value, self.value if self.value_high is None else self.value_high
        if self.comparator == Comparator.AT_LEAST:
            return low, None
        return (None, high) if self.comparator == Comparator.AT_MOST else (low, high)

    @property
    def is_change(self) -> bool:
        """It tells by how much, not how far."""
        return self.comparator == Comparator.CHANGE

    @property
    def wanted(self) -> str:
        """Which way is better: what the catalogue says, else what the bound says by itself."""
        if self.direction != NEUTRAL:
            return self.direction
        return {Comparator.AT_LEAST: HIGHER, Comparator.AT_MOST: LOWER}.get(
            self.comparator, NEUTRAL
        )


@dataclass(frozen=True, slots=True)
class Job:
    """A task with who must do it by when."""

    row: Any
    name: str
    due_on: date | None = None
    plan_year: int | None = None
    lead: str = ""

    unit = ""
    indicator = None
    term = None
    place = what = ()

    @property
    def due_year(self) -> int | None:
        """Tasks are of the plan's own year."""
        return self.plan_year

    @property
    def due(self) -> tuple[int, int, int] | None:
        """The deadline as years after the plan's year, month and day; 29 February is the 28th."""
        if self.due_on is None:
            return None
        day = 28 if (self.due_on.month, self.due_on.day) == (2, 29) else self.due_on.day
        return self.due_on.year - (self.plan_year or self.due_on.year), self.due_on.month, day

    @property
    def figure(self) -> tuple[Hashable, ...]:
        """Two tasks of one title with the same figure are the same."""
        return self.due, folded(self.lead)


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the one plan and of the other; one of them is missing where it has no partner."""

    before: Any
    after: Any

    @property
    def name(self) -> str:
        """What both are called, as the newer one says it."""
        return (self.after or self.before).name

    @property
    def state(self) -> State:
        """What became of the line."""
        if self.before is None:
            return State.NEW
        if self.after is None:
            return State.DROPPED
        if self.before.figure == self.after.figure:
            return State.CARRIED
        steps = self._steps
        if any(steps) and all(step >= 0 for step in steps):
            return State.RAISED
        return State.LOWERED if any(steps) and all(step <= 0 for step in steps) else State.CHANGED

    @property
    def force(self) -> Force | None:
        """Whether more is asked for; None where nothing says which way is better."""
        if self.state not in (State.RAISED, State.LOWERED):
            return None
        wanted = {self.before.wanted, self.after.wanted} - {NEUTRAL}
        if len(wanted) != 1:
            return None
        is_up = self.state == State.RAISED
        return Force.STRICTER if is_up == (wanted == {HIGHER}) else Force.EASED

    @property
    def difference(self) -> Decimal | None:
        """By how much it was raised or lowered; None where that is not one number."""
        steps = set(self._steps)
        is_ratio = self.after is not None and self.after.unit == RATIO
        return steps.pop() if len(steps) == 1 and any(steps) and not is_ratio else None

    @property
    def _steps(self) -> list[Decimal]:
        """How far each bound that both have moved; none where there is no order."""
        one, other = self.before, self.after
        if not (isinstance(one, Promise) and isinstance(other, Promise)):
            return []
        if not _in_order(one, other):
            return []
        both = zip(one.bounds, other.bounds, strict=True)
        return [b - a for a, b in both if a is not None and b is not None]


def _in_order(one: Promise, other: Promise) -> bool:
    """Whether figures can be told as more and less: levels with levels, points with points."""
    if one.is_change != other.is_change or not is_same_unit(one.unit, other.unit):
        return False
    return not one.is_change or (one.unit in POINTS) == (other.unit in POINTS)


def reached(promise: Promise, actual: Promise) -> bool | None:
    """Whether what was reported keeps a promise; None where that cannot be said.

    Doing better than promised keeps it; without a better way only the promised figure does, and
    another one is not held against it.
    """
    if promise.unit == RATIO or not _in_order(promise, actual):
        return None
    low, high = promise.bounds
    if promise.wanted == HIGHER and low is not None:
        return _keeps(actual.value - low, actual, Comparator.AT_LEAST)
    if promise.wanted == LOWER and high is not None:
        return _keeps(high - actual.value, actual, Comparator.AT_MOST)
    is_within = low is not None and high is not None and low <= actual.value <= high
    return True if is_within and actual.comparator == Comparator.EXACTLY else None


def _keeps(margin: Decimal, actual: Promise, open_side: str) -> bool | None:
    """Whether a bound is kept; a figure that is itself a bound can only say so, never deny it."""
    if margin >= 0 and actual.comparator in (*KNOWN, open_side):
        return True
    return False if actual.comparator in KNOWN else None


KNOWN = (Comparator.EXACTLY, Comparator.ABOUT, Comparator.CHANGE)
"""Comparators of figures that are what they say."""
