"""A page enters, the dates that frame it leave: when it was signed, held, posted on a site."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plans.extraction.header.page import Page
from plans.extraction.numerals import chinese_integer
from plans.extraction.schema import Kind


class Day(NamedTuple):
    """Year and month of a date."""

    year: int
    month: int


_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][九〇○零OＯ0][〇○零OＯ0一二三四五六七八九]{2})\s*"
_MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*"
_DAY = r"(?:[\d一二三四五六七八九十]{1,3}\s*日?)?"
# 实施阶段（2017年6月至2019年6月） is no signature
_SIGNED = re.compile(
    rf"^(?!.*月[^，。]{{0,4}}[至到—])(?:.{{0,24}}?){_YEAR}[年.\-/]\s*{_MONTH}[月.\-/]\s*"
    rf"{_DAY}(?:印发|[^。，\n]{{0,10}}[）)])?$"
)
# ——2014年8月26日在县人大常委会会议上, （2013年3月在教职工代表大会上）, ——2016年10月20日向检查组汇报
_HELD = re.compile(
    rf"^(?P<dash>[—－\-]{{1,4}})?\s*(?P<bracket>[（(])?\s*{_YEAR}年\s*{_MONTH}月\s*{_DAY}\s*[，,]?\s*"
    r"(?P<where>[在于][^。\n]{2,60}[会坛式][^。\n]{0,4}上?\s*|[^。\n]{0,40})[)）]?$"
)
# 发布时间：2016-05-18 09:12, 发布日期:12-02-20
_POSTED = re.compile(
    r"(?<![\d\-])(?P<year>(?:20)?[0-2]\d)\s?[-./年]\s?(?P<month>[01]?\d)\s?[-./月]\s?[0-3]?\d(?!\d)"
)
_OF_SITE = re.compile(
    r"(?:发布|发表|更新|上传|录入|添加)(?:时间|日期|于)?|来源|日期|时间|点击|浏览|阅读|作者|责任编辑|"
    r"[日晚]报|新闻网|记者|\d\d:\d\d"
)
_SITE_LINES, _LONGEST_LINE = 8, 160


def signed_on(page: Page) -> Day | None:
    """The date at the end, or else above the text; what a site adds to a page is none."""
    for line in (*reversed(page.lines[-6:]), *page.masthead, *_above_enclosure(page)):
        match = _SIGNED.match(line)
        if match and not _OF_SITE.search(line):
            return _day(match)
    return None


def _above_enclosure(page: Page) -> Iterator[str]:
    """The lines right above what a letter encloses."""
    for line, following in pairwise(page.lines[:_LETTER]):
        if _ENCLOSURE.match(following) or f"《{following}》" in page.title:
            yield line


_LETTER = 30
"""Lines of a letter that encloses something."""
_ENCLOSURE = re.compile(r"附件?\s?\d?(?:[：:]|$)")


def held_on(page: Page) -> Day | None:
    """The date under the title of what was read to a meeting."""
    found = (_HELD.match(line) for line in page.lines[:6] if len(line) <= _LONGEST_LINE)
    held = (m for m in found if m and (m["dash"] or m["bracket"] or m["where"][:1] in _PLACED))
    return next(map(_day, held), None)


_PLACED = ("在", "于")


def posted_on(page: Page) -> Day | None:
    """The date in the line that a site sets around a title."""
    front = [line.strip() for line in page.front.split("\n")[-3:]]
    for line in (*front, *page.lines[:_SITE_LINES]):
        match = _POSTED.search(line[:_LONGEST_LINE])
        if match and len(line) <= _LONGEST_LINE and _OF_SITE.search(line):
            year = int(match["year"])
            return Day(year if year > 100 else 2000 + year, int(match["month"]))
    return None


def year_worked_on(page: Page, kind: Kind, day: Day) -> int:
    """The year that the work of a dated text belongs to.

    Plans of December, and those for 明年, are for the year after; reports of January and
    February are on the year before.
    """
    if kind == "plan" and (day.month == 12 or (day.month > 8 and _NEXT_YEAR.search(page.title))):
        return day.year + 1
    return day.year - 1 if kind == "report" and day.month <= 2 else day.year


_NEXT_YEAR = re.compile("明年|来年|下一?年度?")


def _day(match: re.Match[str]) -> Day:
    month = match["month"]
    number = int(month) if month.isdigit() else chinese_integer(month) or 0
    return Day(year_of(match["year"]), number)


def year_of(text: str) -> int:
    """A year in Arabic or Chinese numerals, 〇 written in whatever way."""
    if text.isdigit() and text.isascii():
        return int(text)
    zeros = frozenset("〇○零OＯ0")
    return chinese_integer("".join("零" if c in zeros else c for c in text)) or 0
