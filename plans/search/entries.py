"""Plans, tasks, statements and sources enter, the stretches that can be found in them leave."""

from bisect import bisect_right

from plans.extraction.text import sentences
from plans.models import Plan, SearchEntry, Statement, Task

LONGEST = 200
"""Characters of a stretch: read at a glance, and within PostgreSQL's 256 places of a lexeme."""
OVERLAP = 60
"""Characters that stand in both of two stretches cut inside a sentence: the longest query."""

Kind = SearchEntry.Kind


def entries_of(row, plan):
    """Entries of a plan, or of a task or statement of ``plan``; several where its text is long.

    What a school is still filling has none: an index is asked for a whole bureau.
    """
    if plan.state == Plan.State.FILLING:
        return []
    if isinstance(row, Task):
        title = f"{row.number} {row.title}".strip()
        return _found_in(plan, Kind.TASK, row, title, "" if row.text == row.title else row.text)
    if isinstance(row, Statement):
        return _found_in(plan, Kind.STATEMENT, row, str(row), row.quote)
    facts = "　".join(filter(None, (row.issuer, row.doc_number, row.region_name)))
    return _found_in(plan, Kind.PLAN, row, row.title, facts)


def _found_in(plan, kind, row, title, text):
    stretches = [text[start:end] for start, end in _stretches(text)] or [""]
    return [
        SearchEntry(
            bureau_id=plan.bureau_id,
            year=plan.year,
            kind=kind,
            plan=plan,
            source_id=plan.source_id,
            row=row.pk,
            start=row.start,
            end=row.end,
            title=title,
            text=stretch,
        )
        for stretch in stretches
    ]


def passages_of(content, plans):
    """Entries of a source: its name, and its clean text in stretches; ``plans`` in its order."""
    source, text = content.source, content.repaired
    common = {"bureau_id": source.bureau_id, "kind": Kind.PASSAGE, "source": source}
    found = [SearchEntry(**common, start=0, end=0, title=source.name)]
    starts = [plan.start for plan in plans]
    for first, last in _stretches(text.value):
        start, end = text.span(first, last)
        before = bisect_right(starts, start) - 1
        plan = plans[max(0, before)] if plans else None
        shown = text.value[first:last]
        of_plan = {"plan": plan, "year": plan.year} if plan else {}
        found.append(SearchEntry(**common, **of_plan, start=start, end=end, text=shown))
    return found


def _stretches(text):
    """Places of whole sentences of a line, as many as fit; a longer sentence in several cuts."""
    pending = None
    for start, end in sentences(text):
        fits = pending and end - pending[0] <= LONGEST and "\n" not in text[pending[0] : end]
        if pending and not fits:
            yield from _cuts(*pending)
        pending = (pending[0] if fits else start, end)
    if pending:
        yield from _cuts(*pending)


def _cuts(start, end):
    while end - start > LONGEST:
        yield start, start + LONGEST
        start += LONGEST - OVERLAP
    yield start, end
