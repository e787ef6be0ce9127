"""Matters that go badly enter, notices to those who lead them leave: one to each.

=======  ==========  ======================================================================
light    notice      what it asks for
=======  ==========  ======================================================================
blue     提醒单      a report in the ordinary way
yellow   催办单      a report soon, with what comes next; more time is asked for in time
red      督查通知单  reasons in writing, and a day by which it will be done
=======  ==========  ======================================================================

A notice about several matters has the wording of the worst of them.
"""

import re
from dataclasses import dataclass

from indicators.models import School, Unit
from plans.tracking import working_days
from plans.tracking.lights import Light
from plans.tracking.looked_at import Row


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of notice: what it is called, says, asks for, and within how many working days."""

    value: str
    title: str
    opening: str
    demand: str
    days: int


LEVELS = {
    Light.BLUE: Level(
        "remind",
        "督办事项提醒单",
        "下列事项由你单位牵头办理，现提醒按计划推进：",
        "请对照完成时限安排好后续工作，并于{day}前反馈进展。",
        5,
    ),
    Light.YELLOW: Level(
        "urge",
        "催办单",
        "下列事项由你单位牵头办理，已临近完成时限，或进度落后于时间，现予催办：",
        "请抓紧办理，并于{day}前反馈进展和下一步安排。确需延期的，请在完成时限以前提出申请，"
        "说明理由、目前进展和拟延长到的日期。",
        3,
    ),
    Light.RED: Level(
        "inspect",
        "督查通知单",
        "下列事项由你单位牵头办理，完成时限已过，至今没有办结，现予督查：",
        "请于{day}前书面说明逾期原因、采取的措施、责任人和办结日期，并尽快办结。",
        2,
    ),
}
"""Light -> the notice that it calls for, from the mildest to the strictest."""
BY_VALUE = {level.value: level for level in LEVELS.values()}
CHOICES = (("", "按灯自动选择"), *((level.value, level.title) for level in LEVELS.values()))
MOST = 200
"""Matters of one download."""
LAST_NUMBER = re.compile(r"\d+(?=\D*\Z)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to one unit or school."""

    level: Level
    number: str
    to: Unit | School
    rows: list[Row]
    on: object
    signer: str

    @property
    def answer_by(self):
        """The day before whose end an answer is asked for."""
        return working_days.after(self.on, self.level.days)

    @property
    def demand(self):
        """What is asked for, with the day."""
        return self.level.demand.format(day=chinese(self.answer_by))


def notices(rows, *, on, signer, number="", level=""):
    """A notice for each lead, in the order in which they come; ``level`` chooses the wording."""
    by_lead = {}
    for row in rows:
        by_lead.setdefault(row.matter.lead, []).append(row)
    return [
        Notice(
            level=BY_VALUE.get(level) or level_of(row.sign for row in members),
            number=numbered(number, place),
            to=lead,
            rows=members,
            on=on,
            signer=signer,
        )
        for place, (lead, members) in enumerate(by_lead.items())
    ]


def level_of(signs):
    """The notice that the worst of some lights calls for."""
    strictness = list(LEVELS)
    return LEVELS[max((sign.light for sign in signs), key=strictness.index)]


def numbered(number, place):
    """The number of the notice so many places after the first: its last digits count on."""
    found = LAST_NUMBER.search(number)
    if not found:
        return number
    digits = found.group()
    return f"{number[: found.start()]}{int(digits) + place:0{len(digits)}}{number[found.end() :]}"


def chinese(day):
    """A day as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"
