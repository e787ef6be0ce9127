"""An article enters; the quantities that it states, with what each means, leave."""

from collections.abc import Iterator

from plans.extraction.schema import Article, Header, Statement
from plans.extraction.statements.naming import name_quantities
from plans.extraction.statements.quantities import find_quantities
from plans.extraction.statements.quantity import Naming, Quantity
from plans.extraction.text import sentences


def find_statements(article: Article, header: Header) -> tuple[Statement, ...]:
    """Every quantity of the article that measures something, in reading order."""
    return tuple(_statements(article, header))


def _statements(article: Article, header: Header) -> Iterator[Statement]:
    value = article.text.value
    before = ""
    for start, end in sentences(value):
        sentence = value[start:end]
        found = find_quantities(sentence)
        if found:
            headings = tuple(s.title for s in article.path(start))
            namings = name_quantities(sentence, found, headings, before)
            for quantity, naming in zip(found, namings, strict=True):
                yield _statement(article, header, start, sentence, quantity, naming)
        before = sentence


def _statement(
    article: Article, header: Header, at: int, sentence: str, quantity: Quantity, naming: Naming
) -> Statement:
    span, text = article.text.cut(at + quantity.start, at + quantity.end)
    return Statement(
        span=span,
        text=text,
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        comparator="exactly",
        nature="target" if header.kind in ("plan", "notice") else "actual",
        year=header.year,
        category="funding" if quantity.unit == "元" else "indicator",
        indicator=naming.indicator,
        per=None,
        scope=naming.scope,
        quote=sentence,
        rule=naming.rule,
    )
