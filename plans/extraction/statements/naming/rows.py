"""A table row enters, what its figures measure leaves: label of the row, head of the column."""

import re
from collections.abc import Sequence

from plans.extraction.statements.naming.lexicon import RATE_HEADS
from plans.extraction.statements.naming.said import MONEY_UNITS, RATE_UNITS
from plans.extraction.statements.naming.sentence import name_sentence
from plans.extraction.statements.naming.wording import counted, funded, rated, tidy
from plans.extraction.statements.quantity import Naming, Quantity

_WORDS = re.compile(r"[一-鿿]")
_SENTENCE_WORDS = 4
"""A cell with as many characters beside its figure speaks for itself."""
_BRACKET = re.compile(r"（[^（）]*）|\s+")
_EMPTY_HEAD = re.compile(
    r"(?:.*(?:目标|指标|任务|完成|计划|现状|基期|基数|实际|预期|数量|数值|规模|单位|备注|进度|措施|要求|内容|情况|时限|时间).{0,3}|合计|总计|小计|值|数)?"
)


def name_row(row: str, quantities: Sequence[Quantity], before: str) -> tuple[Naming, ...]:
    """One naming for each quantity of a row of tab-separated cells; ``before`` is the row above."""
    edges = [0, *(m.end() for m in re.finditer("\t", row)), len(row) + 1]
    cells = row.split("\t")
    heads = before.split("\t") if before.count("\t") == row.count("\t") else []
    return tuple(_named(q, edges, cells, heads) for q in quantities)


def _named(quantity: Quantity, edges: list[int], cells: list[str], heads: list[str]) -> Naming:
    column = next(i for i in range(len(cells)) if quantity.start < edges[i + 1])
    cell, start = cells[column], edges[column]
    end = quantity.end - start
    if len(_WORDS.findall(cell[: quantity.start - start] + cell[end:])) >= _SENTENCE_WORDS:
        inner = Quantity(
            quantity.start - start, end, quantity.value, quantity.value_high, quantity.unit
        )
        return name_sentence(cell, [inner])[0]
    head = _head(heads[column]) if column < len(heads) else ""
    label = _label(cells[:column])
    return Naming(_composed(label, head, quantity.unit), None, "table cell")


def _head(title: str) -> str:
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
