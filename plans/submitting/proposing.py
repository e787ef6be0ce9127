"""What was read in a school's file enters, rows for it to confirm leave, with their passages."""

from django.db.models import Max

from indicators.matching import folded, is_same_unit
from indicators.models import Comparator, Unit
from plans.catalogue import Catalogue
from plans.extraction import funding_source
from plans.models import (
    FormIndicator,
    FundingItem,
    IndicatorAnswer,
    Passage,
    ReviewState,
    Statement,
    Task,
)
from plans.recording import LARGEST, day_of, ensure
from plans.search import refresh
from plans.submitting import checking
from plans.submitting.filling import target
from plans.submitting.headings import nearness
from plans.tree import GAP

MOST_ROWS = 200
"""Rows of a kind that one file may propose."""
OF_SCHOOL = {
    "在校学生数": "sch.pupils", "在校生数": "sch.pupils", "在校学生总数": "sch.pupils",
    "在校生总数": "sch.pupils", "学生总数": "sch.pupils", "在校人数": "sch.pupils",
}  # fmt: skip
"""What a school says of itself -> code of the indicator; in a county's plan it says another."""
GOALS = "工作目标"
"""Heading whose items are figures to reach."""
LOOKING_AHEAD = (Statement.Nature.TARGET, Statement.Nature.REFERENCE)
"""What money of the year is told as."""


def propose_targets(submission, user, extraction):
    """Targets of the year for items of the form; returns how many were found."""
    items = FormIndicator.objects.filter(section__form=submission.campaign.form_id)
    by_code = {item.indicator.code: item for item in items.select_related("indicator")}
    catalogue = Catalogue(submission.campaign.bureau_id)
    found = {}
    for said in _statements(extraction):
        if _is_target(said, submission.campaign.year):
            item = by_code.get(_code_of(said, catalogue))
            if item:
                found.setdefault(item, said)
    rows = submission.answers.select_related("statement")
    answers = {answer.item_id: answer for answer in rows}
    for item, said in found.items():
        _propose_target(submission, user, (item, answers.get(item.pk)), said)
    return len(found)


def _code_of(said, catalogue):
    """Code of the indicator that a statement of a school is about; None where none is known."""
    if said.indicator in OF_SCHOOL and is_same_unit(said.unit, "人"):
        return OF_SCHOOL[said.indicator]
    indicator = catalogue.match(said.indicator, said.unit)
    return indicator and indicator.code


def _is_target(said, year):
    is_level = said.indicator and said.comparator != Comparator.CHANGE
    is_whole = said.per is None and said.category == Statement.Category.INDICATOR
    return is_level and is_whole and said.nature == Statement.Nature.TARGET and said.year == year


def _propose_target(submission, user, place, said):
    """As the answer where the school gave none; else beside it."""
    item, answer = place
    known = answer.value if answer else None
    if known == said.value:
        return
    is_free = known is None and not checking.fault(item, said.value)
    if is_free:
        answer = answer or IndicatorAnswer(submission=submission, item=item)
        answer.statement = _target(submission.plan, item, said)
        answer.save()
    Passage.objects.create(
        submission=submission,
        field=item.key,
        text=said.quote,
        value=said.value if abs(said.value) < LARGEST else None,
        is_used=is_free,
        added_by=user,
    )


def _target(plan, item, said):
    quoted = {"text": said.text[:255], "quote": said.quote, "value": said.value}
    row = target(plan, item, **quoted, rule=said.rule, state=ReviewState.PROPOSED)
    row.save()
    refresh([row])
    return row


def propose_tasks(submission, user, documents, told):
    """Tasks of the file behind those that there are; one of a known title is passed over.

    ``told`` are titles whose text fills a section already: of them only what has a day. Returns
    the rows, and the outermost headings of all that is work, known or not.
    """
    plan = submission.plan
    known = {folded(task.gist) for task in plan.tasks.kept()}
    work = [t for d in documents for t in d.tasks if t.due or _is_work(t, told)]
    new = []
    for said in work:
        if folded(said.title) not in known and len(new) < MOST_ROWS:
            known.add(folded(said.title))
            new.append(said)
    rows = _tasks(plan, new)
    Task.objects.bulk_create(rows)
    refresh(rows)
    _pass(submission, user, [(row.key, row.text) for row in rows if row.text != row.title])
    return rows, {_heading(said) for said in work}


def _tasks(plan, found):
    """Unsaved rows in their order, none deeper than one below the one before."""
    last = plan.tasks.aggregate(last=Max("position"))["last"] or 0
    units = ensure(Unit, {(plan.region_id, t.units[0]) for t in found if t.units and t.units[0]})
    rows, depth = [], -1
    for number, said in enumerate(found, 1):
        depth = min(said.depth, depth + 1)
        rows.append(_task(plan, said, units, (last + GAP * number, depth)))
    return rows


def _is_work(said, told):
    """Whether it says what to do and not only where to go or what a section says already."""
    heading = _heading(said)
    return not stands_under(heading, told) and not nearness(GOALS, heading)


def stands_under(heading, titles):
    """Whether a heading, with its number or without, is one of the titles."""
    return any(heading.endswith(title) for title in titles if title)


def _heading(said):
    """The outermost heading above it, or its own."""
    return said.path[0] if said.path else said.title


def _task(plan, said, units, place):
    return Task(
        plan=plan,
        position=place[0],
        depth=place[1],
        number=said.number[:40],
        title=said.title[:255],
        text=said.text,
        lead_unit=units[plan.region_id, said.units[0]] if said.units and said.units[0] else None,
        due_on=day_of(said.due),
        state=ReviewState.PROPOSED,
    )


def propose_money(submission, user, extraction):
    """Sums of money that the file plans for; returns the rows."""
    plan = submission.plan
    known = {(item.purpose, item.amount) for item in plan.fundingitems.kept()}
    rows, quotes = [], []
    for said in _statements(extraction):
        purpose = (said.indicator or said.quote)[:255]
        if not _is_money(said, plan.year) or (purpose, said.value) in known:
            continue
        known.add((purpose, said.value))
        source = funding_source(said.quote, said.text) or ""
        rows.append(
            FundingItem(
                plan=plan,
                purpose=purpose,
                amount=said.value,
                year=plan.year,
                funding_source=source[:80],
                state=ReviewState.PROPOSED,
            )
        )
        quotes.append(said.quote)
    FundingItem.objects.bulk_create(rows[:MOST_ROWS])
    pairs = zip(rows[:MOST_ROWS], quotes, strict=False)
    _pass(submission, user, [(row.key, quote) for row, quote in pairs])
    return rows[:MOST_ROWS]


def _is_money(said, year):
    is_sum = said.category == Statement.Category.FUNDING and said.unit == "元" and not said.per
    is_planned = said.nature in LOOKING_AHEAD and said.year in (None, year)
    return is_sum and is_planned and 0 < said.value < LARGEST


def _statements(extraction):
    return [said for document in extraction.documents for said in document.statements]


def _pass(submission, user, pairs):
    """Keep the passage of each row, by its key."""
    Passage.objects.bulk_create(
        Passage(submission=submission, field=key, text=text, is_used=True, added_by=user)
        for key, text in pairs
        if text
    )
