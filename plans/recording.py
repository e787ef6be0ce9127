"""Documents of an extraction enter, rows leave: a fixed number of queries for any size."""

from bisect import bisect_right
from collections import Counter
from datetime import date
from decimal import Decimal

from django.db.models import Q

from indicators.models import Region, School, Unit
from plans.catalogue import Catalogue
from plans.extraction import funding_source, schema
from plans.funding import resting_on, tells_sum
from plans.models import ASPECTS, Deadline, Duty, FundingItem, Plan, Problem, Statement, Task

LARGEST = Decimal(10) ** 18
"""Statement.value holds 18 digits before the point; amounts 18 as well."""


def record_documents(source, extraction):
    """Write all rows of a source; returns how many of each kind.

    A document that is no education work document is kept as a set-aside plan without rows: a
    person decides what it is.
    """
    documents = extraction.documents
    plans = _record_plans(source, documents)
    pairs = [(p, d) for p, d in zip(plans, documents, strict=True) if d.header.education]
    counts, oversized = record_rows(pairs)
    found = [(None, problem) for problem in extraction.problems]
    found += [(p, problem) for p, d in zip(plans, documents, strict=True) for problem in d.problems]
    problems = record_problems(source, found + too_large(oversized))
    return {"plans": len(plans), **counts, "problems": len(problems)}


def record_rows(pairs):
    """Write what documents hold beneath their plans; returns how many rows of each kind.

    Behind the counts stand the plans and statements whose number no column holds.
    """
    schools = ensure(School, {(p.region_id, n) for p, d in pairs for n in _schools(d) if n})
    units = ensure(Unit, {(p.region_id, n) for p, d in pairs for n in _units(d) if n})
    _record_mentions(pairs, schools)
    tasks = _record_tasks(pairs, units)
    statements, oversized = _record_statements(pairs, tasks)
    counts = {
        "tasks": sum(map(len, tasks.values())),
        "statements": len(statements),
        "funding": len(_record_funding(statements)),
        "duties": len(_record_duties(pairs, units)),
        "deadlines": len(_record_deadlines(pairs)),
        "schools": len(schools),
    }
    return counts, oversized


def _regions(documents):
    """Region row of every document by its ``(adcode, full name)``; unknown ones are missing."""
    wanted = {(d.header.adcode, d.header.region) for d in documents if d.header.adcode}
    rows = {}
    for region in Region.objects.filter(adcode__in={code for code, _ in wanted}):
        rows.setdefault(region.adcode, []).append(region)
    return {
        key: next((r for r in rows[key[0]] if (key[1] or "").endswith(r.name)), rows[key[0]][0])
        for key in wanted
        if key[0] in rows
    }


def _region_of(document, regions):
    return regions.get((document.header.adcode, document.header.region))


def _schools(document):
    """Schools that a document names, its own included."""
    return {*document.schools, document.header.school}


def _units(document):
    """Units that a document makes responsible."""
    return {name for item in (*document.duties, *document.tasks) for name in item.units}


def ensure(model, keys):
    """Rows of a dimension by ``(region id, name)``; missing ones are made, to be confirmed."""
    model.objects.bulk_create(
        [model(region_id=region, name=name[:120]) for region, name in sorted(keys, key=repr)],
        ignore_conflicts=True,
    )
    here = Q(region__in={region for region, _ in keys if region}) | Q(region__isnull=True)
    rows = model.objects.filter(here, name__in={name[:120] for _, name in keys})
    found = {(row.region_id, row.name): row for row in rows}
    return {(region, name): found[region, name[:120]] for region, name in keys}


def numbered(titles):
    """Titles of a source's documents, at most 255 characters; those alike tell which they are.

    Pages that collect plans give all of them one title.
    """
    often = Counter(titles)
    return [
        f"{title[:240]}（第{place}篇）" if often[title] > 1 else title[:255]
        for place, title in enumerate(titles, 1)
    ]


def _record_plans(source, documents):
    regions = _regions(documents)
    homes = [(d, _region_of(d, regions)) for d in documents]
    kept = [(r and r.pk, d.header) for d, r in homes if d.header.education]
    schools = ensure(School, {(pk, header.school) for pk, header in kept if header.school})
    plans = []
    titles = numbered([d.header.title for d in documents])
    for (document, region), title in zip(homes, titles, strict=True):
        header = document.header
        plans.append(
            Plan(
                bureau_id=source.bureau_id,
                source=source,
                start=document.span[0],
                end=document.span[1],
                title=title,
                kind=header.kind,
                year=header.year,
                level=header.level,
                region=region,
                region_name=header.region or "",
                school=schools.get((region and region.pk, header.school)),
                issuer=(header.issuer or "")[:255],
                doc_number=(header.doc_number or "")[:80],
                state=Plan.State.PROPOSED if header.education else Plan.State.SET_ASIDE,
            )
        )
    return Plan.objects.bulk_create(plans)


def _record_mentions(pairs, schools):
    through = Plan.schools.through
    through.objects.bulk_create(
        through(plan=plan, school=schools[plan.region_id, name])
        for plan, document in pairs
        for name in document.schools
    )


def _responsible(plan, names, units):
    """Lead unit and supporting units of a duty or task."""
    found = [units[plan.region_id, name] for name in names if name]
    return (found[0] if found else None), found[1:]


def link_supporting(model, rows, supporting):
    """Write the supporting units of duties or tasks, a list for each row."""
    through = model.supporting_units.through
    column = f"{model._meta.model_name}_id"
    through.objects.bulk_create(
        through(**{column: row.pk}, unit_id=unit.pk)
        for row, unit_list in zip(rows, supporting, strict=True)
        for unit in dict.fromkeys(unit_list)
    )


def _record_tasks(pairs, units):
    """Task rows by plan id, in document order."""
    rows, supporting = [], []
    for plan, document in pairs:
        for position, task in enumerate(document.tasks):
            lead, others = _responsible(plan, task.units, units)
            supporting.append(others)
            rows.append(
                Task(
                    plan=plan,
                    start=task.span[0],
                    end=task.span[1],
                    position=position,
                    depth=task.depth,
                    number=task.number[:40],
                    title=task.title[:255],
                    text=task.text,
                    lead_unit=lead,
                    due_on=day_of(task.due),
                )
            )
    Task.objects.bulk_create(rows)
    link_supporting(Task, rows, supporting)
    by_plan = {plan.pk: [] for plan, _ in pairs}
    for row in rows:
        by_plan[row.plan_id].append(row)
    return by_plan


def day_of(text):
    """A day, or None where the source masks the year (``0000``) or names none."""
    return date.fromisoformat(text) if text and text >= "0001" else None


def _record_statements(pairs, tasks):
    """Statement rows, and the problems of those whose number no column holds."""
    catalogue = Catalogue(pairs[0][0].bureau_id) if pairs else None
    rows, oversized = [], []
    for plan, document in pairs:
        starts = [task.start for task in tasks[plan.pk]]
        for found in document.statements:
            if max(abs(found.value), abs(found.value_high or 0)) >= LARGEST:
                oversized.append((plan, found))
                continue
            before = bisect_right(starts, found.span[0]) - 1
            task = tasks[plan.pk][before] if before >= 0 else None
            inside = task is not None and found.span[1] <= task.end
            rows.append(_statement(plan, found, task if inside else None, catalogue))
    return Statement.objects.bulk_create(rows), oversized


def _tells_level(found):
    """Whether a statement says how much there is: a change by 4 points is no level of a rate."""
    changed = found.comparator == "change" and not (found.indicator or "").endswith("增长率")
    return bool(found.indicator) and not changed


def _statement(plan, found, task, catalogue):
    is_level = _tells_level(found)
    indicator = catalogue.match(found.indicator, found.unit) if is_level else None
    return Statement(
        plan=plan,
        start=found.span[0],
        end=found.span[1],
        text=found.text[:255],
        quote=found.quote,
        value=found.value,
        value_high=found.value_high,
        unit=found.unit[:40],
        comparator=found.comparator,
        nature=found.nature,
        year=found.year,
        category=found.category,
        indicator_name=(found.indicator or "")[:255],
        indicator=indicator,
        per=(found.per or "")[:40],
        scope=(found.scope or "")[:255],
        rule=found.rule,
        task=task,
        confidence=found.confidence.all if found.confidence else None,
        doubts=_doubts(found.confidence),
    )


SURE = 0.8
"""Likelier than this an attribute is not pointed out to the reader."""


def _doubts(confidence):
    if confidence is None:
        return ""
    return ",".join(a for a in ASPECTS if getattr(confidence, a) < SURE)


def _record_funding(statements):
    """A funding item for every sum of money among the statements."""
    items = [resting_on(s) for s in statements if tells_sum(s)]
    for item in items:
        item.funding_source = funding_source(item.statement.quote, item.statement.text) or ""
    return FundingItem.objects.bulk_create(items)


def _record_duties(pairs, units):
    rows, supporting = [], []
    for plan, document in pairs:
        for duty in document.duties:
            lead, others = _responsible(plan, duty.units, units)
            if lead is None:
                continue
            supporting.append(others)
            start, end = duty.span
            rows.append(Duty(plan=plan, start=start, end=end, quote=duty.quote, lead_unit=lead))
    Duty.objects.bulk_create(rows)
    link_supporting(Duty, rows, supporting)
    return rows


def _record_deadlines(pairs):
    return Deadline.objects.bulk_create(
        Deadline(
            plan=plan,
            start=found.span[0],
            end=found.span[1],
            quote=found.quote,
            due_on=day_of(found.date),
            precision=found.precision,
        )
        for plan, document in pairs
        for found in document.deadlines
    )


def too_large(oversized):
    """What a reviewer is told of statements whose number no column holds, each with its plan."""
    return [
        (plan, schema.Problem("importing", f"数字过大，未入库：{s.text[:40]}", s.span))
        for plan, s in oversized
    ]


def record_problems(source, found):
    """Write problems of a source, each with the plan that it is about."""
    return Problem.objects.bulk_create(
        Problem(
            source=source,
            plan=plan,
            stage=problem.stage,
            message=problem.message,
            start=problem.span and problem.span[0],
            end=problem.span and problem.span[1],
        )
        for plan, problem in found
    )
