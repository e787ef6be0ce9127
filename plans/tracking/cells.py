"""Matters and a day enter, their sums by group and light leave: added up by the database."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Min, Sum, Value, When
from django.utils import timezone

from plans.models import Matter
from plans.personal import Masked
from plans.tracking import addresses, choosing, life
from plans.tracking.looking import Mark

NOBODY = "null"
COLUMNS = {
    "unit": ("lead_unit", "lead_unit__name"),
    "school": ("lead_school", "lead_school__name"),
    "leader": ("leader",),
    "kind": ("kind",),
}
"""What a board may be grouped by -> the columns that tell a group from another."""


@dataclass(frozen=True, slots=True)
class Part:
    """A group that a matter belongs to: its value in the address of a list, and its name.

    Without a value there is no list of it: its name is one that the reader must not see whole.
    """

    value: str
    name: str


NO_UNIT = Part(NOBODY, "（学校承办或未定）")
NO_SCHOOL = Part(NOBODY, "（不由学校承办）")
NO_LEADER = Part(NOBODY, "（未定分管领导）")


@dataclass(frozen=True, slots=True)
class Cell:
    """The matters of a group that bear a mark, summed."""

    part: Part
    mark: Mark
    rows: int
    progress: int = 0
    """Sum of their percents."""
    due: int = 0
    asking: int = 0
    since: datetime | None = None
    """When anybody was heard who was heard of longest ago; None where nobody has to report."""


@dataclass(frozen=True, slots=True)
class Wait:
    """So many matters stand at a place of their way for so many days."""

    place: int
    days: int
    rows: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """The matter of a group that was heard of longest ago, and how many days that is."""

    pk: int
    silent: int

    @property
    def address(self):
        """Its page."""
        return addresses.matter(self.pk)


def cells_of(matters, by, today, book):
    """Cells of what was sent, judged by the rules of bureaus; one query."""
    columns = COLUMNS[by]
    rows = matters.sent().order_by().annotate(mark=choosing.mark(today, book))
    sums = rows.values(*columns, "mark").annotate(
        rows=Count("pk"),
        sum=Sum("progress"),
        due=Count("pk", filter=choosing.owes(today)),
        asking=Count("pk", filter=choosing.ASKING),
        since=Min(choosing.SINCE, filter=choosing.answers()),
    )
    names = ("rows", "sum", "due", "asking", "since")
    return [
        Cell(PARTS[by](*row[: len(columns)]), Mark(row[len(columns)]), *row[len(columns) + 1 :])
        for row in sums.values_list(*columns, "mark", *names)
    ]


def stays_of(matters, today):
    """Where on their way matters stand, and for how long; one query."""
    heard = Case(When(life.HEARD, then=Value(True)), default=Value(False))
    rows = matters.exclude(state=Matter.State.STOPPED).order_by().annotate(heard=heard)
    columns = ("state", "heard", "turned_on")
    found = rows.values(*columns).annotate(rows=Count("pk")).values_list(*columns, "rows")
    return [
        Wait(life.place_of(state, is_heard), max((today - day).days, 0), number)
        for state, is_heard, day, number in found
    ]


def quietest(matters, by, cells, today):
    """Group -> the matter in it that was heard of longest ago; ``None`` is all. One query."""
    moments = {}
    for cell in cells:
        if cell.since is not None:
            moments[cell.part] = min(cell.since, moments.get(cell.part, cell.since))
    rows = matters.filter(choosing.answers()).annotate(since=choosing.SINCE)
    rows = rows.filter(since__in=sorted(set(moments.values()))).order_by("since", "pk")
    found = {}
    for pk, since, *values in rows.values_list("pk", "since", *COLUMNS[by]):
        part = PARTS[by](*values)
        if moments.get(part) == since:
            quiet = Quiet(pk, (today - timezone.localdate(since)).days)
            found.setdefault(part, quiet)
            found.setdefault(None, quiet)
    return found


def _of_unit(pk, name):
    return Part(str(pk), name) if pk else NO_UNIT


def _of_school(pk, name):
    return Part(str(pk), name) if pk else NO_SCHOOL


def _of_leader(name):
    if not name:
        return NO_LEADER
    return Part("", str(name)) if isinstance(name, Masked) else Part(name, name)


def _of_kind(value):
    return Part(value, Matter.Kind(value).label)


PARTS = {"unit": _of_unit, "school": _of_school, "leader": _of_leader, "kind": _of_kind}
"""What a board may be grouped by -> the group of the values of its columns."""
