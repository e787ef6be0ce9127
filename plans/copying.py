"""A plan of last year enters, the beginning of the next one leaves: proposals to be confirmed."""

import re
from datetime import date

from django.db import transaction
from django.utils import timezone

from indicators.models import Comparator, Observation
from plans import editing, funding
from plans.models import FundingItem, Plan, ReviewState, Statement, Task
from plans.search import refresh

HEADER = ("kind", "level", "region_id", "region_name", "school_id", "issuer")
"""What a plan takes over from last year's; its document number is always new."""
TASK = ("position", "depth", "number", "title", "text", "lead_unit_id")
STATEMENT = (
    "value", "value_high", "unit", "comparator", "nature", "category", "indicator_name",
    "indicator_id", "per", "scope", "region_id", "school_id",
)  # fmt: skip
MONEY = ("purpose", "amount", "per", "funding_source")


@transaction.atomic
def begin(*, user, title, year, kind=Plan.Kind.PLAN, copied_from=None):
    """A draft of the user's bureau, empty or with what last year's plan proposes; returns it.

    A copy proposes the tasks with their days a year on, the targets and the money for ``year``,
    and as baseline of each target what was published as reached the year before.
    """
    facts = {"level": Plan.Level.COUNTY, "region": user.region, "region_name": str(user.region)}
    if copied_from:
        facts = {name: getattr(copied_from, name) for name in HEADER}
    facts |= {"title": title, "year": year, "kind": kind, "copied_from": copied_from}
    plan = Plan(bureau=user.region, state=Plan.State.DRAFT, **facts)
    reason = f"沿用《{copied_from}》"[:300] if copied_from else ""
    editing.add(plan, user=user, reason=reason, at=timezone.now())
    if copied_from:
        _propose(copied_from, plan)
    return plan


def next_title(plan):
    """The title of a plan with its year, or both of a school year, moved on by one."""
    if plan.year is None:
        return plan.title
    years = rf"(?<!\d)(?:{plan.year}|{plan.year + 1})(?!\d)"
    return re.sub(years, lambda found: str(int(found[0]) + 1), plan.title)


def _propose(old, plan):
    """The rows of a plan as proposals for another one; a fixed number of queries."""
    tasks = propose_tasks(old, plan)
    kept = old.statements.kept().filter(nature=Statement.Nature.TARGET)
    targets = list(kept.select_related("indicator"))
    copies = [proposal(row, Statement, STATEMENT, plan) for row in targets]
    for row, copy in zip(targets, copies, strict=True):
        copy.year, copy.rule, copy.task = plan.year, Statement.COPIED, tasks.get(row.task_id)
        copy.indicator = row.indicator
    proposed = Statement.objects.bulk_create([*copies, *_baselines(copies, plan)])
    funding.follow(copies)
    _money(old, plan, zip(targets, copies, strict=True))
    refresh([*tasks.values(), *proposed])


def proposal(row, model, names, plan):
    """An unsaved row of a plan that proposes what a row of another one says."""
    return model(
        plan=plan, state=ReviewState.PROPOSED, **{name: getattr(row, name) for name in names}
    )


def propose_tasks(old, plan):
    """The outline, proposed: id of the old task -> new task."""
    rows = list(old.tasks.kept().prefetch_related("supporting_units"))
    copies = [proposal(row, Task, TASK, plan) for row in rows]
    for row, copy in zip(rows, copies, strict=True):
        copy.due_on = row.due_on and a_year_on(row.due_on)
    Task.objects.bulk_create(copies)
    link = Task.supporting_units.through
    link.objects.bulk_create(
        link(task_id=copy.pk, unit_id=unit.pk)
        for row, copy in zip(rows, copies, strict=True)
        for unit in row.supporting_units.all()
    )
    return {row.pk: copy for row, copy in zip(rows, copies, strict=True)}


def a_year_on(day: date):
    """The same day of the next year; the last of February stays the last."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _baselines(targets, plan):
    """What was published as reached last year, for each thing that a target measures, once."""
    by_place = {}
    for target in targets:
        if target.indicator_id:
            by_place.setdefault(_place(target, plan), target)
    actual = (
        Observation.objects.current()
        .reached()
        .filter(
            indicator__in={key[0] for key in by_place},
            year=plan.year - 1,
        )
    )
    reached = {(o.indicator_id, o.region_id, o.school_id): o.value for o in actual}
    return [
        _baseline(target, reached[key], plan) for key, target in by_place.items() if key in reached
    ]


def _place(statement, plan):
    """What is measured where: the plan's own place where the statement names none."""
    return (
        statement.indicator_id,
        statement.region_id or plan.region_id,
        statement.school_id or plan.school_id,
    )


def _baseline(target, value, plan):
    names = ("indicator_name", "indicator_id", "region_id", "school_id", "task", "scope")
    return Statement(
        plan=plan,
        **{name: getattr(target, name) for name in names},
        value=value,
        unit=target.indicator.unit,
        comparator=Comparator.EXACTLY,
        nature=Statement.Nature.BASELINE,
        category=Statement.Category.INDICATOR,
        year=plan.year - 1,
        rule=Statement.COPIED,
    )


def _money(old, plan, pairs):
    """Where money came from, and the money that no sentence tells of."""
    sources = dict(
        FundingItem.objects.filter(plan=old, statement__isnull=False)
        .exclude(funding_source="")
        .values_list("statement_id", "funding_source")
    )
    following = {copy.pk: sources[row.pk] for row, copy in pairs if row.pk in sources}
    items = list(FundingItem.objects.filter(statement__in=following))
    for item in items:
        item.funding_source = following[item.statement_id]
    FundingItem.objects.bulk_update(items, ["funding_source"])
    alone = old.fundingitems.kept().filter(statement__isnull=True)
    copies = [proposal(row, FundingItem, MONEY, plan) for row in alone]
    for copy in copies:
        copy.year = plan.year
    FundingItem.objects.bulk_create(copies)
