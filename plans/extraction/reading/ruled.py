"""Pages with drawn lines enter, the tables on them leave."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber

from plans.extraction.reading.content import joined
from plans.extraction.reading.glyphs import readable

logging.getLogger("pdfminer").setLevel(logging.ERROR)
"""It warns of every font without a box, hundreds of times in an ordinary file."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table and its place in points from the top left corner of its page."""

    left: float
    top: float
    right: float
    bottom: float
    rows: list[list[str]]

    def holds(self, across: float, down: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= across <= self.right and self.top <= down <= self.bottom


def ruled_tables(data: bytes, numbers: list[int]) -> dict[int, list[Grid]]:
    """Tables on the given pages (from 0), in reading order.

    Raises PdfminerException for some files with damage that a more lenient reader gets over.
    """
    if not numbers:
        return {}
    with pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in numbers]) as document:
        return {page.page_number - 1: list(grids(page)) for page in document.pages}


def grids(page: Any) -> Iterator[Grid]:
    """Tables of a page that have at least two rows or columns."""
    for table in sorted(page.find_tables(), key=lambda found: found.bbox[1]):
        rows = list(rows_of(table))
        if len(rows) > 1 or any(len(row) > 1 for row in rows):
            left, top, right, bottom = table.bbox
            yield Grid(left, top, right, bottom, rows)


def rows_of(table: Any) -> Iterator[list[str]]:
    """Cell texts of each row; what is merged downwards repeats, what is merged across does not."""
    known = [
        (box, joined(readable(text or "").split("\n")))
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, texts, strict=True)
        if box
    ]
    lefts = sorted({round(box[0]) for box, _ in known})
    middles = [(a + b) / 2 for a, b in zip(lefts, [*lefts[1:], table.bbox[2]], strict=True)]
    for row in table.rows:
        height = min(box[3] - box[1] for box in row.cells if box)
        down = row.bbox[1] + height / 2
        line = [
            (left, box_at(known, middle, down)) for left, middle in zip(lefts, middles, strict=True)
        ]
        yield [found[1] if found and round(found[0][0]) == left else "" for left, found in line]


def box_at(known: list[tuple[Any, str]], across: float, down: float) -> tuple[Any, str] | None:
    """The cell that holds a point."""
    for box, text in known:
        if box[0] <= across <= box[2] and box[1] <= down <= box[3]:
            return box, text
    return None
