"""A document enters, the units that head their own tasks leave: 区财政局工作任务：…."""

import re
from collections.abc import Iterator

from plans.extraction.office_tasks import Found
from plans.extraction.schema import Article
from plans.extraction.units import is_office, is_unit, split_units, units_only

_OWN_TASKS = re.compile(
    r"^(?:[·•●◆■◇▲★-]|[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?)?([^。；：\n\t]{2,80}?)"
    r"(?:(?:的?(?:主要|工作|具体|重点|年度)*(?:任务|职责|责任)(?:分工)?)(?=[：:。\n]|$)|[：:](?=负责|牵头|承担))",
    re.M,
)
# 石桥镇工作任务：
_TOWN = re.compile(r"(?![全本我该各]|[今去明]年)[\u4e00-\u9fff]{1,6}(?:[镇乡]|街道)")
_ANYONE = re.compile(r"系统$|组织$|^(?:我|本|全)?(?:学?校|幼儿园|园|中小学|小学|中学)$")
_UNIT_LINE = re.compile(r"^(?:[·•●◆■◇▲★-]|\d{1,2}[.、])?\s?([^，。；：\n\t]{2,25})：", re.M)
_BY_UNIT = re.compile(r"职责|分工")
_DIVISION = re.compile(r"职责|分工|责任|任务")


def own_tasks(value: str) -> Iterator[Found]:
    """Units, and towns, that head a stretch of tasks: 石桥镇工作任务：…."""
    found = []
    for match in _OWN_TASKS.finditer(value):
        units = split_units(match[1])
        known = all(is_unit(unit) or _TOWN.fullmatch(unit) for unit in units)
        if units and known and not any(_ANYONE.search(unit) for unit in units):
            found.append((match.start(1), match.end(), units))
    for task, following in zip(found, [*found[1:], None], strict=False):
        if not (following and _heads_others(value, task, following)):
            yield task


def _heads_others(value: str, task: Found, following: Found) -> bool:
    """Whether 各部门工作任务 stands alone on its line, over the tasks of one after another."""
    alone = value[task[1] : task[1] + 1] == "\n"
    everybody = all(unit.startswith(("各", "有关", "相关")) for unit in task[2])
    return alone and everybody and value[following[1] : following[1] + 1] in "：:"


def divided(article: Article) -> Iterator[Found]:
    """Units that head the items of a section on duties: 二、职责分工 （一）县教育局."""
    for section in article.sections:
        parent = article.sections[section.parent] if section.parent is not None else None
        if parent and _DIVISION.search(parent.title):
            units = units_only(section.title)
            if any(is_office(u) or u.startswith("各") for u in units):
                yield section.title_start, section.title_end, units


def listed_by_unit(article: Article) -> Iterator[Found]:
    """Lines of a section on the division of labour that open with their unit."""
    done = 0
    for section in article.sections:
        if section.start >= done and _BY_UNIT.search(section.title):
            done = section.end
            for match in _UNIT_LINE.finditer(article.text.value, section.body, section.end):
                units = units_only(match[1])
                if any(is_office(u) for u in units):
                    yield match.start(1), match.end(1), units
