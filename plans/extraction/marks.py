"""Clean text enters, the marks that open its numbered items leave (一、 （一） 1. 三月 附件2：)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from plans.extraction.numerals import chinese_integer

Style = Literal[
    "closing",
    "attachment",
    "part",
    "chapter",
    "subchapter",
    "clause",
    "han",
    "bracketed",
    "month",
    "stage",
    "arabic",
    "dotted",
    "small",
    "half",
    "circled",
    "letter",
    "bullet",
    "heading",
]
"""As Chinese documents nest them (GB/T 9704: 一、 （一） 1. （1）), outermost first.

``closing`` ends the outline and opens nothing; ``bullet`` (●, 一是) and ``heading``, a heading
without any number, are told by what surrounds them: `find_marks` does not know them.
"""

_HAN = "一二三四五六七八九十"
_YEAR = r"(?:(?:20\d\d|[二一][〇○零九一二三四五六七八]{3})年)?"
_MONTH = rf"(?:\d{{1,2}}|[{_HAN}]{{1,2}})"
_ORDINAL = rf"第(?:\d{{1,3}}|[{_HAN}百]{{1,5}})"
_DATE = (
    r"(?:20\d\d|[二一][〇○零九一二三四五六七八]{3})年"
    rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}})月(?:[\d{_HAN}]{{1,3}}日)?"
)
_MEASURED = "万亿元倍个米人亩公所名年月"

_LINE_START = re.compile(
    rf"""^[ \t]*(?:
      (?P<closing>主题词[：:]|抄[送报][：:]|上一篇|下一篇|相关(?:文章|阅读|推荐|链接)|猜你喜欢|推荐阅读
        |责任编辑[：:]|（?共印\d|{_DATE}$)
    | (?P<dated>{_DATE})?(?P<attachment>附(?:件|表|录)?(?:\d{{1,2}}|[{_HAN}]{{1,2}})?(?:[：:]|$))
    | (?P<part>{_ORDINAL}(?:部分|篇))
    | (?P<chapter>{_ORDINAL}章)
    | (?P<subchapter>{_ORDINAL}节)
    | (?P<clause>{_ORDINAL}条)
    | (?P<stage>{_ORDINAL}(?:阶段|周|步|季度|学期)(?:（[^（）\n]{{1,30}}）)?(?=[：:、\n]|$))
    | (?P<month>{_YEAR}{_MONTH}(?:(?:月份?)?[、至到~—-]+{_MONTH})?月份?
        (?:工作(?:安排|计划|要点|重点)|(?:重点|主要)工作)?)(?=[：:]|$|[（(]|1[.、．])
    | (?P<han>[{_HAN}]{{1,3}}[、.．])
    | [（(](?P<bracketed>[{_HAN}]{{1,3}})[）)][、.．]?
    | (?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[、.]?(?=[\u4e00-\u9fff])(?![{_MEASURED}])
    | (?P<arabic>\d{{1,3}}(?:、|[.．](?!\d|:)|[.．](?=20\d\d年)))
    | [（(](?P<small>\d{{1,2}})[）)][、.．]?
    | (?P<half>\d{{1,2}}[）)])(?!\s*号)
    | (?P<circled>[①-⑳⑴-⒇])
    | (?P<letter>[A-Z][、．](?=[\u4e00-\u9fff]))
    )[ \t：:]*""",
    re.M | re.X,
)  # fmt: skip

# (?=…) names what the pattern begins with: nothing is tried elsewhere
_INLINE = re.compile(
    rf"""(?=[\d{_HAN}（])(?<=[\u4e00-\u9fff。；！？：”’）)】])(?:
      (?P<arabic>\d{{1,2}}(?:、|[.．]))(?=[\u4e00-\u9fff“《（])
    | (?P<bracketed>（[{_HAN}]{{1,3}}）)
    | (?P<han>(?:(?<=[。；！？：】])[{_HAN}]{{1,3}}
        |(?<=计划|总结|要点|方案|报告|范文|汇报)一)、(?![{_HAN}]))
    | (?P<month>(?<![年至到自在于于和])[{_HAN}]{{1,2}}月份?$)
    )""",
    re.M | re.X,
)  # fmt: skip

_NO_ITEM_BEFORE = "第年到至为达约近"
"""Characters after which a numeral with 、 is no list number (第1、2名, 达到5、…)."""

SIGNATURE = 30
"""Longest line that is taken for the issuer's name above a date."""
_ISSUER = re.compile(
    r"[\u4e00-\u9fff（）]{3,}(?:局|厅|部|委员会|政府|工会|学校|小学|中学|园|办公室|中心|组)"
)

_PAIR = re.compile(rf"[ \t]*(\d{{1,3}}|[{_HAN}]{{1,3}})、(\d{{1,3}}|[{_HAN}]{{1,3}})(?!、)")
"""Two neighbouring numbers: 3、4月份 and 五、六年级 open no item unless a list carries on there."""
_RATIO_BROKEN = re.compile(r"(?<![件表录篇\d])\d{1,3}[:：]\n$")
_NUMERAL = re.compile(rf"\d{{1,3}}|[{_HAN}百]+|[①-⑳⑴-⒇A-Z]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an item opens; ``value`` is its number as an integer, ``level`` a heading's own."""

    start: int
    end: int
    style: Style
    number: str
    value: int
    level: int | None = None


def find_marks(value: str) -> list[Mark]:
    """All marks in order: those that open a line, and those that a lost line break left inside."""
    candidates = sorted([*_opening(value), *_inside(value)], key=lambda pair: pair[0].start)
    last: dict[Style, int] = {}
    marks = []
    for (mark, sure), after in zip(candidates, _following(candidates), strict=True):
        if not sure and not _continues(mark, last, after):
            continue
        last[mark.style] = mark.value
        marks.append(mark)
    return marks


def _continues(mark: Mark, last: dict[Style, int], after: int | None) -> bool:
    """A doubtful item must carry on a list, or be its first item with a second to follow.

    The first of 2.1, 2.2 … needs only the item 2 above it.
    """
    if mark.style == "dotted" and last.get("arabic") == int(mark.number.partition(".")[0]):
        return True
    return last.get(mark.style) == mark.value - 1 if mark.value > 1 else after == 2


def _following(candidates: list[tuple[Mark, bool]]) -> list[int | None]:
    """For every mark the value of the next one of its style."""
    upcoming: dict[Style, int] = {}
    following: list[int | None] = []
    for mark, _ in reversed(candidates):
        following.append(upcoming.get(mark.style))
        upcoming[mark.style] = mark.value
    return following[::-1]


def _opening(value: str) -> Iterator[tuple[Mark, bool]]:
    for match in _LINE_START.finditer(value):
        start, end = match.span()
        broken = match["arabic"] and _RATIO_BROKEN.search(value[max(0, start - 6) : start])
        if broken or "\t" in value[start : _line_end(value, end)]:
            continue
        if match["closing"] or match["dated"]:
            yield Mark(_signature(value, start), start, "closing", "", 0), True
        if not match["closing"]:
            doubtful = match["dotted"] or (not match["month"] and _is_pair(value, start))
            yield _mark(match), not doubtful


def _signature(value: str, start: int) -> int:
    """Where a closing begins: at the line of its date, or at the issuer's name above."""
    above = value.rfind("\n", max(0, start - SIGNATURE), max(0, start - 1)) + 1
    return above if above and _ISSUER.fullmatch(value[above : start - 1]) else start


def _is_pair(value: str, start: int) -> bool:
    match = _PAIR.match(value, start)
    return bool(match and _integer(match[2]) == _integer(match[1]) + 1)


def _inside(value: str) -> Iterator[tuple[Mark, bool]]:
    line_end, in_table = -1, False
    for match in _INLINE.finditer(value):
        if match.start() > line_end:
            line_end = _line_end(value, match.end())
            line_start = value.rfind("\n", 0, match.start()) + 1
            in_table = "\t" in value[line_start:line_end]
        if not in_table and value[match.start() - 1] not in _NO_ITEM_BEFORE:
            yield _mark(match), False


def _line_end(value: str, start: int) -> int:
    end = value.find("\n", start)
    return len(value) if end < 0 else end


def _mark(match: re.Match[str]) -> Mark:
    style: Style = match.lastgroup  # type: ignore[assignment]
    raw = match[style]
    numerals = _NUMERAL.findall(raw.rpartition("年")[2])
    number = f"（{raw}）" if style in ("bracketed", "small") else raw.rstrip("、.．:：")
    if style == "half":
        number = number.rstrip(")）")
    start = match.start(style) if style == "attachment" else match.start()
    return Mark(start, match.end(), style, number, _value(numerals, style))


def _value(numerals: list[str], style: Style) -> int:
    """The list number; of 1.2 the last part, of 三、四月 the first month."""
    if not numerals:
        return 0
    return _integer(numerals[-1 if style == "dotted" else 0])


def _integer(numeral: str) -> int:
    for first, last in ("①⑳", "⑴⒇", "AZ"):
        if first <= numeral <= last:
            return ord(numeral) - ord(first) + 1
    return int(numeral) if numeral.isdecimal() else chinese_integer(numeral) or 0
