"""What is known of a matter and a day enter, its light leaves: a pure function with fixed rules.

=======  ====================================================================================
grey     closed; one that was closed after its last day stays marked as late
red      its last day is over, and nobody has reported it as done in time
yellow   its last day is near, or its progress is behind the share of its time that has passed
blue     everything else; so is a matter without a last day
=======  ====================================================================================

Time is counted in working days. What waits for being checked shows the light of the day on which
it was reported as done: the bureau's own slowness makes nobody late.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plans.tracking import working_days

WHOLE = 100


class Light(StrEnum):
    """The light of a matter, from the worst to the best that is still open."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Rules:
    """When a light turns yellow: working days left, and points of progress behind the time."""

    near: int = 5
    behind: int = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a matter: days, and progress in percent."""

    begun_on: date
    due_on: date | None
    progress: int = 0
    reported_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A light and why it shines; ``days`` are working days left, below zero those over."""

    light: Light
    why: str
    days: int | None = None
    is_late: bool = False


def sign_of(matter: Standing, today: date, rules: Rules | None = None) -> Sign:
    """The light of a matter on a day."""
    rules = rules or Rules()
    if matter.closed_on is not None:
        return _closed(matter)
    if matter.due_on is None:
        return Sign(Light.BLUE, "没有定完成时限")
    day = min(today, matter.reported_on or today)
    days = working_days.passed(day, matter.due_on)
    if day > matter.due_on:
        return Sign(Light.RED, _over(day, matter.due_on), min(days, 0), is_late=True)
    if matter.progress >= WHOLE or matter.reported_on is not None:
        return Sign(Light.BLUE, "已完成，等待办结", days)
    return _open(matter, day, days, rules)


def expected(begun_on: date, due_on: date, day: date) -> int:
    """Percent of the working days between begin and last day that have passed."""
    if day < begun_on:
        return 0
    whole = working_days.passed(begun_on, due_on)
    if whole <= 0:
        return WHOLE
    gone = min(working_days.passed(begun_on, day), whole)
    return gone * WHOLE // whole


def _closed(matter: Standing) -> Sign:
    done = matter.reported_on or matter.closed_on
    is_late = bool(matter.due_on and done and done > matter.due_on)
    return Sign(Light.GREY, "逾期办结" if is_late else "已办结", is_late=is_late)


def _open(matter: Standing, day: date, days: int, rules: Rules) -> Sign:
    assert matter.due_on is not None
    if days <= rules.near:
        return Sign(Light.YELLOW, f"还剩 {days} 个工作日", days)
    pace = expected(matter.begun_on, matter.due_on, day)
    if pace - matter.progress > rules.behind:
        told = f"时间已过 {pace}%，进度只有 {matter.progress}%"
        return Sign(Light.YELLOW, told, days)
    return Sign(Light.BLUE, f"还剩 {days} 个工作日", days)


def _over(day: date, due_on: date) -> str:
    gone = working_days.passed(due_on, day)
    return f"逾期 {gone} 个工作日" if gone else "刚过完成时限"
