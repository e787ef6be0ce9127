"""A page and its home enter, the office that issued the document leaves, or None."""

import re

from plans.extraction.header.facts import stated_issuer
from plans.extraction.header.home import Home
from plans.extraction.header.offices import DIVISION, OFFICE
from plans.extraction.header.page import Page

LONGEST_LINE = 60
LONGEST_NAME = 8
NATIONAL = ("教育部", "国务院")
# 永兴县[教研室], 左卫镇[中心校]: offices that bear a name of their own below the region.
NAMED_BELOW = re.compile(r"中心学?校|学区|教育(?:管理)?(?:办公室|中心|站)|人民政府$")
OWN_NAME = re.compile(r"(?<![一-鿿])[一-鿿]{2,12}$")
REGION_END = re.compile(r"[省市县区旗州盟]")
NOT_A_NAME = re.compile(r"各|全|关于|印发|与|和|的|我|本|[省市县区州旗]$")


def find_office(page: Page, home: Home) -> str | None:
    """The issuing office with the name of its region or town; a school that speaks issues itself.

    Whatever line names an office: title, masthead, signature; last the page facts of a site.
    """
    if home.school:
        return home.school
    for line in _lines(page):
        match = OFFICE.search(line) if len(line) <= LONGEST_LINE else None
        if match:
            return _full_name(line, match, home)
    return None


def _lines(page: Page) -> tuple[str, ...]:
    title = page.title if page.names_in_title else ""
    closing = reversed(page.closing_lines)
    return (title, *page.issuing_lines, *closing, stated_issuer(page) or "")


def _full_name(line: str, match: re.Match[str], home: Home) -> str | None:
    office, before = match.group(), line[: match.start()]
    if office.startswith(NATIONAL):
        return office if home.place is None else None
    if home.below and before.endswith(home.below):
        return home.below + office
    if home.place is None:
        return None
    if office == "教育厅" and home.place.level != "province":
        return None
    division = DIVISION.search(before)
    if division:
        return before[division.start() :] + office
    if not NAMED_BELOW.match(office):
        return home.place.name + office
    own = _own_name(before, home.place.name)
    return None if own is None else (own or home.place.name) + office


def _own_name(before: str, region: str) -> str | None:
    """What stands between region and office: the name of an office below; None if no name."""
    if not before or before.endswith((region, region[:-1])):
        return ""
    found = OWN_NAME.search(before)
    name = REGION_END.split(found.group())[-1] if found else ""
    if not name or name in region:
        return ""
    return name if 2 <= len(name) <= LONGEST_NAME and not NOT_A_NAME.search(name) else None
