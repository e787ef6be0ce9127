"""A page enters, the document's own number leaves (宜猇教发〔2012〕1号), or None."""

import re

from plans.extraction.header.page import Page

# 穗教发〔2012〕8号, 教基一[2013]7号, 川教函（2011）第35号; the prefix may hold 办, 字, 发.
NUMBER = re.compile(
    r"(?P<prefix>[一-鿿]{1,14})\s?[〔﹝\[［【（(„「<〈]\s?(?P<year>(?:19|20)\d\d)\s?"
    r"[〕﹞\]］】）)‟」>〉]\s?第?\s?(?P<serial>\d{1,4})\s?号"
)
# Behind these the number is another document's: 根据《…》（…〔2010〕5号）, 转发….
CITED_BEFORE = re.compile(r"[《》（(“]|根据|按照|依据|转发|贯彻|文件|以下简称")
LABEL = re.compile(r"^(?:发文字号|文件编号|文号|编号)\s*[：:]?\s*")
# （皖政〔2001〕85号） alone, or closing a title: …的意见（…）
BEHIND_TITLE = re.compile(
    r"(?:^|(?:意见|通知|决定|办法|方案|规划|计划|要点|纲要|"
    r"报告)[》”]?)[（(](?P<number>[^（）()]{4,30}号)[）)]$"
)
NUMBER_LINE = 40
LONGEST_LINE = 120


def find_number(page: Page) -> str | None:
    """The number on its own line near the top; numbers in sentences belong to other documents."""
    for line in (page.heading, *page.lines[:14]):
        line = LABEL.sub("", line[:LONGEST_LINE])
        if "号" not in line:
            continue
        behind = BEHIND_TITLE.search(line)
        line = behind["number"] if behind else line
        match = NUMBER.search(line)
        if match is None or len(line) > NUMBER_LINE:
            continue
        if not CITED_BEFORE.search(line[: match.start()] + match["prefix"]):
            return number_of(match)
    return None


def number_of(match: re.Match[str]) -> str:
    """The number in the form of the standard, whatever brackets it was written with."""
    return f"{match['prefix']}〔{match['year']}〕{match['serial']}号"


def number_year(number: str | None) -> int | None:
    """The year in the brackets of a document number."""
    match = NUMBER.fullmatch(number) if number else None
    return int(match["year"]) if match else None


def number_prefix(number: str | None) -> str:
    """What stands before the brackets: region and office in single characters."""
    return number.split("〔")[0] if number else ""
