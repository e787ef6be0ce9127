"""Clean text enters, the documents that it holds leave, each with its outline."""

import re

from plans.extraction.outline import read_outline
from plans.extraction.schema import Article, Heading
from plans.extraction.text import Text

_NUMERAL = r"\d{1,3}|[一二三四五六七八九十百]{1,4}"
_PIECE = re.compile(
    rf"^[【\[〖《]?(?:第(?P<a>{_NUMERAL})篇|(?:篇|范文|例文|模板)(?P<b>{_NUMERAL}))(?:[】\]〗》:：\s]|$)",
    re.M,
)


def split(text: Text, headings: tuple[Heading, ...]) -> tuple[Article, ...]:
    """The documents of a text, in order; a text without any mark is one document."""
    starts = [m.start() for m in _PIECE.finditer(text.value)] or [0]
    return tuple(
        _article(text, start, end, headings)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    )


def _article(text: Text, start: int, end: int, headings: tuple[Heading, ...]) -> Article:
    part = text.slice(start, end)
    title = part.value.partition("\n")[0]
    return Article(part.span(0, len(part)), title, part, read_outline(part, headings))
