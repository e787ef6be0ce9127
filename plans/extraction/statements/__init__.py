"""An article enters; the quantities that it states, with what each means, leave."""

import re
from collections.abc import Iterator, Sequence

from plans.extraction.schema import Article, Header, Statement
from plans.extraction.statements.attributes import Attributes, attributes
from plans.extraction.statements.clauses import Period
from plans.extraction.statements.naming import name_quantities, tell
from plans.extraction.statements.quantities import find_quantities
from plans.extraction.statements.quantity import Naming, Quantity, Told
from plans.extraction.statements.tabular import Tables
from plans.extraction.statements.zones import Zones
from plans.extraction.text import sentences

_SPOKEN = 300
"""Characters of the section before a sentence that its numbers may belong to."""
_PERIOD_END = re.compile(r"[。！？\n]")
_LOOK_BACK = 400
_NAMED = 60
"""Quantities of a stretch that are named: no table row of a plan holds more, a broken file may."""
_CROWDED = 0.4
"""Share of a stretch: so many numbers with so few words between them are damage, no statements."""
_LONGEST = 1000
"""Characters of a sentence that are understood together; longer ones are lists or damage."""


Grounds = tuple[Naming, Attributes]
"""What a statement was made of: its naming with the names offered, its attributes."""


def find_statements(article: Article, header: Header) -> tuple[Statement, ...]:
    """Every quantity of the article that measures something, in reading order."""
    return tuple(statement for statement, _ in read_statements(article, header))


def read_statements(article: Article, header: Header) -> Iterator[tuple[Statement, Grounds]]:
    """The statements of the article with what each was made of, in reading order."""
    value = article.text.value
    zones = Zones(article, header)
    tables = Tables(article, header.year)
    before, period = "", Period("", 0, 0)
    told: Told = ()
    for start, end, opens in _stretches(value):
        sentence = value[start:end]
        found = _quantities(sentence, tables, (start, end))
        if opens:
            zones.enter(start, sentence)
        told = () if start == 0 or value[start - 1] == "\n" else told
        if found:
            if start >= period.end or period.value is not value:
                period = _period(value, start, end)
            heads = tables.titles(start) or before
            namings = _namings(article, (start, end), found, heads, told)
            told = tell(sentence, found, namings, told)
            meanings = attributes(period, start, found, zones, tables=tables)
            for quantity, naming, meaning in zip(found, namings, meanings, strict=True):
                statement = _statement(article, (start, end), quantity, naming, meaning)
                yield statement, (naming, meaning)
        before = sentence


def _namings(
    article: Article, place: tuple[int, int], found: Sequence[Quantity], before: str, told: Told
) -> tuple[Naming, ...]:
    """A naming for each quantity of the sentence at ``place``."""
    value, (start, end) = article.text.value, place
    inside = article.path(start)
    spoken = value[max(start - _SPOKEN, inside[-1].body if inside else 0) : start]
    headings = tuple(s.title for s in inside)
    named = name_quantities(value[start:end], found[:_NAMED], headings, before, spoken, told)
    return (*named, *(Naming(None, None, "") for _ in found[_NAMED:]))


def _stretches(value: str) -> Iterator[tuple[int, int, bool]]:
    """Sentences, overlong ones in parts; the flag says whether a sentence begins there."""
    for start, end in sentences(value):
        at = start
        while end - at > _LONGEST:
            low, high = at + _LONGEST // 2, at + _LONGEST
            cut = max(value.rfind(mark, low, high) for mark in "，、,\t")
            cut = cut + 1 if cut > 0 else high
            yield at, cut, at == start
            at = cut
        yield at, end, at == start


def _quantities(sentence: str, tables: Tables, place: tuple[int, int]) -> tuple[Quantity, ...]:
    """Quantities of running text, and figures of table cells whose unit stands elsewhere."""
    spoken = find_quantities(sentence)
    if len(spoken) > _NAMED and sum(q.end - q.start for q in spoken) > _CROWDED * len(sentence):
        return ()
    starts = {q.start for q in spoken}
    bare = [q for q in tables.figures(*place) if q.start not in starts]
    return tuple(sorted((*spoken, *bare), key=lambda q: q.start)) if bare else spoken


def _period(value: str, start: int, end: int) -> Period:
    """The stretch between full stops that holds a sentence; of a long one the part near it."""
    low = max(0, start - _LOOK_BACK)
    begin = max((m.end() for m in _PERIOD_END.finditer(value, low, start)), default=low)
    stop = _PERIOD_END.search(value, end - 1)
    return Period(value, begin, max(end, stop.start() if stop else len(value)))


def _statement(
    article: Article,
    sentence: tuple[int, int],
    quantity: Quantity,
    naming: Naming,
    meaning: Attributes,
) -> Statement:
    at = sentence[0]
    span, text = article.text.cut(at + quantity.start, at + quantity.end)
    return Statement(
        span=span,
        text=text,
        value=quantity.value * meaning.sign,
        value_high=quantity.value_high and quantity.value_high * meaning.sign,
        unit=quantity.unit,
        comparator=meaning.comparator,
        nature=meaning.nature,
        year=meaning.year,
        category=meaning.category,
        indicator=naming.indicator,
        per=meaning.per,
        scope=naming.scope,
        quote=article.text.value[slice(*sentence)],
        rule=naming.rule,
        hints=(*meaning.hints, f"likely {naming.likely}"),
    )
