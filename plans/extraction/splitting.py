"""Clean text enters, the documents that it holds leave, each with its outline."""

from plans.extraction.boundaries import find_unmarked, first_line, head_title
from plans.extraction.collected import find_collected
from plans.extraction.marks import find_marks
from plans.extraction.outline import read_outline
from plans.extraction.schema import Article, Heading
from plans.extraction.text import Text

FRONT_DOCUMENT = 600
"""Text before the first mark is a document from here on, given an outline; introductions of
collections end well below."""


def split(text: Text, headings: tuple[Heading, ...]) -> tuple[Article, ...]:
    """The documents of a text, in order; a text without any mark is one document.

    What stands before the first document (bread crumbs, the introduction of a collection)
    belongs to none.
    """
    if not text.value.strip():
        return ()
    starts, titled = _starts(text.value)
    return tuple(
        _article(text, start, end, headings, titled)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    )


def _starts(value: str) -> tuple[list[int], bool]:
    """Where documents start, and whether a mark in a title line of its own told so."""
    marks = find_marks(value)
    starts = find_collected(value, marks)
    if not starts:
        return find_unmarked(value, marks), False
    numbers = {m.value for m in marks if m.style == "han" and m.start < starts[0]}
    if starts[0] >= FRONT_DOCUMENT and {1, 2} <= numbers:
        starts = [first_line(value), *starts]
    return starts, True


def _article(
    text: Text, start: int, end: int, headings: tuple[Heading, ...], titled: bool
) -> Article:
    part = text.slice(start, end)
    first_line_end = part.value.find("\n")
    return Article(
        span=part.span(0, len(part)),
        title=head_title(part.value),
        text=part,
        sections=read_outline(part, headings, after=first_line_end if titled else 0),
    )
