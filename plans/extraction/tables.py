"""Clean text enters, its tables leave: columns with what their heads mean, rows, cells, places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Role = Literal[
    "number",
    "category",
    "task",
    "action",
    "lead",
    "supporting",
    "person",
    "due",
    "indicator",
    "measure",
    "target",
    "baseline",
    "amount",
    "note",
]
"""``action`` is 措施, ``measure`` the unit that figures are counted in, ``person`` 责任人."""

HEAD_CELL_LIMIT = 24
"""A longer cell is content; the longest heads name a unit and a year in brackets."""

_QUALIFIER = (
    r"(?:重点|主要|具体|年度|全年|本年|当年|目标|分项|阶段|工作|活动|项目|计划|预计|推进|落实|实施|完成"
    r"|办结|办理|起止|时间|第一|直接|考核|监测|评价|预期|所需|\d{4}年|[一二三]级|总)*"
)
_ORGAN = r"(?:责任)?(?:单位|部门|科室|处室|股室|机构|主体|方)(?:及人员|（.{1,6}）)?"
_HEADS: tuple[tuple[Role, str], ...] = (
    ("number", "序|序号|编号|项次|次序"),
    ("category", "类别|分类|领域|板块|一级指标"),
    ("supporting", f"(?:配合|协助|协办|参与|参加|协同|协作|联动){_ORGAN}"),
    (
        "lead",
        f"(?:牵头|责任|主办|承办|负责|主管|主责|承担){_ORGAN}|实施(?:单位|主体)|(?:牵头|责任)科",
    ),
    ("person", "(?:责任|负责|牵头|分管|联系|包保|经办)(?:人员?|[局校县]?领导|者)|领导"),
    ("due", "(?:时限|期限|时间|日期|节点|进度|月份|时段|周次)(?:要求|安排|节点)?"),
    ("action", "(?:保障)?(?:措施|举措|做法|要求|步骤|办法)(?:及要求)?"),
    ("baseline", "基期值?|基数|现状值?|上年(?:完成|实际)?[数值]?"),
    ("indicator", "(?<![年度期])指标(?:名称|内容)?"),
    ("target", "(?:目标|指标|计划|任务)[值数]|年度目标|目标要求|(?<=[度年期])目标"),
    ("amount", "(?:投资|资金|经费|金额|预算|投入)(?:额|数|总额|估算|预算|安排)?"),
    ("task", "(?:任务|内容|事项|项目|工作|工程|活动|要点|目标)(?:名称|内容|分解|及[^及]{2})?"),
    ("measure", "(?:计量)?单位"),
    ("note", "备注|说明"),
)
_ROLES = tuple((role, re.compile(f"{_QUALIFIER}(?:{core})")) for role, core in _HEADS)
_BRACKET = re.compile(r"（[^（）]*）")
_MEASURE = re.compile(r"（(?:单位：)?([^（）：]{1,4})）")

# 表3 经费表 单位：万元, set in columns, stands above a table
_CAPTION = re.compile(r"(?:^|(?<=[\n\t（额量]))单位\s?：\s?[^\t\n，。]{1,4}）?(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; positions in ``Article.text.value``, outer spaces left out."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """Head of a column, what it means (None: unknown) and the measure it names (``万元``)."""

    title: str
    role: Role | None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the head; ``group`` is the text of the last row that spans the table."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A run of rows under one head; ``[start, end)`` includes the head."""

    start: int
    end: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cells(self, row: Row, role: Role) -> tuple[Cell, ...]:
        """The filled cells of a row that stand under heads of a role, left to right."""
        pairs = zip(self.columns, row.cells, strict=False)
        return tuple(cell for column, cell in pairs if column.role == role and cell.text)

    def has(self, role: Role) -> bool:
        """Whether some head has this role."""
        return any(c.role == role for c in self.columns)


def read_tables(value: str) -> tuple[Table, ...]:
    """The tables of a text, in order: runs of lines with tabs, cut where a new head begins."""
    return tuple(table for block in _blocks(value) for table in _tables(block))


@lru_cache(maxsize=4096)
def head_role(title: str) -> Role | None:
    """What a column's head means, None if it is no known head."""
    bare = _BRACKET.sub("", title).replace(" ", "")
    for role, pattern in _ROLES:
        if pattern.fullmatch(title) or pattern.fullmatch(bare):
            return role
    return None


def _blocks(value: str) -> Iterator[list[Row]]:
    block: list[Row] = []
    position = 0
    while (tab := value.find("\t", position)) >= 0:
        start = value.rfind("\n", 0, tab) + 1
        end = value.find("\n", tab)
        end = len(value) if end < 0 else end
        if block and start != block[-1].end + 1:
            yield block
            block = []
        if not _CAPTION.search(value, start, end):
            block.append(Row(start, end, _cells(value, start, end)))
        position = end
    if block:
        yield block


def _cells(value: str, start: int, end: int) -> tuple[Cell, ...]:
    cells = []
    for raw in value[start:end].split("\t"):
        text = raw.strip()
        left = start + len(raw) - len(raw.lstrip()) if text else start
        cells.append(Cell(left, left + len(text), text))
        start += len(raw) + 1
    return tuple(cells)


def _tables(block: list[Row]) -> Iterator[Table]:
    """Cut a run of rows at its heads."""
    heads = [_is_head(row) for row in block]
    start = 0
    for index in range(1, len(block) + 1):
        if index == len(block) or (heads[index] and not heads[index - 1]):
            yield _table(block[start:index])
            start = index


def _is_head(row: Row) -> bool:
    """Two or more known heads, at least half of the filled cells, none of them long."""
    filled = [c for c in row.cells if c.text]
    if any(len(c.text) > HEAD_CELL_LIMIT for c in filled):
        return False
    known = {role for c in filled if (role := head_role(c.text))}
    return len(known) >= 2 and 2 * sum(head_role(c.text) is not None for c in filled) >= len(filled)


def _table(rows: list[Row]) -> Table:
    heads = 0
    while heads < len(rows) and _is_head(rows[heads]):
        heads += 1
    if not heads and _names_only(rows[0]) and len(rows) > 1:
        heads = 1
    columns = _settled([_column(title) for title in _titles(rows[:heads])])
    return Table(rows[0].start, rows[-1].end, tuple(columns), tuple(_grouped(rows[heads:])))


def _names_only(row: Row) -> bool:
    """Short cells without a digit: the head of a table of figures, say."""
    return all(
        len(c.text) <= HEAD_CELL_LIMIT and not re.fullmatch(r"[\d.,%]+", c.text) for c in row.cells
    )


def _titles(heads: list[Row]) -> list[str]:
    """One title a column: of a head of two lines the lower, where it says something."""
    width = max((len(r.cells) for r in heads), default=0)
    titles = [""] * width
    for row in heads:
        for index, cell in enumerate(row.cells):
            titles[index] = cell.text or titles[index]
    return titles


def _column(title: str) -> Column:
    measure = _MEASURE.search(title)
    return Column(title, head_role(title), measure[1] if measure else "")


def _settled(columns: list[Column]) -> list[Column]:
    """Where two columns share a role, the more general one steps back."""
    if any(c.role == "lead" and "牵头" in c.title for c in columns):
        columns = [_as(c, "supporting", "lead", "牵头" not in c.title) for c in columns]
    if not {c.role for c in columns} & {"indicator", "target", "baseline", "amount"}:
        columns = [_as(c, "lead", "measure", True) for c in columns]
    tasks = [i for i, c in enumerate(columns) if c.role == "task"]
    plain = [i for i in tasks if not columns[i].title.endswith("目标")]
    if plain:
        columns = [_as(c, "target", "task", c.title.endswith("目标")) for c in columns]
        columns = [_as(c, "category", "task", i != plain[-1]) for i, c in enumerate(columns)]
    return columns if tasks else _promoted(columns)


def _as(column: Column, role: Role, instead_of: Role, when: bool) -> Column:
    return replace(column, role=role) if when and column.role == instead_of else column


def _promoted(columns: list[Column]) -> list[Column]:
    """Without a task column actions are the tasks, where units or dates stand beside them."""
    roles = {c.role for c in columns}
    if not roles & {"lead", "supporting", "person", "due"}:
        return columns
    stand_in: tuple[Role, ...] = ("action", "indicator", "target", "category")
    chosen = next((r for r in stand_in if r in roles), None)
    return [_as(c, "task", chosen, True) for c in columns] if chosen else columns


def _grouped(rows: list[Row]) -> Iterator[Row]:
    """Rows of content; a row that says one thing only names the group of those after it."""
    group = ""
    for row in rows:
        texts = {c.text for c in row.cells if c.text}
        if len(texts) == 1 and len(row.cells) > 2:
            group = texts.pop()
        elif texts:
            yield replace(row, group=group)
