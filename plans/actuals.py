"""A plan and the year before it enter, what was reported of that year leaves, by what it is of.

Published figures come first, then reports, then what the plan itself looks back on.
"""

from dataclasses import dataclass

from django.db.models import Q

from indicators.matching import folded, unit_form
from indicators.models import Comparator, Observation
from plans.comparing import Promise
from plans.models import Plan, Statement

PUBLISHED, REPORTED, LOOKED_BACK = range(3)
WHERE = {PUBLISHED: "已发布", REPORTED: "总结", LOOKED_BACK: "计划回顾"}


@dataclass(frozen=True, slots=True)
class Actual:
    """What was reported, and where: ``said.row`` is the statement where it has a place."""

    said: Promise
    rank: int

    @property
    def where(self):
        """The kind of place that says so."""
        return WHERE[self.rank]


def promise(row, plan):
    """A statement as a promise of a plan; its place is empty where it is the plan's own."""
    indicator = row.indicator
    return Promise(
        row=row,
        name=row.indicator_name or (indicator.name if indicator else ""),
        unit=row.unit,
        value=row.value,
        value_high=row.value_high,
        comparator=row.comparator,
        year=row.year,
        plan_year=plan.year,
        indicator=row.indicator_id,
        direction=indicator.direction if indicator else "neutral",
        place=(*_place(row, plan), folded(row.scope)),
        per=row.per,
    )


def _place(row, plan):
    own = {"region_id": plan.region_id, "school_id": plan.school_id}
    return tuple(None if getattr(row, at) == here else getattr(row, at) for at, here in own.items())


class Actuals:
    """What was reported for a year about the place of a plan: two queries."""

    def __init__(self, user, plan, year):
        self._plan, self._found = plan, {}
        for actual in (*self._published(user, year), *self._reported(user, year)):
            for key in _keys(actual.said):
                self._found.setdefault(key, []).append(actual)

    def of(self, promised):
        """What was reported of the same thing, each value once, from the surest kind of place."""
        found = next((self._found[k] for k in _keys(promised) if k in self._found), [])
        surest = min((actual.rank for actual in found), default=None)
        once = {a.said.figure: a for a in reversed(found) if a.rank == surest}
        return list(once.values())[::-1]

    def _published(self, user, year):
        plan = self._plan
        rows = Observation.objects.visible_to(user).current().reached().filter(year=year)
        rows = rows.filter(region=plan.region_id, school=plan.school_id)
        rows = rows.select_related("indicator")
        return [Actual(_observed(row, plan), PUBLISHED) for row in rows]

    def _reported(self, user, year):
        plan, is_report = self._plan, Q(plan__kind=Plan.Kind.REPORT)
        rows = Statement.objects.visible_to(user).kept().filter(nature=Statement.Nature.ACTUAL)
        here = rows.filter(
            plan__bureau=plan.bureau_id, plan__region=plan.region_id, plan__school=plan.school_id
        )
        newest = Q(plan__source__newer__isnull=True) & is_report
        of_year = Q(year=year) | Q(year=None, plan__year=year) & is_report
        found = here.filter(Q(plan=plan) | newest, of_year).select_related("indicator", "plan")
        return [
            Actual(promise(row, row.plan), LOOKED_BACK if row.plan_id == plan.pk else REPORTED)
            for row in found
        ]


def _observed(row, plan):
    return Promise(
        row=row,
        name=row.indicator.name,
        unit=row.indicator.unit,
        value=row.value,
        value_high=None,
        comparator=Comparator.EXACTLY,
        year=row.year,
        plan_year=row.year,
        indicator=row.indicator_id,
        place=(*_place(row, plan), ""),
    )


def _keys(said):
    """What must agree between a promise and a report: the indicator, else the name and unit."""
    rest = (said.what, said.is_change)
    if said.indicator:
        yield "indicator", said.indicator, rest
    if name := folded(said.name):
        yield "name", name, unit_form(said.unit), rest
