"""Folded text enters; what stands under 姓名, 家庭住址, 学籍号 in lists of pupils leaves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.extraction.personal.kinds import Kind, Personal
from plans.extraction.personal.surnames import DOTTED, HAN, is_name

_NAME = re.compile(
    r"(?:学生|幼儿|(?:留守)?儿童|考生|新生|受助人?|被帮扶人?|帮扶对象|家长|监护人|父亲|母亲|户主)?"
    r"姓 *名"
    r"|(?:留守|受助|贫困)?(?:学生|儿童|幼儿)|家长|监护人|父亲|母亲|帮扶对象|父亲?/?母亲?"
)
_PUPILS = re.compile(
    r"学籍|学号|班级|班别|^年级$|家长|监护人|父|母|家庭|缺勤|受助|资助|考号|总分|成绩|幼儿|学生|儿童|考生"
)
_STAFF = re.compile(r"职务|职称|任教|学科|单位|办公电话|编制|学历|教师|工资")
_OTHER: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"(?:.{0,4}(?:电话|手机)(?:号码?)?|联系方式)")),
    ("identity", re.compile(r"身份证.{0,3}|证件号码?|学籍(?:号|辅号)|学号|(?:准考证|考)号")),
    ("address", re.compile(r"(?:家庭)?(?:详细|现)?(?:住址|地址)|家庭.{0,2}地址|户籍.{0,4}")),
    ("card", re.compile(r"(?:银行)?(?:卡|账|帐)号|.{0,2}一卡通.{0,2}")),
)
_CELL = re.compile(r"[^\t]*")
_WORD = re.compile(r"\S+")
_SPREAD = re.compile(rf"{HAN} {{1,2}}{HAN}")
"""张 伟: two characters spread over a cell."""
_MONEY = re.compile(r"金额|资金|合计|编号|代码|标识码|人数|数量|元")
MOST_CELLS = 40

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Head:
    """Kinds of the columns that hold personal data, by column."""

    is_tabbed: bool
    width: int
    kinds: dict[int, Kind]


def find_in_columns(text: str) -> Iterator[Personal]:
    """Cells of lists of pupils; a list ends where a line has no cells."""
    if "名" not in text and "家长" not in text and "监护人" not in text and "学生" not in text:
        return
    head: _Head | None = None
    for start, end in _lines(text):
        is_tabbed = "\t" in text[start:end]
        cells = _cells(text, start, end, is_tabbed)
        if len(cells) < 2:
            head = None
            continue
        if found := _head(text, cells, is_tabbed):
            head = found
        elif head and (is_tabbed or len(cells) == head.width) and is_tabbed == head.is_tabbed:
            yield from _row(text, cells, head)


def find_figures(text: str) -> list[Place]:
    """Cells under 金额, 编号 and the like: no telephone stands there."""
    if "\t" not in text or not _MONEY.search(text):
        return []
    places: list[Place] = []
    columns: set[int] = set()
    for start, end in _lines(text):
        cells = _cells(text, start, end, is_tabbed=True)
        marked = {
            at
            for at, cell in enumerate(cells)
            if end - start < 400 and _MONEY.search(text[slice(*cell)]) and cell[1] - cell[0] < 12
        }
        columns = (marked or columns) if len(cells) > 1 else set()
        if not marked:
            places += (cells[at] for at in columns if at < len(cells))
    return places


def _lines(text: str) -> Iterator[Place]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _cells(text: str, start: int, end: int, is_tabbed: bool) -> list[Place]:
    if is_tabbed:
        found = (match.span() for match in _CELL.finditer(text, start, end))
        cells, last = [], -1
        for place in found:
            if place[0] > last:
                cells.append(_trimmed(text, *place))
                last = place[1]
        return cells
    # A sentence has few blanks: lines without tabs count only where all is short.
    if end - start > 200 or " " not in text[start:end]:
        return []
    return [match.span() for match in _WORD.finditer(text, start, end)]


def _trimmed(text: str, start: int, end: int) -> Place:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _head(text: str, cells: list[Place], is_tabbed: bool) -> _Head | None:
    """The head of a list of pupils: who is named, and that they are pupils."""
    if len(cells) > MOST_CELLS:
        return None
    words = [text[start:end] if end - start < 16 else "" for start, end in cells]
    named = {at for at, word in enumerate(words) if _NAME.fullmatch(word)}
    sure = any(re.match("学生|幼儿|儿童|考生", words[at]) and "姓" in words[at] for at in named)
    if not named or (not sure and any(map(_STAFF.search, words))):
        return None
    if not any("名" in words[at] for at in named) or not any(map(_PUPILS.search, words)):
        return None
    kinds: dict[int, Kind] = dict.fromkeys(named, "name")
    for kind, pattern in _OTHER:
        kinds |= {at: kind for at, word in enumerate(words) if pattern.fullmatch(word)}
    return _Head(is_tabbed, len(cells), kinds)


def _row(text: str, cells: list[Place], head: _Head) -> Iterator[Personal]:
    for at, kind in head.kinds.items():
        if at < len(cells) and _fits(text[slice(*cells[at])], kind):
            yield Personal(*cells[at], kind)


def _fits(cell: str, kind: Kind) -> bool:
    digits = sum(character.isdigit() for character in cell)
    if kind == "name":
        plain = cell.replace(" ", "") if _SPREAD.fullmatch(cell) else cell
        return is_name(plain) or (
            bool(re.fullmatch(rf"{DOTTED}|{HAN}{{2,4}}", plain)) and "某" not in plain
        )
    if kind == "address":
        return len(cell) > 3
    return digits >= {"phone": 7, "identity": 6, "card": 10}.get(kind, 6)
