"""A document enters, the clauses in which an office is told to act leave: 财务股5月底前结清.

The duties of a label or of 负责 and 牵头 are found elsewhere; here stands a section of a bureau
or of a school as the mere subject of what it has to do.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from plans.extraction.outlook import read_frame
from plans.extraction.schema import Article, Header
from plans.extraction.units import in_charge, is_office, units_only

Found: TypeAlias = tuple[int, int, tuple[str, ...]]
"""Where a duty begins and ends, and who bears it."""

_MARKS = "，。；：！？\n\t（“”"
_ITEM = re.compile(
    r"\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,3}[、是]|（[一二三四五六七八九十\d]{1,3}）|[①-⑳]|[·•●◆■-]\s?"
)
_ASIDE = re.compile(r"（[^（）\n]{1,12}）")
_EVERY = re.compile(r"每(?:半?[月年周]|季度?|学期|学年|[天日])[^，。；：！？\n\t]{2,20}")
_INTERNAL = re.compile(
    r"^(?!.{0,4}各).*(?:[股科室处办站馆]|(?:资助|管理|服务|发展|考试|教研|装备|信息|保障|核算|仪器|指导)中心)$"
)
_WHEN = (
    r"(?:(?:今年|明年|20\d\d年)?(?:(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
    r"(?:\d{1,2}[日号]|份?[上中下]旬|[底末初份])?|[年月]底|[本下]周|[暑寒]假|开学|学?期末)(?:[之以]?前|内)?)"
)
_HOW = (
    r"(?:对照[^，。；：！？\n\t]{1,8}?|按(?=[月季周旬]))?"
    r"(?:具体|直接|亲自|一起|共同|专门|专人|全程|统一|分头|分片|不?定期|[月季周旬]|逐(?:[校园村户班级人项条月周日季乡镇一]){1,2})"
)
_TOLD = re.compile(
    rf"(?<=[股科室处办站馆心局委道门府])(?:(?P<must>(?<!府)要(?![求点素件闻害么是])|须(?!知)|必须|务必)|{_WHEN}|{_HOW})"
    r"(?P<deed>[^，。；：！？\n\t]{1,40})"
)
_NO_DEED = re.compile(
    r"[了已]|^(?:整理|印发?|密切|通力|相互|互相|高度|提高|增强|转变|牢固|充分|发挥|带头|监督|主动[做作]为)"
    r"|把[^，]{0,6}(?:力量|重心|精力|心思|目光|眼光)"
)
"""What is done already, the imprint of a paper, and what only exhorts."""

_BEFORE = re.compile(
    r".*(?:(?:开学|放假|收假|假期?|学期|考试|[月底末]|结束)[之以]?[前后初](?!勤)|[\d一二]月|期间)"
)


def told_to_act(article: Article, header: Header) -> Iterator[Found]:
    """教研室要负起责任, 人事股具体抓, 装备站6月底前拿出清单, where the text looks ahead."""
    if header.kind not in ("plan", "notice", "speech", "report"):
        return
    value = article.text.value
    found = [match for match in _TOLD.finditer(value) if _is_to_be_done(match)]
    frame = read_frame(article, header) if found else None
    for match in found:
        direction = frame.stretch(match.start())[1] if frame else None
        if frame and (frame.ahead if direction is None else direction):
            begin = clause_begin(value, match.start())
            timed = _BEFORE.match(value, begin, match.start())
            begin = timed.end() if timed else begin
            units = in_charge(value[begin : match.start()])
            spoken_to = header.kind == "speech" and match["must"]
            if any(is_office(unit) and (spoken_to or _INTERNAL.search(unit)) for unit in units):
                yield begin, match.end(), units


def _is_to_be_done(match: re.Match[str]) -> bool:
    modifies = "的" in match["deed"] and not match["must"]
    return not (modifies or _NO_DEED.search(match["deed"]))


def recurring(value: str) -> Iterator[Found]:
    """安全股每月排查一次: a bureau's section that has something to do again and again."""
    for match in _EVERY.finditer(value):
        begin = clause_begin(value, match.start())
        units = units_only(value[begin : match.start()])
        if units and all(unit[-1] in "股科室" and is_office(unit) for unit in units):
            yield begin, match.end(), units


def clause_begin(value: str, end: int) -> int:
    """Where the clause before a place begins, behind the number of its item."""
    begin = max(0, end - 70)
    spoken = _ASIDE.sub(lambda aside: "区" * len(aside[0]), value[begin:end])
    begin += max(spoken.rfind(mark) + 1 for mark in _MARKS)
    item = _ITEM.match(value, begin, end)
    return item.end() if item else begin
