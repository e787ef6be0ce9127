"""Text with spaces and line ends of any kind enters, one paragraph a line leaves."""

import re
from collections.abc import Iterator
from itertools import pairwise

from plans.extraction.repair.draft import Draft
from plans.extraction.repair.fluency import Fluency
from plans.extraction.repair.kinds import INVISIBLE, LINE_BREAK, SPACE
from plans.extraction.text import Edit, Span

_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_GONE = "\x00"
_UNSEEN = [*range(9), *range(14, 28), 31, *range(127, 133), *range(134, 160), 0xAD, 0x61C, 0x180E]
_UNSEEN += [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9]
_PLAIN = {ord(c): "\n" for c in _BREAKS} | dict.fromkeys(_UNSEEN, _GONE)
_GONE_RUN = re.compile(f"{_GONE}+")

# Patterns that begin with a fixed character are found as fast as that character.
_ENDS = re.compile(r"\n(?:[ \t\u3000]*\n)*[ \u3000]*")
_BLANKS = " \t\u3000"
_INDENT = re.compile(r"^\t+(?=[^\t\n]*$)", re.MULTILINE)
_SPACE = re.compile("[ \u3000]")
_SPACES = re.compile(r"[ \u3000]+")
_WIDE_GAP = re.compile(r"(?: [ \u3000]|\u3000)[ \u3000]*(?=[^ \u3000\n])")
_SIGNED = re.compile(
    r"((?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})年\w{1,2}月\w{1,3}日)[ \u3000]+(?=\S)"
)
_NUMERAL = r"[一二三四五六七八九十百\d]{1,4}"
ITEM = rf"(?:[（(]?{_NUMERAL}[）)、.．]|第{_NUMERAL}[章节条篇部项]|[①-⑳]|篇\d|附件)"
_HEADED = re.compile(rf"{ITEM} ?([^，。；：！？,;:!?\s]{{4,25}}) +(?=([^ \n]{{20,60}}))")
_ITEM_BEHIND = re.compile(
    r" (?<=[\u4e00-\u9fff）”] ) *(?=\d{1,2}[.、](?![一二三四五六七八九十])[\u4e00-\u9fff“]"
    r"|[一二三四五六七八九十]{1,2}月份?$)",
    re.M,
)
_ECHO = 4
"""Characters of a heading that the text behind it takes up again."""
_CELL_LENGTH = 20
"""A name, a title or a figure: the cells of lists that are set in columns by spaces."""


def drop_invisible(draft: Draft) -> None:
    """Every line end becomes one newline character; what cannot be seen goes."""
    draft.text = draft.text.translate(_PLAIN)
    draft.sub(INVISIBLE, _GONE_RUN, "")


def trim_lines(draft: Draft) -> None:
    """No blank line, no space at either end of a line; tabs stay where they part cells."""
    draft.edit(SPACE, list(_wide_ends(draft.text.value)))
    if "\t" in draft.text.value:
        draft.sub(SPACE, _INDENT, "")
    value = draft.text.value
    head, tail = len(value) - len(value.lstrip()), len(value.rstrip())
    if tail < head:
        head, tail = 0, 0
    ends = [(0, head, ""), (tail, len(value), "")]
    draft.edit(SPACE, [edit for edit in ends if edit[0] < edit[1]])


def _wide_ends(value: str) -> Iterator[Edit]:
    """Line ends with the blanks and blank lines around them."""
    for match in _ENDS.finditer(value):
        start, end = match.span()
        while start and value[start - 1] in _BLANKS:
            start -= 1
        if end - start > 1:
            yield start, end, "\n"


def part_columns(draft: Draft) -> None:
    """Tabs between cells set in columns; new lines behind a date or heading and before an item."""
    value = draft.text.value
    lines = _gaps(value)
    draft.edit(SPACE, [(*gap, "\t") for line in lines if _is_row(value, line) for gap in line])
    starts = _spaced_lines(draft.text.value)
    signed = (_SIGNED.match(draft.text.value, start) for start in starts)
    draft.edit(LINE_BREAK, [(match.end(1), match.end(), "\n") for match in signed if match])
    starts = _spaced_lines(draft.text.value)
    headed = (_HEADED.match(draft.text.value, start) for start in starts)
    taken_up = (m for m in headed if m and _is_taken_up(m[1], m[2]))
    draft.edit(LINE_BREAK, [(match.end(1), match.end(), "\n") for match in taken_up])
    draft.sub(LINE_BREAK, _ITEM_BEHIND, "\n")


def _gaps(value: str) -> list[list[Span]]:
    """Wide gaps inside lines, those of one line together."""
    lines: list[list[Span]] = []
    if "  " not in value and "\u3000" not in value:
        return lines
    for start, end in (match.span() for match in _WIDE_GAP.finditer(value)):
        if not start or value[start - 1] == "\n":
            continue
        if lines and "\n" not in value[lines[-1][-1][1] : start]:
            lines[-1].append((start, end))
        else:
            lines.append([(start, end)])
    return lines


def _spaced_lines(value: str) -> list[int]:
    """Where the lines begin that hold a space."""
    starts: list[int] = []
    end = -1
    for match in _SPACE.finditer(value):
        if match.start() > end:
            starts.append(value.rfind("\n", max(0, end), match.start()) + 1)
            end = value.find("\n", match.end())
            if end < 0:
                break
    return starts


def _is_taken_up(title: str, body: str) -> bool:
    """A space that stands inside a sentence is not followed by the same words again."""
    return any(title[i : i + _ECHO] in body for i in range(len(title) - _ECHO + 1))


def _is_row(value: str, gaps: list[tuple[int, int]]) -> bool:
    """Two gaps at least, short cells, and not one word with its characters set wide apart."""
    if len(gaps) < 2:
        return False
    start, end = value.rfind("\n", 0, gaps[0][0]) + 1, value.find("\n", gaps[-1][1])
    edges = [start, *(edge for gap in gaps for edge in gap), end if end >= 0 else len(value)]
    cells = [value[a:b] for a, b in list(pairwise(edges))[::2]]
    return (
        any(len(cell.strip()) > 1 for cell in cells)
        and all(len(cell) <= _CELL_LENGTH for cell in cells)
        and not any(mark in cell for cell in cells for mark in "。，；！？,;")
    )


def close_up(draft: Draft) -> None:
    """No space beside Chinese characters, in 10 %, 8 : 1 and 52 000; elsewhere one."""
    value = draft.text.value
    edits: list[Edit] = []
    for match in _SPACES.finditer(value):
        start, end = match.span()
        if start and end < len(value):
            new = "" if _is_stray(value, start, end) else " "
            if new != match[0]:
                edits.append((start, end, new))
    draft.edit(SPACE, edits)


def _is_stray(value: str, start: int, end: int) -> bool:
    before, after = value[start - 1], value[end]
    if before >= "\u2e80" or after >= "\u2e80" or "\t" in (before, after):
        return True
    if before.isdigit():
        return after in "%:" or _is_thousands(value, start, end)
    return (before == ":" and after.isdigit()) or (before in "”’" and after in "“‘")


_GROUP = re.compile(r"\d{3}(?!\d)")


def _is_thousands(value: str, start: int, end: int) -> bool:
    """52 000: up to three digits, a space, three digits. A year and a count (2012 300) are not."""
    before = value[max(0, start - 4) : start]
    digits = len(before) - len(before.rstrip("0123456789"))
    return end - start == 1 and digits <= 3 and _GROUP.match(value, end) is not None


_RATIO = re.compile(r"\n(?<=\d[：:]\n)(?=\d+(?:\.\d+)?[、，；。])")
_COMPARES = re.compile(r"比|\d:\d")
_NUMBERS = re.compile(r"(?:附件|表|图|第|篇|案例|编号)\d+$")
_MONTHS = re.compile(r"\n(?=(\d{1,2})、(\d{1,2})月)")
_ITEM_NUMBER = re.compile(r"(\d{1,2})[、.]")
_OPEN_END = re.compile(rf"\n(?:(?<=[，、]\n)(?!{ITEM})|(?=[，。、；：？！）”]))")
_TORN_WORD = re.compile(
    rf"\n(?<=[\u4e00-\u9fff]\n)(?=[\u4e00-\u9fff]{{2}})(?!{ITEM}|第|附件|责任|抄送|主题词)"
)
_LEADS_ON = "的和与及或在对把被将从向以两各"
"""With none of these does a sentence end."""
_PROSE = re.compile(r"[，。；]")
_WHOLE_LINE, _TOUCH, _TEAR = 25, 4, 3.0
"""Characters of a line that may break inside a sentence, looked at on either side of the break;
how much likelier one word across the break must make them, natural logarithm."""
_FAR = 2000
"""Characters back within which the item before a line that begins with months is looked for."""


def join_lines(draft: Draft) -> None:
    """Lines that were broken inside a ratio, before months taken for a list, or at a comma."""
    ratios = filter(_in_ratio, _RATIO.finditer(draft.text.value))
    draft.edit(LINE_BREAK, [(match.start() - 1, match.end(), ":") for match in ratios])
    draft.sub(LINE_BREAK, _MONTHS, lambda match: "" if _are_months(match) else None)
    draft.sub(LINE_BREAK, _OPEN_END, "")
    draft.sub(LINE_BREAK, _TORN_WORD, lambda match: "" if _is_torn(match) else None)


def _in_ratio(match: re.Match[str]) -> bool:
    value, start, end = match.string, match.start() - 1, match.end()
    line = value[max(value.rfind("\n", 0, start) + 1, start - 20) : start]
    return bool(_COMPARES.search(line + value[end : end + 15])) and not _NUMBERS.search(line)


def _are_months(match: re.Match[str]) -> bool:
    """3、4月 are two months where no item 2 stands before."""
    first, second = int(match[1]), int(match[2])
    return second == first + 1 and _item_before(match.string, match.start()) != first - 1


def _item_before(value: str, end: int) -> int | None:
    """The number of the last item that begins a line before."""
    last = max(0, end - _FAR)
    while end > last:
        start = value.rfind("\n", last, end)
        item = _ITEM_NUMBER.match(value, start + 1)
        if item:
            return int(item[1])
        end = start
    return None


def _is_torn(match: re.Match[str]) -> bool:
    """Two lines of prose whose break goes through a word or behind one that leads on."""
    value, end = match.string, match.start()
    start = value.rfind("\n", max(0, end - _FAR), end) + 1
    if end - start < _WHOLE_LINE or not _PROSE.search(value, start, end):
        return False
    if not _PROSE.search(value, match.end(), match.end() + 2 * _WHOLE_LINE):
        return False
    if value[end - 1] in _LEADS_ON:
        return True
    left, right = value[end - _TOUCH : end], value[match.end() : match.end() + _TOUCH]
    words = Fluency()
    return words.score(left + right) - words.score(left) - words.score(right) >= _TEAR
