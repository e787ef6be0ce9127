"""A plan enters, the sections of its edit page leave: outline, targets, money, each with keys."""

from django.db.models import F

from plans.models import FundingItem, Statement, Task
from plans.outline import tasks_of
from plans.presenting import amount, figure

SECTIONS = {"h": "header", "t": "outline", "s": "figures", "f": "figures"}
"""Section of the page that shows a kind of row, by the letter of its key."""
NATURES = (Statement.Nature.TARGET, Statement.Nature.BASELINE)


def sections(plan):
    """Rows of every section; a fixed number of queries."""
    return {"tasks": tasks_of(plan), "targets": _targets(plan), "funding": _funding(plan)}


def _targets(plan):
    """What is promised, and what it starts from, in the order of the tasks."""
    rows = plan.statements.kept().filter(nature__in=NATURES, category=Statement.Category.INDICATOR)
    rows = rows.select_related("indicator", "region", "school", "task")
    found = list(rows.order_by(F("task__position").asc(nulls_last=True), "start", "pk"))
    baselines = {_measured(r): r for r in found if r.nature == Statement.Nature.BASELINE}
    for row in found:
        row.figure = figure(row)
        is_target = row.nature == Statement.Nature.TARGET and row.indicator_id
        row.baseline = baselines.get(_measured(row)) if is_target else None
    return found


def _measured(row):
    return row.indicator_id, row.region_id, row.school_id


def _funding(plan):
    """Money; what rests on a statement is changed and deleted there."""
    items = plan.fundingitems.kept().select_related("statement")
    found = list(items.order_by("start", "pk"))
    for item in found:
        item.figure = amount(item.amount)
        item.origin = item.statement or item
    return found


def blank(plan, letter):
    """A row that a person is about to fill in; None for a letter that names no kind."""
    if letter == Task.letter:
        return Task(plan=plan, position=0)
    if letter == Statement.letter:
        return Statement(
            plan=plan,
            nature=Statement.Nature.TARGET,
            category=Statement.Category.INDICATOR,
            year=plan.year,
            rule=Statement.BY_HAND,
        )
    if letter == FundingItem.letter:
        return FundingItem(plan=plan, year=plan.year)
    return None
