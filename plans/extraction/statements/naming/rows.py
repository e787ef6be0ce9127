"""A table row enters, what its figures measure leaves: label of the row, head of the column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from plans.extraction.statements.naming.lexicon import RATE_HEADS
from plans.extraction.statements.naming.sentence import name_sentence
from plans.extraction.statements.naming.wording import (
    MONEY_UNITS,
    RATE_UNITS,
    counted,
    funded,
    rated,
    tidy,
)
from plans.extraction.statements.quantity import Naming, Quantity

_WORDS = re.compile(r"[一-鿿]")
_SENTENCE_WORDS = 4
"""A cell with as many characters beside its figures speaks for itself."""
_BRACKET = re.compile(r"（[^（）]*）|\s+")
_EMPTY_HEAD = re.compile(
    r"(?:.{0,12}(?:目标|指标|任务|完成|计划|现状|基期|基数|实际|预期|数量|数值|规模|单位|备注|进度"
    r"|措施|要求|内容|情况|时限|时间).{0,3}|合计|总计|小计|值|数)?"
)

_STANDING = re.compile(r"(?:标准|实测|实际|达标|目标|现状)(?:值|要求)?$")
"""What a head says of the standing of its figures is no part of their name."""


def name_row(
    row: str, quantities: Sequence[Quantity], before: str, headings: Sequence[str] = ()
) -> tuple[Naming, ...]:
    """One naming for each quantity of a row of tab-separated cells; ``before`` is the row above."""
    cells = row.split("\t")
    heads = before.split("\t") if before.count("\t") >= row.count("\t") else []
    named: list[Naming] = []
    for column, group in groupby(quantities, key=lambda q: row.count("\t", 0, q.start)):
        start = sum(len(cell) + 1 for cell in cells[:column])
        found = tuple(_within(group, start))
        named += _of_place(cells, column, found, heads, headings) or _named_cell(
            cells, column, found, heads
        )
    return tuple(named)


_PLACES = re.compile(
    "(?:学校|校名|单位|乡镇|街道|县区|县市区|区县|市县|园所|幼儿园|学区|校区)(?:名称)?"
)
_WHOLE = re.compile("(?:合|总|小|共)计|全[县市区镇校省州]|其[中他余].{0,4}")
_TALKED_OF = re.compile(
    "[^，。、：的]{0,8}(?:招生|招聘|交流|轮岗|培训|支教|资助|编制|编班|选派)(?:工作)?"
)


def _of_place(
    cells: list[str],
    column: int,
    quantities: tuple[Quantity, ...],
    heads: list[str],
    headings: Sequence[str],
) -> list[Naming]:
    """A bare figure of a table that has a school or place in each row; none for other cells."""
    place = 1 if heads[:1] == ["序号"] else 0
    if column <= place or len(heads) <= column or not _PLACES.fullmatch(heads[place]):
        return []
    if _NO_FIGURE.search(cells[column]) or _DIGIT.search(heads[column]):
        return []
    head, whose = _BRACKET.sub("", heads[column]), _BRACKET.sub("", cells[place])
    scope = None if _WHOLE.fullmatch(whose) else whose
    talked = (_TALKED_OF.fullmatch(title) for title in reversed(headings))
    topic = next((m[0].removesuffix("工作") for m in talked if m), "")
    name = head if topic[-2:] in head or len(head) > SHORT_HEAD else topic + head
    if len(name) < 2 or any(q.unit in MONEY_UNITS | RATE_UNITS or not q.unit for q in quantities):
        return []
    return [Naming(_counted(name, q.unit), scope, "figure of a place") for q in quantities]


_DIGIT = re.compile(r"\d")
_NO_FIGURE = re.compile("[一-鿿]{2}")
SHORT_HEAD = 3
"""Characters of a head that says too little without what the section speaks of."""
_SET = re.compile("(?:计划|名额|任务|指标)$")


def _counted(name: str, unit: str) -> str:
    return tidy(name) if _SET.search(name) else counted(name, unit, False)


def _within(quantities: Iterator[Quantity], start: int) -> Iterator[Quantity]:
    for quantity in quantities:
        yield replace(quantity, start=quantity.start - start, end=quantity.end - start)


def _named_cell(
    cells: list[str],
    column: int,
    quantities: tuple[Quantity, ...],
    heads: list[str],
) -> Iterator[Naming]:
    cell, label = cells[column], _label(cells[:column], heads)
    head = _head(heads[column]) if column < len(heads) else ""
    figures = sum(len(_WORDS.findall(cell[q.start : q.end])) for q in quantities)
    if len(_WORDS.findall(cell)) - figures >= _SENTENCE_WORDS:
        yield from name_sentence(cell, quantities)
        return
    for quantity in quantities:
        yield Naming(_composed(label, head, quantity.unit), None, "table cell")


def _head(title: str) -> str:
    """A column's head where it says what is measured."""
    bare = _BRACKET.sub("", title).removeprefix("年度")
    bare = _STANDING.sub("", bare)
    return "" if _EMPTY_HEAD.fullmatch(bare) or re.search(r"\d", title) else bare


_ASIDE_HEAD = re.compile("来源|单位|部门|责任|牵头|时限|时间|备注|级次|渠道|层级|序号|类型")
_SOURCE = re.compile(
    "(?:(?:中央|自治区|省级?|市级?|县级?|区级|上级|财政|本级|地方|配套|自筹|社会|专项|资金|[一-鿿]{2}协作)"
    "[、和及]?)+"
)


def _label(cells: list[str], heads: list[str]) -> str:
    """The nearest cell to the left that names something, not whence the money comes."""
    for column in range(len(cells) - 1, -1, -1):
        cell = cells[column]
        bare = _BRACKET.sub("", cell)
        if column < len(heads) and _ASIDE_HEAD.search(heads[column]):
            continue
        if _SOURCE.fullmatch(bare) and column:
            continue
        if len(_WORDS.findall(bare)) >= 2 and not re.search(r"\d", cell):
            return bare
    return ""


_MONEY_COLUMN = frozenset(("金额", "资金", "经费", "预算", "资金额", "预算金额", "资金安排"))

_LEVEL = re.compile("学前|幼儿园|小学|初中|高中|中职|特教")
"""A head that names whom the row's indicator is measured for goes before it."""


def _composed(label: str, head: str, unit: str) -> str | None:
    if head in _MONEY_COLUMN and label and unit in MONEY_UNITS:
        return funded(label, False)
    name = tidy(head + label if _LEVEL.fullmatch(head) else label + head)
    if not name:
        return None
    if unit in RATE_UNITS:
        return rated(name)
    if unit in MONEY_UNITS:
        return funded(name, False)
    return name if RATE_HEADS.search(name) else counted(name, unit, False)
