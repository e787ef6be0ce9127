"""Matters and a day enter, what each unit, school, leader and bureau is told of them leaves.

==================  ======================================================================
who                 what
==================  ======================================================================
unit, school        red, yellow, due for a report, waiting to be taken up: what it leads
supporting unit     red, yellow: what it supports, where the bureau's rules say so
leader in charge    red; yellow for longer than the rules allow (``escalating``)
all leaders         red for longer than the rules allow; of matters whose leader in charge
                    is nobody who signs in, all that he would be told
bureau's deciding   waiting for being checked, sent, closed; extensions asked for
==================  ======================================================================

What is reported as done waits for the bureau alone, and counts for nobody else, whatever its light.
Counts alone are kept: the memory that is needed grows with units and schools, not with matters.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from plans.models import Matter
from plans.tracking.escalating import Height, height_of
from plans.tracking.lights import Light, Standing
from plans.tracking.looking import light_of, owes
from plans.tracking.transitions import OWING

State = Matter.State


class Glance(NamedTuple):
    """All of a matter that the digest follows from: a row of the stream, no whole matter."""

    bureau_id: int
    state: str
    begun_on: date
    due_on: date | None
    progress: int
    reported_on: date | None
    closed_on: date | None
    cadence: str
    heard_at: datetime | None
    dispatched_at: datetime | None
    asked_until: date | None
    leader: str
    lead_unit_id: int | None
    lead_school_id: int | None
    is_divided: bool

    @property
    def standing(self):
        """What its light follows from."""
        return Standing(self.begun_on, self.due_on, self.progress, self.reported_on, self.closed_on)


class Count(StrEnum):
    """What is counted, in the words of the notice."""

    RED = "红灯（逾期）"
    YELLOW = "黄灯（临近或滞后）"
    DUE = "该反馈"
    NEW = "待签收"
    LASTING = "黄灯持续多日"
    LONG = "长期逾期"
    PROPOSED = "待审核"
    CHECKED = "待下发"
    ASKING = "待答复延期"
    REPORTED = "待复核销号"


WAITING = {
    State.PROPOSED: Count.PROPOSED,
    State.CHECKED: Count.CHECKED,
    State.REPORTED: Count.REPORTED,
}
"""States in which the bureau has to do something."""


def _counters():
    return defaultdict(Counter)


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts by number of a unit, school or bureau, and by bureau and name of a leader."""

    of_unit: dict = field(default_factory=_counters)
    of_school: dict = field(default_factory=_counters)
    of_supporting: dict = field(default_factory=_counters)
    """By number of a unit, of what it supports."""
    of_leader: dict = field(default_factory=_counters)
    of_bureau: dict = field(default_factory=_counters)
    over_all: dict = field(default_factory=_counters)
    """What all leaders of a bureau are told."""


def add(tallies, matter, day, book):
    """Count one matter for all whom it concerns, but for who supports it."""
    _add_waiting(tallies.of_bureau[matter.bureau_id], matter)
    if matter.state not in OWING:
        return
    sign = light_of(matter, day, book)
    if matter.lead_unit_id:
        _add_led(tallies.of_unit[matter.lead_unit_id], matter, sign, day)
    if matter.lead_school_id:
        _add_led(tallies.of_school[matter.lead_school_id], matter, sign, day)
    _add_above(tallies, matter, sign, day, book)


def add_supporting(tallies, unit, matter, day, book):
    """Count one matter for a unit that supports it, and neither takes it up nor reports on it."""
    if matter.state in OWING:
        _add_light(tallies.of_supporting[unit], light_of(matter, day, book))


def _add_above(tallies, matter, sign, day, book):
    height = height_of(matter.standing, sign, day, book[matter.bureau_id])
    if height >= Height.IN_CHARGE:
        count = Count.RED if sign.light == Light.RED else Count.LASTING
        tallies.of_leader[matter.bureau_id, matter.leader][count] += 1
    if height == Height.ALL_LEADERS:
        tallies.over_all[matter.bureau_id][Count.LONG] += 1


def _add_waiting(counter, matter):
    if matter.state in WAITING:
        counter[WAITING[matter.state]] += 1
    if matter.asked_until is not None and matter.state in Matter.RUNNING:
        counter[Count.ASKING] += 1


def _add_led(counter, matter, sign, day):
    if matter.state == State.DISPATCHED:
        counter[Count.NEW] += 1
    _add_light(counter, sign)
    if owes(matter, day):
        counter[Count.DUE] += 1


def _add_light(counter, sign):
    if sign.light == Light.RED:
        counter[Count.RED] += 1
    elif sign.light == Light.YELLOW:
        counter[Count.YELLOW] += 1


def said(name, counter):
    """A line of the notice; empty where there is nothing to tell."""
    parts = [f"{count} {counter[count]} 件" for count in Count if counter.get(count)]
    return f"{name}：{'，'.join(parts)}" if parts else ""
