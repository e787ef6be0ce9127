"""A table row enters, what its figures measure leaves: label of the row, head of the column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from plans.extraction.statements.naming.lexicon import RATE_HEADS
from plans.extraction.statements.naming.said import MONEY_UNITS, RATE_UNITS
from plans.extraction.statements.naming.sentence import name_sentence
from plans.extraction.statements.naming.wording import counted, funded, rated, tidy
from plans.extraction.statements.quantity import Naming, Quantity

_WORDS = re.compile(r"[一-鿿]")
_SENTENCE_WORDS = 4
"""A cell with as many characters beside its figures speaks for itself."""
_BRACKET = re.compile(r"（[^（）]*）|\s+")
_EMPTY_HEAD = re.compile(
    r"(?:.{0,12}(?:目标|指标|任务|完成|计划|现状|基期|基数|实际|预期|数量|数值|规模|单位|备注|进度"
    r"|措施|要求|内容|情况|时限|时间).{0,3}|合计|总计|小计|值|数)?"
)


def name_row(row: str, quantities: Sequence[Quantity], before: str) -> tuple[Naming, ...]:
    """One naming for each quantity of a row of tab-separated cells; ``before`` is the row above."""
    cells = row.split("\t")
    heads = before.split("\t") if before.count("\t") == row.count("\t") else []
    named: list[Naming] = []
    for column, group in groupby(quantities, key=lambda q: row.count("\t", 0, q.start)):
        start = sum(len(cell) + 1 for cell in cells[:column])
        head = _head(heads[column]) if column < len(heads) else ""
        named += _named_cell(cells, column, tuple(_within(group, start)), head)
    return tuple(named)


def _within(quantities: Iterator[Quantity], start: int) -> Iterator[Quantity]:
    for quantity in quantities:
        yield replace(quantity, start=quantity.start - start, end=quantity.end - start)


def _named_cell(
    cells: list[str], column: int, quantities: tuple[Quantity, ...], head: str
) -> Iterator[Naming]:
    cell, label = cells[column], _label(cells[:column])
    figures = sum(len(_WORDS.findall(cell[q.start : q.end])) for q in quantities)
    if len(_WORDS.findall(cell)) - figures >= _SENTENCE_WORDS:
        yield from name_sentence(cell, quantities)
        return
    for quantity in quantities:
        yield Naming(_composed(label, head, quantity.unit), None, "table cell")


def _head(title: str) -> str:
    """A column's head where it says what is measured."""
    bare = _BRACKET.sub("", title).removeprefix("年度")
    return "" if _EMPTY_HEAD.fullmatch(bare) or re.search(r"\d", title) else bare


def _label(cells: list[str]) -> str:
    """The nearest cell to the left that names something."""
    for cell in reversed(cells):
        bare = _BRACKET.sub("", cell)
        if len(_WORDS.findall(bare)) >= 2 and not re.search(r"\d", cell):
            return bare
    return ""


def _composed(label: str, head: str, unit: str) -> str | None:
    name = tidy(label + head)
    if not name:
        return None
    if unit in RATE_UNITS:
        return rated(name)
    if unit in MONEY_UNITS:
        return funded(name, False)
    return name if RATE_HEADS.search(name) else counted(name, unit, False)
