"""The bytes of a workbook enter, the tree that it describes leaves, with errors by row.

Columns: 一级指标 二级指标 三级指标 标准 学段 单位 文件 条款, and 分值, which may be missing.
Cells left empty under a first or second level go on with the one above, as merged cells do; a row
without names is another stage of the item above it.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from python_calamine import CalamineError, CalamineWorkbook

from indicators.choices import Comparator, Stage

LEVELS = ("一级指标", "二级指标", "三级指标")
OTHERS = ("标准", "学段", "单位", "文件", "条款")
POINTS = "分值"
NEEDED = (*LEVELS, *OTHERS)
HEAD = (*NEEDED, POINTS)
LONGEST = {**dict.fromkeys(LEVELS, 120), "标准": 500, "单位": 20, "文件": 120, "条款": 60}
LARGEST_MB, UNPACKED_MB, MOST_ROWS, HEAD_WITHIN = 5, 60, 1000, 10
STAGES = {label: value for value, label in Stage.choices} | {"学前": "preschool", "": ""}
BOUND = re.compile(
    r"(?P<sign>不低于|不少于|不小于|大于等于|≥|>=|不超过|不高于|不大于|小于等于|≤|<=|)\s*"
    r"(?P<number>[\d,，]+(?:\.\d+)?)\s*(?P<unit>\D{0,20})"
)
"""``≥85%``, ``不超过0.5``, ``4.2``; a number alone is the least that is asked."""
AT_MOST = {"不超过", "不高于", "不大于", "小于等于", "≤", "<="}


class SheetError(ValueError):
    """A workbook that cannot be taken; its text says what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One standard of an item."""

    stage: str
    comparator: str
    value: str
    unit: str
    document: str
    article: str


@dataclass(slots=True)
class Node:
    """An item by the names from the top down to it, in the order of the sheet."""

    path: tuple[str, ...]
    note: str = ""
    points: str = ""
    standards: list[Asked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: number of the row in the sheet, its column, what to do."""

    row: int
    head: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a sheet holds."""

    nodes: list[Node]
    faults: list[Fault]


def read(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """Number and cells of each row under the head; raises ``SheetError``."""
    table = _table(data)
    above = [["".join(_text(cell).split()) for cell in row] for row in table[:HEAD_WITHIN]]
    at = next((at for at, heads in enumerate(above) if LEVELS[0] in heads), None)
    if at is None:
        raise SheetError(f"没有找到列名“{LEVELS[0]}”：请下载模板，在模板里填写。")
    heads = above[at]
    missing = [head for head in NEEDED if head not in heads]
    if missing:
        raise SheetError(f"表里缺少这些列：{'、'.join(missing)}。请不要删除或改名。")
    places = {head: heads.index(head) for head in HEAD if head in heads}
    rows = [
        (number, {POINTS: ""} | {head: _text(row[place]) for head, place in places.items()})
        for number, row in enumerate(table[at + 1 :], at + 2)
    ]
    rows = [(number, cells) for number, cells in rows if any(cells.values())]
    if not rows:
        raise SheetError("表里一行也没有填。请从列名下面一行开始填写。")
    if len(rows) > MOST_ROWS:
        raise SheetError(f"一次最多 {MOST_ROWS} 行，这里有 {len(rows)} 行。")
    return rows


def check(rows) -> Report:
    """The tree of the rows, and what is wrong with them."""
    nodes: dict[tuple[str, ...], Node] = {}
    faults: list[Fault] = []
    last: tuple[str, ...] = ()
    for number, cells in rows:
        found = [Fault(number, *wrong) for wrong in _wrong(cells)]
        path, trouble = _path(cells, last)
        if trouble:
            found.append(Fault(number, LEVELS[0], trouble))
        faults += found
        if found:
            continue
        last = path
        _grow(nodes, path)
        trouble = _take(nodes[path], cells)
        if trouble:
            faults.append(Fault(number, "学段", trouble))
    return Report(list(nodes.values()), faults)


def bound_of(text: str) -> tuple[str, str, str] | None:
    """Comparator, number and unit of a standard; None where it is words to be judged by."""
    found = BOUND.fullmatch(text.strip())
    if not found:
        return None
    try:
        number = Decimal(re.sub("[,，]", "", found["number"]))
    except InvalidOperation:
        return None
    if number >= 10**15 or -number.normalize().as_tuple().exponent > 4:
        return None
    comparator = Comparator.AT_MOST if found["sign"] in AT_MOST else Comparator.AT_LEAST
    return comparator, f"{number.normalize():f}", found["unit"].removesuffix("以上").strip()


def points_of(text: str) -> str | None:
    """The full mark of an item as a plain number; None where the words are none."""
    try:
        number = Decimal(text.removesuffix("分").strip())
    except InvalidOperation:
        return None
    is_mark = number.is_finite() and 0 < number < 10**4 and number == round(number, 2)
    return f"{number.normalize():f}" if is_mark else None


def _wrong(cells):
    for head, most in LONGEST.items():
        if len(cells[head]) > most:
            yield head, f"太长（{len(cells[head])} 字），最多 {most} 字。"
    if cells[POINTS] and points_of(cells[POINTS]) is None:
        yield POINTS, f"“{cells[POINTS][:20]}”不是分值，请填大于 0 的数，例如 5；不计分的空着。"
    if cells["学段"] not in STAGES:
        known = "、".join(Stage.labels)
        yield "学段", f"没有“{cells['学段'][:20]}”这个学段，请填：{known}；不分学段的空着。"


def _path(cells, last):
    """Names from the top down to the item of a row, and what is wrong with them."""
    names = [cells[head] for head in LEVELS]
    given = [level for level, name in enumerate(names) if name]
    if not given:
        return last, "" if last else "第一行必须填写一级指标。"
    top, deepest = given[0], given[-1]
    if len(last) < top:
        return last, f"填了{LEVELS[top]}，但它上面没有{LEVELS[len(last)]}。"
    if len(given) != deepest - top + 1:
        return last, "中间缺了一级：请补上，或者把下级移到左边一列。"
    return (*last[:top], *names[top : deepest + 1]), ""


def _grow(nodes, path):
    """A node for the path and for all above it."""
    for depth in range(1, len(path) + 1):
        nodes.setdefault(path[:depth], Node(path[:depth]))


def _take(node, cells):
    """Put a row's standard and points to its node; returns what is wrong."""
    node.points = points_of(cells[POINTS]) or node.points
    words = cells["标准"]
    bound = bound_of(words) if words else None
    if bound is None:
        node.note = "；".join(filter(None, (node.note, words)))[:500]
        return ""
    stage = STAGES[cells["学段"]]
    if any(one.stage == stage for one in node.standards):
        return f"“{node.path[-1]}”的{cells['学段'] or '不分学段的'}标准填了两次。"
    comparator, value, unit = bound
    node.standards.append(
        Asked(stage, comparator, value, cells["单位"] or unit, cells["文件"], cells["条款"])
    )
    return ""


def _table(data):
    if len(data) > LARGEST_MB * 1024**2:
        raise SheetError(f"文件超过 {LARGEST_MB} MB。请去掉图片和无关的工作表后再上传。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_MB * 1024**2:
                raise SheetError("表格展开以后太大。请只留下指标表后再上传。")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except zipfile.BadZipFile as error:
        raise SheetError("这不是 Excel 表格（.xlsx）。请下载模板，填好后再上传。") from error
    except (CalamineError, IndexError, KeyError) as error:
        raise SheetError("表格已损坏，无法打开。请用 Excel 或 WPS 重新保存为 .xlsx。") from error


def _text(cell):
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
