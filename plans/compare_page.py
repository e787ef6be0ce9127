"""Two plans and a user enter, the lines of the page that compares them leave: six queries."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from indicators.models import Comparator
from indicators.numbers import plain
from plans.actuals import Actuals, promise
from plans.comparing import Force, Job, Pair, Promise, State, reached
from plans.models import FundingItem, Statement, Task
from plans.pairing import near, pairs
from plans.presenting import amount, figure

TARGETS, TASKS, MONEY = "targets", "tasks", "money"
PARTS = {TARGETS: "目标", TASKS: "任务", MONEY: "经费"}
MISSED = "missed"
UNNAMED = "unnamed"
ASKED = {**dict(State.choices), **dict(Force.choices), MISSED: "原目标未达到"}
"""What the lines can be narrowed to."""
PROMISING = {
    Statement.Category.INDICATOR: (Statement.Nature.TARGET,),
    Statement.Category.FUNDING: (Statement.Nature.TARGET, Statement.Nature.STANDARD),
}
"""Natures that speak of what is to come: targets, and sums promised or laid down."""


@dataclass(frozen=True)
class Line:
    """A pair as the page shows it: both figures, what was reported between, the difference."""

    pair: Pair
    actuals: tuple = ()
    is_kept: bool | None = None

    @property
    def sides(self):
        """Both lines, None where one is missing."""
        return self.pair.before, self.pair.after

    @cached_property
    def figures(self):
        """Both figures in natural units, None where one is missing."""
        return tuple(side and figure(side) for side in self.sides)

    @cached_property
    def reports(self):
        """What was reported, each with its figure."""
        return [(figure(actual.said), actual) for actual in self.actuals]

    @property
    def difference(self):
        """By how much it was raised or lowered, in words."""
        step = self.pair.difference
        return "" if step is None else signed(step, self.pair.after.unit)

    @cached_property
    def places(self):
        """Place and term of both in words, empty where they are the plan's own."""
        return tuple(side and _place_of(side) for side in self.sides)

    @property
    def where(self):
        """Place and term in words, as the newer plan says them."""
        before, after = self.places
        return before if after is None else after

    @property
    def changes(self):
        """What changed of a task."""
        return task_changes(*self.sides) if self.pair.state == State.CHANGED else ()

    @property
    def marks(self):
        """Everything that the line can be narrowed to."""
        missed = (MISSED,) if self.is_kept is False else ()
        return {self.pair.state, self.pair.force, *missed} - {None}


@dataclass(frozen=True)
class Comparison:
    """Two plans with their lines by part."""

    before: object
    after: object
    year: int | None
    parts: dict = field(default_factory=dict)
    near: dict = field(default_factory=dict)
    unnamed: int = 0

    @property
    def table(self):
        """For each part its name, its lines, and how many of them stand in each state or mark."""
        return [
            (part, PARTS[part], len(lines), _counted(lines)) for part, lines in self.parts.items()
        ]

    def narrowed(self, part, asked):
        """Key, name and lines of each part, or of one part in one state only."""
        wanted = [part] if part in self.parts else list(self.parts)
        return [
            (key, PARTS[key], [line for line in self.parts[key] if asked in ("", *line.marks)])
            for key in wanted
        ]

    @property
    def doubts(self):
        """Name of each part and its lines of near names, where there are any."""
        return [(PARTS[part], lines) for part, lines in self.near.items() if lines]


def _place_of(side):
    names = (getattr(side.row, name, None) for name in ("region", "school", "scope"))
    words = [str(name) for name, at in zip(names, side.place, strict=False) if at]
    return "，".join(words + ([f"{side.term}年"] if side.term else []))


def _counted(lines):
    counts = Counter(mark for line in lines for mark in line.marks)
    return [(mark, word, counts[mark]) for mark, word in ASKED.items()]


def compared(before, after, user):
    """Every target, task and sum of two plans, beside what was reported of the earlier year."""
    plans = {plan.pk: plan for plan in (before, after)}
    promises, jobs = _promises(plans, user), _jobs(plans, user)
    year = _year_between(before, after)
    later = max(before, after, key=lambda plan: plan.year or 0)
    actuals = Actuals(user, later, year) if year else None
    found = {
        part: pairs(*(rows.get((plan.pk, part), []) for plan in (before, after)))
        for part, rows in ((TARGETS, promises), (TASKS, jobs), (MONEY, promises))
    }
    return Comparison(
        before,
        after,
        year,
        {part: [_line(pair, actuals, year) for pair in rows] for part, rows in found.items()},
        {part: [Line(pair) for pair in near(rows)] for part, rows in found.items()},
        len(promises.get(UNNAMED, ())),
    )


def _promises(plans, user):
    """Promises by plan and part; those that say nothing of what they are of stand apart."""
    found = {}
    for row in _statements(plans, user):
        row.plan = plans[row.plan_id]
        said, part = promise(row, row.plan), MONEY if row.is_money else TARGETS
        found.setdefault((row.plan_id, part) if said.name else UNNAMED, []).append(said)
    for row in _added_sums(plans, user):
        row.plan = plans[row.plan_id]
        found.setdefault((row.plan_id, MONEY) if row.purpose else UNNAMED, []).append(_sum(row))
    return found


def _statements(plans, user):
    rows = Statement.objects.visible_to(user).kept().filter(plan__in=plans)
    rows = rows.select_related("indicator", "region", "school")
    return [row for row in rows if row.nature in PROMISING[row.category]]


def _added_sums(plans, user):
    """Sums that a person added without a statement."""
    return FundingItem.objects.visible_to(user).kept().filter(plan__in=plans, statement=None)


def _sum(row):
    return Promise(
        row=row,
        name=row.purpose,
        unit="元",
        value=row.amount,
        value_high=None,
        comparator=Comparator.EXACTLY,
        year=row.year,
        plan_year=row.plan.year,
        place=(None, None, ""),
        per=row.per,
    )


def _jobs(plans, user):
    rows = Task.objects.visible_to(user).kept().filter(plan__in=plans).select_related("lead_unit")
    found = {}
    for row in rows:
        row.plan = plans[row.plan_id]
        lead = row.lead_unit.name if row.lead_unit else ""
        job = Job(row, row.gist, row.due_on, row.plan.year, lead)
        found.setdefault((row.plan_id, TASKS), []).append(job)
    return found


def _year_between(before, after):
    """The earlier year, where both plans are of one place and of two years."""
    one, other = ((plan.region_id, plan.school_id) for plan in (before, after))
    years = {before.year, after.year}
    is_told = before.region_id and one == other and None not in years and len(years) == 2
    return min(years) if is_told else None


def _line(pair, actuals, year):
    if actuals is None or isinstance(pair.after or pair.before, Job):
        return Line(pair)
    sides = [side for side in (pair.before, pair.after) if side]
    earlier = min(sides, key=lambda side: side.plan_year)
    reports = actuals.of(earlier)
    is_due = earlier.plan_year == year and earlier.due_year == year
    kept = {reached(earlier, actual.said) for actual in reports} if is_due else set()
    return Line(pair, tuple(reports), kept.pop() if len(kept) == 1 else None)


def signed(step, unit):
    """A difference with its sign, in the unit that people would use."""
    if unit == "元":
        said = str(amount(abs(step)))
    else:
        said = plain(abs(step)) + ("个百分点" if unit in ("%", "百分点", "个百分点") else unit)
    return ("＋" if step > 0 else "−") + said


def task_changes(before, after):
    """What changed between two tasks of one title, in words."""
    changes = [_moved(before.due, after.due)] if before.due != after.due else []
    if before.lead != after.lead:
        changes.append("牵头单位改变")
    return tuple(changes)


def _moved(before, after):
    if before is None:
        return "时限新定"
    if after is None:
        return "时限取消"
    return "时限提前" if after < before else "时限推后"
