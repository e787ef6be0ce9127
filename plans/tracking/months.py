"""A month and what is due in it enter, its weeks from Monday to Sunday leave."""

import calendar
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Window
from django.db.models.functions import RowNumber

from plans.tracking import choosing, figures, working_days
from plans.tracking.faces import face_of_mark
from plans.tracking.figures import Figure
from plans.tracking.looking import Mark

YEARS = (2000, 2099)
MONTHS = 12
SHOWN = 4
"""Matters of a day that its cell shows on a wide screen."""
MOST = 200
"""Matters of a month that are all on its page; of more, each day has its first ones."""
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
    """What its cell holds, which is less than is due where too much is."""
    due: int = 0
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
        return due_between(self.due, self.on, self.on, **self.asked)


@dataclass(frozen=True, slots=True)
class Due:
    """So many matters of a mark are due on a day."""

    on: date
    mark: Mark
    rows: int


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

    def weeks(self, rows, counts, asked=None):
        """Its weeks, with rows of matters, chosen as ``asked``, on the days when they are due."""
        held = {}
        for row in rows:
            held.setdefault(row.matter.due_on, []).append(row)
        due = Counter()
        for count in counts:
            due[count.on] += count.rows
        weeks = calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        return [[self._day(day, held, due, asked or {}) for day in week] for week in weeks]

    def _day(self, day, held, due, asked):
        is_inside = day.month == self.first.month
        return Day(
            on=day,
            is_inside=is_inside,
            told=working_days.told(day),
            is_working=working_days.is_working_day(day),
            rows=held.get(day, []) if is_inside else [],
            due=due[day] if is_inside else 0,
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


def counts_of(matters, today):
    """How many are due on each day, by mark; two queries."""
    marked = matters.order_by().annotate(mark=choosing.mark(today))
    found = marked.values("due_on", "mark").annotate(rows=Count("pk"))
    columns = found.order_by("due_on", "mark").values_list("due_on", "mark", "rows")
    return [Due(on, Mark(mark), rows) for on, mark, rows in columns]


def held(matters, number):
    """What a page holds of matters of that number: all, or the first ones of each day."""
    if number <= MOST:
        return matters
    place = Window(RowNumber(), partition_by="due_on", order_by=("number", "pk"))
    first = matters.order_by().annotate(place=place).filter(place__lte=SHOWN)
    return matters.filter(pk__in=first.values("pk"))


def counted(counts, month, asked):
    """Faces of the lights of a month, each with its figure under the conditions that were asked."""
    found = Counter()
    for count in counts:
        found[count.mark] += count.rows
    return [
        (
            face_of_mark(mark),
            due_between(found[mark], month.first, month.last, **(asked | {"light": mark.value})),
        )
        for mark in Mark
        if found[mark]
    ]
