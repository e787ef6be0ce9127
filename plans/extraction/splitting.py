"""Clean text enters, the documents that it holds leave, each with its outline."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from plans.extraction.boundaries import find_unmarked, first_line, head_title
from plans.extraction.collected import find_collected
from plans.extraction.marks import Mark, find_marks
from plans.extraction.outline import read_outline
from plans.extraction.schema import Article, Heading
from plans.extraction.tables import read_tables
from plans.extraction.text import Span, Text

FRONT_DOCUMENT = 600
"""Text with an outline before the first mark is a document from here on: introductions end below.

Where the first mark is a second (篇2) any text with an outline before it is the first document."""

LINE_ABOVE, LINE_BELOW = 300, 200
"""Characters of the source around a title in which its page line stands."""
LONGEST_FRONT = 1500
"""A table of page facts with its menu is shorter; an introduction says nothing after it."""
NUMBERING = re.compile(r"[\d一二三四五六七八九十第篇范文章之\s：:、.．（）()【】\[\]—~-]+")


def split(
    text: Text, headings: tuple[Heading, ...], page_lines: Sequence[tuple[Span, str]] = ()
) -> tuple[Article, ...]:
    """The documents of a text, in order; a text without any mark is one document.

    What stands before the first document (bread crumbs, page facts, the introduction of a
    collection) belongs to none; the first has it as its front. So has each the ``page_lines`` that
    stood around its title.
    """
    if not text.value.strip():
        return ()
    marks = find_marks(text.value)
    starts, titled = _starts(text.value, marks)
    places = [mark.start for mark in marks]
    articles = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        first = _line_end(text.value, start) if titled else start
        inside = marks[bisect_left(places, first) : bisect_left(places, end)]
        articles.append(_article(text.slice(start, end), headings, _moved(inside, start)))
    front = text.value[max(0, starts[0] - LONGEST_FRONT) : starts[0]]
    articles[0] = replace(articles[0], front=front)
    return _told_apart([_with_lines(article, page_lines) for article in articles])


def _with_lines(article: Article, page_lines: Sequence[tuple[Span, str]]) -> Article:
    """The article, with the page lines near its title in its front."""
    begin = article.span[0]
    near = [line for (start, _), line in page_lines if -LINE_ABOVE <= start - begin <= LINE_BELOW]
    return replace(article, front="\n".join((article.front, *near))) if near else article


def _told_apart(articles: list[Article]) -> tuple[Article, ...]:
    """Mark those whose titles differ from all others by more than their number."""
    bare = [NUMBERING.sub("", article.title) for article in articles]
    times = Counter(bare)
    alone = len(articles) == 1
    return tuple(
        replace(article, distinct=not alone and times[name] == 1)
        for article, name in zip(articles, bare, strict=True)
    )


def _starts(value: str, marks: list[Mark]) -> tuple[list[int], bool]:
    """Where documents start, and whether a mark in a title line of its own told so."""
    openings = find_collected(value, marks)
    if not openings:
        return find_unmarked(value, marks), False
    starts = [opening.start for opening in openings]
    items = {m.value for m in marks if m.style == "han" and m.start < starts[0]}
    if {1, 2} <= items and (openings[0].number == 2 or starts[0] >= FRONT_DOCUMENT):
        starts = [first_line(value), *starts]
    return starts, True


def _line_end(value: str, start: int) -> int:
    end = value.find("\n", start)
    return len(value) if end < 0 else end


def _moved(marks: list[Mark], by: int) -> list[Mark]:
    return [replace(mark, start=mark.start - by, end=mark.end - by) for mark in marks]


def _article(part: Text, headings: tuple[Heading, ...], marks: list[Mark]) -> Article:
    return Article(
        span=part.span(0, len(part)),
        title=head_title(part.value),
        text=part,
        sections=read_outline(part, headings, marks),
        tables=read_tables(part.value),
    )
