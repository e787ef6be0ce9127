"""A passage of the text that a reader selected enters, what extraction makes of it leaves."""

from dataclasses import dataclass

from plans.extraction import Header, read_passage
from plans.extraction.text import Span, Text, sentences
from plans.models import Plan, Statement

LONGEST = 2000
"""Characters of a passage: one record never needs more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a selection stands in the source, what it says there, and its sentence."""

    span: Span
    text: str
    quote: str


def passage(text: Text, start: int, end: int) -> Passage | None:
    """The passage between two positions of the clean text, blanks at its ends left out.

    None where it is empty, longer than ``LONGEST`` or beyond the text.
    """
    if not 0 <= start < end <= len(text) or end - start > LONGEST:
        return None
    said = text.value[start:end]
    start += len(said) - len(said.lstrip())
    end -= len(said) - len(said.rstrip())
    if start >= end:
        return None
    span, said = text.cut(start, end)
    return Passage(span, said, _sentence(text, start, end))


def find(text: Text, words: str, within: Span) -> tuple[tuple[int, int] | None, int]:
    """The one place of words in a stretch of source, and how often they stand there."""
    first, last = text.within(within)
    stretch = text.value[first:last]
    count = stretch.count(words) if words else 0
    if count != 1:
        return None, count
    start = first + stretch.index(words)
    return (start, start + len(words)), 1


def proposal(plan: Plan, text: Text, found: Passage) -> Statement:
    """A statement of the plan, still to be confirmed, with what extraction reads in a passage."""
    read = read_passage(text, found.span, _header(plan))
    row = Statement(plan=plan, rule=Statement.BY_HAND, text=found.text[:255], quote=found.quote)
    row.start, row.end = found.span
    row.nature, row.comparator = Statement.Nature.TARGET, "exactly"
    row.category, row.year = Statement.Category.INDICATOR, plan.year
    if read is not None:
        row.start, row.end = read.span
        row.text = read.text[:255]
        for name in ("value", "value_high", "comparator", "nature", "year", "category"):
            setattr(row, name, getattr(read, name))
        row.unit, row.indicator_name = read.unit[:40], (read.indicator or "")[:255]
        row.per, row.scope = (read.per or "")[:40], (read.scope or "")[:255]
    return row


def _sentence(text, start, end):
    """The sentences that hold a passage."""
    line = text.value.rfind("\n", 0, start) + 1, text.value.find("\n", end)
    stop = line[1] if line[1] >= 0 else len(text)
    held = [(a, b) for a, b in sentences(text.value, line[0], stop) if a < end and b > start]
    return text.value[held[0][0] : held[-1][1]] if held else text.value[start:end]


def _header(plan):
    """What extraction needs to know of the plan."""
    return Header(
        title=plan.title,
        kind=plan.kind,
        year=plan.year,
        region=plan.region_name or None,
        adcode=plan.region.adcode if plan.region else None,
        level=plan.level,
        issuer=plan.issuer or None,
        doc_number=plan.doc_number or None,
        school=plan.school.name if plan.school else None,
        education=True,
    )
