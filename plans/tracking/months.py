"""A month and what is due in it enter, its weeks from Monday to Sunday leave."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from plans.tracking import figures, working_days
from plans.tracking.figures import Figure

YEARS = (2000, 2099)
MONTHS = 12
SHOWN = 4
"""Matters of a day that its cell shows on a wide screen."""
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid with what is due; ``told`` is 休 with the holiday's name, or 班."""

    on: date
    is_inside: bool
    told: str
    is_working: bool
    rows: list = field(default_factory=list)
    asked: dict = field(default_factory=dict)
    """Conditions that its rows were chosen by."""

    @property
    def weekday(self):
        """The day of the week, as people write it."""
        return WEEKDAYS[self.on.weekday()]

    @property
    def shown(self):
        """What its cell shows at once."""
        return self.rows[:SHOWN]

    @property
    def beyond(self):
        """What its cell shows on paper and on phones only."""
        return self.rows[SHOWN:]

    @property
    def figure(self):
        """How many are due, and the list of them."""
        return due_between(len(self.rows), self.on, self.on, **self.asked)


@dataclass(frozen=True, slots=True)
class Month:
    """The first and last day of a month."""

    first: date
    last: date

    @classmethod
    def of(cls, day):
        """The month that a day is in."""
        days = calendar.monthrange(day.year, day.month)[1]
        return cls(day.replace(day=1), day.replace(day=days))

    @property
    def name(self):
        """As people write it."""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def value(self):
        """As addresses write it."""
        return f"{self.first:%Y-%m}"

    @property
    def before(self):
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self):
        """The month after."""
        return Month.of(self.last + timedelta(days=1))

    @property
    def is_settled(self):
        """Whether the holidays of its year are known."""
        return working_days.is_settled(self.first.year)

    def weeks(self, rows, asked=None):
        """Its weeks, with rows of matters, chosen as ``asked``, on the days when they are due."""
        due = {}
        for row in rows:
            due.setdefault(row.matter.due_on, []).append(row)
        weeks = calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        return [[self._day(day, due, asked or {}) for day in week] for week in weeks]

    def _day(self, day, due, asked):
        is_inside = day.month == self.first.month
        return Day(
            on=day,
            is_inside=is_inside,
            told=working_days.told(day),
            is_working=working_days.is_working_day(day),
            rows=due.get(day, []) if is_inside else [],
            asked=asked,
        )


def month_of(words, today):
    """The month that somebody asks for, and a complaint where it is none: then it is this one."""
    if not words:
        return Month.of(today), ""
    found = _MONTH.fullmatch(words)
    year, month = map(int, found.groups()) if found else (0, 0)
    if not (YEARS[0] <= year <= YEARS[1] and 1 <= month <= MONTHS):
        told = f"月份要写成 2026-12 这样，在 {YEARS[0]} 到 {YEARS[1]} 年之间；现在显示本月。"
        return Month.of(today), told
    return Month.of(date(year, month, 1)), ""


def due_between(rows, first, last, **conditions) -> Figure:
    """A figure about what is due between two days."""
    asked = {"light": "sent", **conditions}
    return figures.number(rows, due_from=f"{first}", due_to=f"{last}", **asked)


def counted(rows, month, asked):
    """Faces of the lights of a month, each with its figure under the conditions that were asked."""
    found = {}
    for row in rows:
        found.setdefault(row.face, []).append(row)
    return [
        (
            face,
            due_between(
                len(members),
                month.first,
                month.last,
                **(asked | {"light": _light(members[0].sign)}),
            ),
        )
        for face, members in found.items()
    ]


def _light(sign):
    """The condition of a list that holds what shows the same face."""
    if sign.light != "grey":
        return sign.light.value
    return "late" if sign.is_late else "on_time"
