"""An entry and the terms that found it enter, what a page shows of it leaves."""

import re
from dataclasses import dataclass

from django.urls import reverse

from plans.extraction.text import sentences
from plans.marking import Mark, marked_lines
from plans.models import SearchEntry, Statement, Task
from plans.rights import is_at_desk
from plans.search.terms import fold

LETTERS = {SearchEntry.Kind.TASK: Task.letter, SearchEntry.Kind.STATEMENT: Statement.letter}


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry with its title and its matching sentences as lines of nested pieces."""

    entry: SearchEntry
    title: list
    text: list
    url: str


def hits(user, numbers, terms):
    """What a person may see of the entries with these numbers, in their order; one query."""
    visible = SearchEntry.objects.visible_to(user).select_related("plan", "source")
    entries = visible.in_bulk(numbers)
    pattern = _pattern(terms)
    return [_hit(entries[number], pattern, user) for number in numbers if number in entries]


def _hit(entry, pattern, user):
    url = _url(entry) if is_at_desk(user, entry) else _url_in_plan(entry)
    return Hit(entry, _marked(entry.title, pattern), _matching(entry.text, pattern), url)


def _pattern(terms):
    """What is marked: terms and their parts, the longest first, with blanks anywhere inside."""
    phrases = {phrase for term in terms for phrase in (term.whole, *term.parts)}
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(" *".join(map(re.escape, phrase)) for phrase in longest_first))


def _marked(text, pattern):
    marks = [Mark("", "found", *match.span()) for match in pattern.finditer(fold(text))]
    return list(marked_lines(text, marks))


def _matching(text, pattern):
    """From the first to the last sentence with a mark; the beginning where there is none."""
    found = list(pattern.finditer(fold(text)))
    if not found:
        return _marked(text, pattern)
    first, last = found[0].start(), found[-1].end()
    inside = [(s, e) for s, e in sentences(text) if e > first and s < last]
    start, end = inside[0][0], inside[-1][1]
    before, after = "…" * (start > 0), "…" * (end < len(text.rstrip()))
    return _marked(f"{before}{text[start:end].strip()}{after}", pattern)


def _url(entry):
    """The place in the source, or the plan where there is none."""
    if entry.kind == SearchEntry.Kind.PLAN or entry.source_id is None or entry.start is None:
        return reverse("plan", args=[entry.plan_id])
    source = reverse("source", args=[entry.source_id])
    if entry.kind == SearchEntry.Kind.PASSAGE:
        return f"{source}?at={entry.start}&to={entry.end}#found"
    return f"{source}?at={entry.start}#{LETTERS[entry.kind]}{entry.row}"


def _url_in_plan(entry):
    """The place in the plan, for whoever does not see its source."""
    letter = LETTERS.get(entry.kind)
    return reverse("plan", args=[entry.plan_id]) + (f"#{letter}{entry.row}" if letter else "")
