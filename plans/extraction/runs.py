"""Clean text enters, marks of items that only their neighbours tell leave: ● 九月 第一周 一是."""

import re
from collections.abc import Iterator

from plans.extraction.marks import Mark, Style
from plans.extraction.numerals import chinese_integer

SHORTEST_CALENDAR = 3
"""Lines in a row that begin with a later month or week each: fewer may be prose."""

_HAN = "一二三四五六七八九十"
_BULLET = re.compile(
    r"^[ ]*(?P<number>[·•●◆■◇▲★▪○□►※]|[-—](?=[ ]?[\u4e00-\u9fff“《]))[ ]*(?=\S)[^\t\n]*$", re.M
)
_CALENDAR = re.compile(
    rf"^(?P<number>(?:20\d\d年)?(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?"
    rf"|第(?P<week>\d{{1,2}}|[{_HAN}]{{1,3}})周)(?:（[^（）\n]{{1,20}}）)?"
    r"(?=[\u4e00-\u9fff“《])(?![前底初末内起至到上中下以])[^\t\n]*$",
    re.M,
)
_ORDINAL = re.compile(rf"^(?P<number>(?P<value>[{_HAN}])是)(?=[^，。\n]{{2}})[^\t\n]*$", re.M)


def find_runs(value: str) -> list[Mark]:
    """Marks of bullets, of calendar lines and of 一是, 二是 where several follow each other."""
    return sorted([*_bullets(value), *_calendar(value), *_ordinals(value)], key=lambda m: m.start)


def _bullets(value: str) -> Iterator[Mark]:
    """Lines with the same bullet, at least two in a row."""
    last: re.Match[str] | None = None
    joined = False
    for match in [*_BULLET.finditer(value), None]:
        follows = bool(
            match and last and match.start() == last.end() + 1 and match["number"] == last["number"]
        )
        if last and (joined or follows):
            yield Mark(last.start(), _after(value, last), "bullet", last["number"], 0)
        last, joined = match, follows


def _calendar(value: str) -> Iterator[Mark]:
    """Lines in a row that begin with months, or weeks, in their order."""
    run: list[re.Match[str]] = []
    for match in [*_CALENDAR.finditer(value), None]:
        if match and run and not _next_in_calendar(run[-1], match):
            yield from _calendar_marks(run)
            run = []
        if match:
            run.append(match)
    yield from _calendar_marks(run)


def _next_in_calendar(last: re.Match[str], match: re.Match[str]) -> bool:
    if match.start() != last.end() + 1 or (last["week"] is None) != (match["week"] is None):
        return False
    before, now = _number(last["week"] or last["month"]), _number(match["week"] or match["month"])
    return before < now or (match["month"] is not None and before > now + 5)


def _calendar_marks(run: list[re.Match[str]]) -> Iterator[Mark]:
    if len(run) < SHORTEST_CALENDAR:
        return
    for match in run:
        value = _number(match["week"] or match["month"])
        style: Style = "month" if match["month"] else "stage"
        end = match.end("number")
        bracket = match.string.find("）", end) + 1 if match.string[end] == "（" else end
        yield Mark(match.start(), bracket, style, match["number"], value)


def _ordinals(value: str) -> Iterator[Mark]:
    """一是 at the head of a line, where 二是 heads a later one, and so on."""
    found = list(_ORDINAL.finditer(value))
    for index, match in enumerate(found):
        number = _number(match["value"])
        follows = index > 0 and _number(found[index - 1]["value"]) == number - 1
        leads = index + 1 < len(found) and _number(found[index + 1]["value"]) == number + 1
        if follows or (number == 1 and leads):
            yield Mark(match.start(), match.end("number"), "bullet", match["number"], 0)


def _after(value: str, match: re.Match[str]) -> int:
    end = match.end("number")
    return end + 1 if value[end] == " " else end


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_integer(text) or 0
