"""Tables enter, the totals in them that differ from the sum of their column leave."""

import re
from collections.abc import Iterator
from decimal import Decimal

from plans.extraction.schema import Article
from plans.extraction.tables import Cell, Row, Table

_TOTAL = re.compile(r"(?:合|总|共)\s?计(?:（[^（）]*）)?|总数|总和")
_PART_TOTAL = re.compile(r"小\s?计|其中|累计")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,4})?")
_NO_SUM = re.compile(r"率|比|%|均|序|号|年|日期|时间|电话|排名|人均|标准")


def wrong_totals(article: Article) -> Iterator[tuple[int, int, str]]:
    """Place and message of each total that its column does not add up to.

    Only columns that hold a number in every row count; tables with sub-totals are left alone.
    """
    for table in article.tables:
        labels = [_label(row) for row in table.rows]
        totals = [i for i, label in enumerate(labels) if _TOTAL.fullmatch(label)]
        if len(totals) != 1 or any(_PART_TOTAL.search(label) for label in labels):
            continue
        if totals[0] in (0, len(labels) - 1) and len(labels) > 2:
            yield from _columns(table, totals[0])


def _label(row: Row) -> str:
    return next((c.text for c in row.cells if c.text and not _NUMBER.fullmatch(c.text)), "")


def _columns(table: Table, place: int) -> Iterator[tuple[int, int, str]]:
    total = table.rows[place]
    parts = [row for i, row in enumerate(table.rows) if i != place]
    for index, column in enumerate(table.columns):
        if _NO_SUM.search(column.title) or any(len(r.cells) <= index for r in table.rows):
            continue
        cell, cells = total.cells[index], [row.cells[index] for row in parts]
        if all(_NUMBER.fullmatch(c.text) for c in [cell, *cells]):
            yield from _compared(column.title, cell, [_number(c) for c in cells])


def _compared(title: str, cell: Cell, parts: list[Decimal]) -> Iterator[tuple[int, int, str]]:
    """A mismatch that repeated merged cells do not explain either."""
    stated, added = _number(cell), sum(parts, Decimal(0))
    merged = [p for i, p in enumerate(parts) if i == 0 or p != parts[i - 1]]
    if stated not in (added, sum(merged, Decimal(0))):
        yield cell.start, cell.end, f"“{title}”合计{cell.text}与各行之和{added:f}不符"


def _number(cell: Cell) -> Decimal:
    return Decimal(cell.text.replace(",", ""))
