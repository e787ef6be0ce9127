"""Drafts and their plans enter, tasks, statements, money, duties and deadlines leave as rows."""

from plans.funding import resting_on
from plans.models import Deadline, Duty, FundingItem, Statement, Task
from plans.recording import link_supporting
from plans.sample import words
from plans.sample.deciding import decide

RULE = "sample"


def write_evidence(ground, batch, plans, units):
    """Write all that stands in the texts; returns the statements by plan id."""
    pairs = list(zip(batch, plans, strict=True))
    tasks = _write_tasks(ground, pairs, units)
    statements = {plan.pk: _statements(ground, draft, plan, tasks) for draft, plan in pairs}
    Statement.objects.bulk_create(row for rows in statements.values() for row in rows)
    FundingItem.objects.bulk_create(
        _funding(row, draft) for draft, plan in pairs for row in statements[plan.pk] if row.is_money
    )
    _write_duties(pairs, units)
    Deadline.objects.bulk_create(row for draft, plan in pairs for row in _deadlines(draft, plan))
    return statements


def _write_tasks(ground, pairs, units):
    """Task rows by plan id, in document order."""
    tasks, supporting = {}, []
    for draft, plan in pairs:
        rows = [_task(n, item, draft, plan) for n, item in enumerate(draft.document.items)]
        for row, item in zip(rows, draft.document.items, strict=True):
            row.lead_unit, others = _responsible(item, plan, units)
            supporting.append(others)
        decide(rows, draft, ground.clerks[plan.bureau_id])
        tasks[plan.pk] = rows
    everything = [row for rows in tasks.values() for row in rows]
    Task.objects.bulk_create(everything)
    link_supporting(Task, everything, supporting)
    return tasks


def _task(number, item, draft, plan):
    start, end = item.place
    return Task(
        plan=plan,
        start=start,
        end=end,
        position=number,
        depth=item.depth,
        number=item.number,
        title=item.title,
        text=draft.document.text[start:end],
        due_on=item.due_on,
    )


def _responsible(item, plan, units):
    """Lead unit, or None, and the supporting units of an item."""
    found = [units[plan.region_id, name] for name in item.units]
    return (found[0] if found else None), found[1:]


def _statements(ground, draft, plan, tasks):
    rows = [_statement(ground, each, draft, plan) for each in draft.document.found]
    for row, each in zip(rows, draft.document.found, strict=True):
        row.task = tasks[plan.pk][each.item]
    decide(rows, draft, ground.clerks[plan.bureau_id])
    return rows


def _statement(ground, found, draft, plan):
    figure, text = found.figure, draft.document.text
    is_money = figure.indicator.unit == "元"
    return Statement(
        plan=plan,
        start=found.place[0],
        end=found.place[1],
        text=text[slice(*found.place)],
        quote=text[slice(*found.sentence)],
        value=figure.value,
        value_high=figure.value_high,
        unit=figure.indicator.unit,
        comparator=figure.comparator,
        nature=figure.nature,
        year=draft.year - (figure.nature == Statement.Nature.BASELINE),
        category=Statement.Category.FUNDING if is_money else Statement.Category.INDICATOR,
        indicator_name=figure.indicator.name,
        indicator=ground.indicators.get(figure.indicator.code),
        per=figure.per,
        scope=figure.scope,
        rule=RULE,
    )


def _funding(statement, draft):
    item = resting_on(statement)
    item.funding_source = draft.draw.choice(words.FUNDING_SOURCES)
    return item


def _write_duties(pairs, units):
    rows, supporting = [], []
    for draft, plan in pairs:
        for item in (item for item in draft.document.items if item.duty):
            lead, others = _responsible(item, plan, units)
            start, end = item.duty
            quote = draft.document.text[start:end]
            rows.append(Duty(plan=plan, start=start, end=end, quote=quote, lead_unit=lead))
            supporting.append(others)
    Duty.objects.bulk_create(rows)
    link_supporting(Duty, rows, supporting)


def _deadlines(draft, plan):
    for item in draft.document.items:
        if item.deadline:
            start, end = item.deadline
            yield Deadline(
                plan=plan,
                start=start,
                end=end,
                quote=draft.document.text[start:end],
                due_on=item.due_on,
                precision=Deadline.Precision.MONTH,
            )
