"""The tables of an article enter; bare figures of cells leave with the unit of their head."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plans.extraction.numerals import number
from plans.extraction.schema import Article, Nature
from plans.extraction.statements.measures import UNIT_OF
from plans.extraction.statements.quantity import Quantity
from plans.extraction.statements.timing import When, years_in
from plans.extraction.tables import Cell, Column, Row, Table

_FIGURE = re.compile(
    r"(?:[≥≤><]=?|约|不低于|不少于|不超过)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?)"
    r"(?:以上|以下|以内|左右)?"
)
_MEASURE = re.compile(r"(?P<scale>[百千]?[万亿])?(?P<unit>[^万亿]{1,4})")
_IN_BRACKETS = re.compile(r"[（(](?:单位[：:])?([^（()）：:]{1,5})[)）]")
_CAPTION = re.compile(r"(?:金额|计量)?单位\s?[：:]\s?(?P<measure>[一-鿿%]{1,4})")
_RATE = re.compile(r"(?:率|比例|比重|占比)(?:目标|指标|完成值|值)?$")
_HEADCOUNT = re.compile(
    r"(?:人数|学生数|教师数|教职工数|幼儿数|在校生|毕业生数|招生数|招生计划|过[^过线]{0,6}线|上线|达线)$"
)
_SCHOOLS = re.compile(r"(?:学校数|校数|园数|幼儿园数|校点数|小学数|初中数)$")
_CLASSES = re.compile(r"(?:班数|班级数|教学班)$")
_NO_FIGURES = frozenset(
    {"number", "category", "lead", "supporting", "person", "due", "note", "measure"}
)
_NOT_COUNTED = re.compile(r"序|编号|代码|电话|日期|时间|年份|年度$|邮编|排名|名次|得分|分值|权重")
_YEARLY = re.compile(r"^(?:年度?|年份|时间|学年)$")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度|秋|春)?")
_REACHED = re.compile(r"完成|实际|实测|实有|过[^过线]{0,6}线|已|现状|上年|去年|累计")
_NORM = re.compile(r"标准(?:值|要求)?$|(?:控制|分数|合格|达标)线$")
_PROMISED = re.compile(r"目标|计划|任务|预期|拟")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a column lends to the figures below it."""

    when: When | None
    nature: Nature | None


class Tables:
    """The tables of an article, asked by position."""

    def __init__(self, article: Article, this_year: int | None) -> None:
        self._value = article.text.value
        self._this_year = this_year
        self._rows: list[tuple[Row, Table]] = []
        if "\t" in self._value:
            self._rows = [(row, table) for table in article.tables for row in table.rows]
        self._starts = [row.start for row, _ in self._rows]

    def _row(self, position: int) -> tuple[Row, Table] | None:
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._rows[index][0].end:
            return None
        return self._rows[index]

    def titles(self, position: int) -> str | None:
        """The heads over the row at a position, separated by tabs; None outside of tables."""
        found = self._row(position)
        return "\t".join(c.title for c in found[1].columns) if found else None

    def head(self, position: int) -> Head | None:
        """What the head over the cell at a position lends; None outside of tables."""
        found = self._row(position)
        if not found:
            return None
        row, table = found
        column = self._column(row, table, position)
        if column is None or not column.title:
            return None
        years = years_in(column.title, self._this_year) or self._of_row(row, table)
        nature = _nature(column, table) or self._before_promises(years, table)
        return Head(years[-1] if years else None, nature)

    def _of_row(self, row: Row, table: Table) -> tuple[When, ...]:
        """The years of the row's own time limit, or the year that it is headed with."""
        first = row.cells[0].text.strip() if row.cells else ""
        if table.columns and _YEARLY.search(table.columns[0].title) and _YEAR.fullmatch(first):
            return years_in(first[:4] + "年", self._this_year)
        cells = table.cells(row, "due") if table.has("task") else ()
        return tuple(when for cell in cells for when in years_in(cell.text, self._this_year))

    def _before_promises(self, years: tuple[When, ...], table: Table) -> Nature | None:
        """A past year's column holds facts, beside one of a year to come start values."""
        if not years or years[-1].direction(self._this_year) >= 0:
            return None
        others = (years_in(column.title, self._this_year) for column in table.columns)
        ahead = any(w.direction(self._this_year) > 0 for found in others for w in found)
        return "baseline" if ahead else "actual"

    def per(self, position: int) -> str | None:
        """For whom the figures of a row hold: 生均图书 for each pupil; None of others."""
        found = self._row(position)
        label = found[0].cells[0].text if found and found[0].cells else ""
        return "人" if "生均" in label else None

    def figures(self, start: int, end: int) -> Iterator[Quantity]:
        """Bare figures in ``[start, end)`` whose unit is known, positions from ``start``."""
        found = self._row(start)
        if not found:
            return
        row, table = found
        for cell, column in zip(row.cells, table.columns, strict=False):
            figure = _FIGURE.fullmatch(cell.text) if start <= cell.start < end else None
            measure = figure and self._measure(row, table, cell, column)
            if figure and measure:
                yield _quantity(figure, cell.start - start, *measure)

    def _column(self, row: Row, table: Table, position: int) -> Column | None:
        pairs = zip(row.cells, table.columns, strict=False)
        return next((column for cell, column in pairs if cell.start <= position < cell.end), None)

    def _measure(
        self, row: Row, table: Table, cell: Cell, column: Column
    ) -> tuple[Decimal, str] | None:
        """Scale and unit that hold for a cell: of its head, its row, its table."""
        if column.role in _NO_FIGURES or _NOT_COUNTED.search(column.title):
            return None
        label = " ".join(
            c.text for c in row.cells if c.end < cell.start and not _FIGURE.fullmatch(c.text)
        )
        stated = [column.measure, *(c.text for c in table.cells(row, "measure"))]
        stated += _IN_BRACKETS.findall(column.title) + _IN_BRACKETS.findall(label)
        stated += [
            name for noun in (column.title, label.split(" ")[-1]) if (name := _implied(noun))
        ]
        stated += [self._caption(table), _beside(column, table)]
        return next((found for text in stated if (found := _unit(text))), None)

    def _caption(self, table: Table) -> str:
        """``单位：万元`` in the line above the table."""
        above = self._value[max(0, table.start - 40) : table.start].strip().rpartition("\n")[2]
        caption = _CAPTION.search(above)
        return caption["measure"] if caption else ""


def _beside(column: Column, table: Table) -> str:
    """一模过线 | 高考目标: a head that only promises counts what the others count."""
    if not _PROMISED.search(column.title):
        return ""
    others = [c.title for c in table.columns[1:] if c is not column and not c.role]
    units = {_implied(title) for title in others}
    return units.pop() if len(units) == 1 else ""


def _nature(column: Column, table: Table) -> Nature | None:
    promised = column.role == "target" or bool(_PROMISED.search(column.title))
    if promised and not re.search("完成", column.title):
        return "target"
    if _NORM.search(_IN_BRACKETS.sub("", column.title)):
        return "standard"
    if column.role == "baseline":
        return "baseline" if table.has("target") else "actual"
    return "actual" if _REACHED.search(column.title) else None


def _implied(noun: str) -> str:
    """The unit that a noun counts in of itself: rates in per cent, people, schools."""
    bare = _IN_BRACKETS.sub("", noun)
    for pattern, unit in ((_RATE, "%"), (_HEADCOUNT, "人"), (_SCHOOLS, "所"), (_CLASSES, "个")):
        if pattern.search(bare):
            return unit
    return ""


def _unit(text: str) -> tuple[Decimal, str] | None:
    match = _MEASURE.fullmatch(text.replace("个/", ""))
    if not match or match["unit"] not in UNIT_OF:
        return None
    return number("1" + (match["scale"] or "")) or Decimal(1), UNIT_OF[match["unit"]]


def _quantity(figure: re.Match[str], at: int, scale: Decimal, unit: str) -> Quantity:
    value = Decimal(figure["number"].replace(",", "")) * scale
    return Quantity(at + figure.start("number"), at + figure.end("number"), value, None, unit)
