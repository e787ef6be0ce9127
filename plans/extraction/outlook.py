"""An article and its header enter, where it looks ahead or back and at which year leaves.

Plans and notices look ahead, reports, articles and news look back, until a section or a line
turns them: 下一步工作打算, 明年，我们将….
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from plans.extraction.moments import PLANS_END, signed_on
from plans.extraction.schema import Article, Header, Kind

Direction: TypeAlias = bool | None
"""Ahead, back, or as the whole document looks."""

_NEXT = r"(?:下一?步|下一?阶段|今后|新的一年|明年|来年|下一?学[期年]|新学[期年])"
_AHEAD = re.compile(rf"打算|怎么[干办抓走做]|展望|设想|努力方向|(?:建议|对策)$|{_NEXT}")
_LISTED = r"^(?!.*(?:完成|落实|总结|执行)).{0,24}(?:计划|安排|要点|任务|思路|措施|目标|重点)$"
_SET = re.compile(rf"{_LISTED}|行事历|日程")
"""Titles of what a plan sets; in a report such a section tells of what was done."""
_SET_IN_REPORT = re.compile(rf"(?=.*(?:整改|改进|下半年|20\d\d年)){_LISTED}")
_BEHIND = re.compile(
    r"回顾|(?:成绩|成效|情况|现状|做法|工作[总小]结|经验|体会)$|(?P<lack>不足$|(?:存在|主要|面临).{0,6}(?:问题|困难))"
)
_TURNING_LINE = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?"
    r"(?:(?P<heading>(?![^\n]*(?:[总小]结|回顾|情况))(?:[^，。；：\n\t]{0,16}(?:打算|设想)"
    rf"|(?:[^，。；：\n\t]{{0,12}}[和与及、])?{_NEXT}[^，。；：\n\t]{{0,10}}"
    r"|20\d\d年[^，。；：\n\t]{0,12}(?:思路|计划|安排|要点|重点|目标|任务))[：:。]?$)"
    rf"|{_NEXT}(?=(?P<list>[^\n]*：$)?)|(?P<half>下半年)(?!.{{0,30}}了)|20\d\d年(?=[，我全是将]))",
    re.M,
)
_TURNING_SENTENCE = re.compile(rf"(?<=[。！？；]){_NEXT}[^\n]*")
_NEXT_YEAR = re.compile(r"明年|来年|新的一年")
# 去年的工作，成绩应该肯定
_OF_LAST_YEAR = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,2}[）)、.．])?(?:关于)?[去上]年度?(?!.*今年)"
)
_TITLE_YEAR = re.compile(r"(20\d\d)(?:年|(?=\s*[-—–~～至]))")
_YEAR_HEADS = re.compile(r"[^，。；]{0,6}20\d\d|[^，。；（]{0,20}（[^，。；（）]{0,6}20\d\d")
_SCHOOL_YEAR = re.compile(r"(20\d\d)年?\s*[-—–~～至/]+\s*(20\d\d|\d\d)年?(?:度)?学年")
# 2016学年第一学期, 2016年秋季学期: from September into the January of the year after
_OPENING_TERM = re.compile(r"(20\d\d)(?:学年度?[（(]?(?:第一|上)学期|年?秋季学期)")
_CLOSING_TERM = re.compile(r"第二学期|下学期|春[季学]")
_PERIOD = re.compile(r"(20\d\d)年?\s*[-—–~～至到]+\s*(20\d\d)年?(?!度?学年)")
_FIVE_YEARS = re.compile(rf"({'|'.join(PLANS_END)})[”\"]?[^\n]{{0,12}}规划")
_TITLED = re.compile(r"《[^《》\n]{1,80}》")
_HALF = re.compile(r"上半年|半年(?:工作)?(?:总结|汇报|小结)")
_ANNUAL = re.compile(r"年度?(?![^\n]*(?:学期|季度|评估|督导|检查|自查|调研))[^\n]*(?:总结|述职)")


_Stretch: TypeAlias = tuple[int, Direction, int | None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a moment: the document's years and direction, and those of its sections.

    ``told``: a speech, which tells of the past as often as it sets tasks. ``now``: the day up to
    which a report or a speech tells, where its title or signature shows it. ``turned``: ends of
    paragraphs that look ahead. ``period``: first and last year of a plan of several years.
    """

    value: str
    ahead: bool
    told: bool
    first: int | None
    second: int | None
    closing: bool
    now: date | None
    period: tuple[int, int] | None
    stretches: tuple[_Stretch, ...]
    turned: tuple[tuple[int, int], ...]
    titled: tuple[tuple[int, int], ...]

    def stretch(self, position: int) -> _Stretch:
        """Where the stretch around a position began, which way it looks, the year it names."""
        begun = bisect_right(self.stretches, position, key=lambda s: s[0]) - 1
        start, direction, year = self.stretches[begun]
        return start, True if within(position, self.turned) else direction, year


def read_frame(article: Article, header: Header) -> Frame:
    """The years and directions of a document."""
    name = f"{header.title}\n{article.title}"
    value = article.text.value
    first, second = header.year, None
    opening = _SCHOOL_YEAR.search(name) or _OPENING_TERM.search(name)
    if opening:
        first = int(opening[1])
        second = first + 1
    ahead = header.kind in ("plan", "notice", "speech")
    turned = () if ahead else tuple(m.span() for m in _TURNING_SENTENCE.finditer(value))
    return Frame(
        value,
        ahead,
        header.kind == "speech",
        first,
        second,
        bool(_CLOSING_TERM.search(name)),
        None if second else _now(name, value, first, header.kind),
        None if opening else _period(name),
        _stretches(article, header, first),
        turned,
        tuple(m.span() for m in _TITLED.finditer(value)),
    )


def within(position: int, spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether one of some spans, in order, holds a position."""
    index = bisect_right(spans, (position, len(spans) and 10**12)) - 1
    return index >= 0 and position < spans[index][1]


def _now(name: str, value: str, first: int | None, kind: Kind) -> date | None:
    """The last day that a report tells of: its signature's, or that of the year or half-year.

    A speech tells up to the day it was given, a plan or notice of nothing.
    """
    if first is None or kind in ("plan", "notice"):
        return None
    if kind == "speech":
        given = signed_on(value)
        return given if given and given.year == first else None
    if _HALF.search(name):
        return date(first, 6, 30)
    signed = signed_on(value)
    if signed and first <= signed.year <= first + 1:
        closes = signed.month == 12 and (_ANNUAL.search(name) or _TITLE_YEAR.search(name))
        return date(signed.year, 12, 31) if closes else signed
    return date(first, 12, 31) if _ANNUAL.search(name) else None


def _period(name: str) -> tuple[int, int] | None:
    """First and last year of a plan of several years: 2021—2023年, “十四五”规划."""
    years, plan = _PERIOD.search(name), _FIVE_YEARS.search(name)
    if years:
        return int(years[1]), int(years[2])
    return (PLANS_END[plan[1]] - 4, PLANS_END[plan[1]]) if plan else None


def _stretches(article: Article, header: Header, first: int | None) -> tuple[_Stretch, ...]:
    """Where the outline or a line changes direction or year: place, direction, year, in order."""
    plan = header.kind in ("plan", "notice", "speech")
    changes: list[_Stretch] = [(0, None, None)]
    open_sections: list[tuple[int, Direction, int | None]] = [(len(article.text), None, None)]
    turns = () if header.kind in ("plan", "notice") else _turns(article.text.value, header, first)
    waiting = list(turns)[::-1]
    for section in (*article.sections, None):
        while waiting and (section is None or waiting[-1][0] < section.start):
            _close(open_sections, changes, waiting[-1][0])
            _turn(open_sections, changes, *waiting.pop())
        if section is None:
            break
        _close(open_sections, changes, section.start)
        direction, year = _meaning(section.title.rstrip("。：:"), plan)
        if header.kind == "speech" and first and _OF_LAST_YEAR.match(section.title):
            direction, year = False, first - 1
        _, outer_direction, outer_year = open_sections[-1]
        if direction is None:
            later = not plan and bool(year and first and year > first)
            direction = True if later else outer_direction
        open_sections.append((section.end, direction, year or outer_year))
        changes.append((section.start, direction, year or outer_year))
    return tuple(changes)


def _close(open_sections: list[_Stretch], changes: list[_Stretch], place: int) -> None:
    """End the sections that do not reach a place."""
    while len(open_sections) > 1 and open_sections[-1][0] <= place:
        end = open_sections.pop()[0]
        changes.append((end, *open_sections[-1][1:]))


def _turn(
    open_sections: list[_Stretch],
    changes: list[_Stretch],
    place: int,
    whole: bool,
    year: int | None,
) -> None:
    """From a place on, the section that holds it looks ahead; behind a heading all the rest."""
    for index in range(0 if whole else len(open_sections) - 1, len(open_sections)):
        end, _, outer_year = open_sections[index]
        open_sections[index] = (end, True, year or outer_year)
    changes.append((place, *open_sections[-1][1:]))


def _turns(value: str, header: Header, first: int | None) -> Iterator[tuple[int, bool, int | None]]:
    """The lines that turn ahead: place, whether a heading does so, the year it names."""
    half = bool(_HALF.search(header.title))
    for match in _TURNING_LINE.finditer(value):
        if match["half"] and not half:
            continue
        years = [int(year) for year in _TITLE_YEAR.findall(match[0])]
        if years and (first is None or max(years) <= first):
            continue
        later = first + 1 if first and _NEXT_YEAR.search(match[0]) else None
        whole = bool(match["heading"] or match["list"])
        yield match.start(), whole, max(years, default=later)


def _meaning(title: str, plan: bool) -> tuple[Direction, int | None]:
    """Whether a title turns ahead or back, and the year that it names."""
    years = _TITLE_YEAR.findall(title)
    ahead, behind = _AHEAD.search(title), _BEHIND.search(title)
    direction = None
    if behind and not (behind["lack"] and ahead):
        direction = False
    elif ahead or (_SET if plan else _SET_IN_REPORT).search(title):
        direction = True
    heads = direction is not None or _YEAR_HEADS.match(title)
    return direction, int(years[-1]) if years and heads else None
