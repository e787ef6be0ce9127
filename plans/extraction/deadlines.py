"""A document enters, the time bounds of what is still to be done leave."""

import re

from plans.extraction.schema import Article, Deadline, Header

_WITHIN = re.compile(r"年内|年底前")


def find_deadlines(article: Article, header: Header) -> tuple[Deadline, ...]:
    """Every explicit time bound on a future task."""
    found = []
    for match in _WITHIN.finditer(article.text.value):
        span, quote = article.text.cut(match.start(), match.end())
        found.append(Deadline(span, quote, f"{header.year or 0:04d}-12-31", "year"))
    return tuple(found)
