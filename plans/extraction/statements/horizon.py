"""A plan for several years enters, its last year leaves."""

import re
from collections import Counter

from plans.extraction.schema import Article, Header
from plans.extraction.statements.timing import When, years_in

_SPAN = re.compile(
    r"(?:19|20)\d\d年?\s?[-~—–－至到]{1,2}\s?(?:19|20)\d\d年?|十[一二三四]?五(?=[”发规教事])"
)
# of a whole school year; a term's plan falls due in the term's own year
_SCHOOL_YEAR = re.compile(
    r"(?P<first>20\d\d)(?:年?\s?[-~—–－至到]{1,2}\s?20\d\d)?年?学年(?!度?[（(]?(?:第一|上)学期)"
)
# （2014—2015学年）, on a line of its own
_BELOW_TITLE = re.compile(r"^[（(][^（）()\n]{0,8}20\d\d[^（）()\n]{0,60}[）)]?$", re.M)
_BELOW = 200
# 实施期自2014年9月起，至2017年8月止
_CARRIED_OUT = re.compile(
    r"(?:实施|规划|计划|执行|建设|行动)(?:期限?|周期|时间)(?:为|自|从|是)?[^。，\d]{0,4}(?:19|20)\d\d年?"
    r"[^。，\d]{0,2}\d{0,2}月?[^。\d]{0,4}?(?:至|到|—|–|-)+(?P<last>(?:19|20)\d\d)年"
)
_PREFACE = 1500
_PROGRAMME = re.compile("意见|规划|方案|行动|工程|攻坚")
_OF_ONE_YEAR = re.compile(r"要点|年度|学期|工作计划|总结|\d年")
_GOALS = re.compile("目标")
# 到2016年, 力争2016年底, 巩固率2016年达到
_UNTIL = re.compile(
    r"(?:到|至|力争|争取|确保)((?:19|20)\d\d)年"
    r"|(?<![比较由从自截至])((?:19|20)\d\d)年(?=[^，；。\d]{0,6}(?:达到|提高到|降[到至]|实现|全部|基本))"
)


def horizon(article: Article, header: Header) -> When | None:
    """``2018—2020年行动计划``, ``十二五规划``: what a plan promises is due at its end.

    A programme without years in its title is due when most of its goals are, unless some are
    due in its own year; None of others.
    """
    year = header.year
    if not year:
        return None
    if is_of_school_year(article, header):
        return When(year + 1, year + 1)
    if header.kind != "plan" or "学年" in header.title:
        return None
    title = _SPAN.search(header.title)
    carried_out = _CARRIED_OUT.search(article.text.value, 0, _PREFACE)
    if not title and carried_out and int(carried_out["last"]) > year:
        return When(int(carried_out["last"]), int(carried_out["last"]))
    return _end(title.group(), year) if title else _end_of_goals(article, header.title, year)


def is_of_school_year(article: Article, header: Header) -> bool:
    """Whether a plan is for a school year that begins in the document's own year."""
    school_year = _SCHOOL_YEAR.search(header.title)
    if not school_year and "学年" in header.title:
        below = _BELOW_TITLE.search(article.text.value, 0, _BELOW)
        school_year = _SCHOOL_YEAR.search(below.group()) if below else None
    return bool(school_year and header.year == int(school_year["first"]))


# 三、“十三五”教育发展设想
_PLANNED = re.compile(
    r"(十[一二三四]?五)[”’\"]?[^，。]{0,12}(?:设想|思路|规划|目标|任务|打算|安排|展望)$"
)


def years_planned(heading: str) -> tuple[When, ...]:
    """The last year of the programme that a heading sets out to plan."""
    planned = _PLANNED.search(heading)
    return years_in(f"{planned[1]}期间", None) if planned else ()


def looks_back_from(header: Header) -> When | None:
    """The year that the present state of a plan for a span of years is of: the one before it."""
    spans = header.kind == "plan" and _SPAN.search(header.title) and "学年" not in header.title
    return When(header.year - 1, header.year - 1) if spans and header.year else None


def _end(span: str, year: int) -> When | None:
    years = years_in(span + ("期间" if span.endswith("五") else "年"), year)
    later = [w for w in years if w.year and w.year > year]
    return later[-1] if later else None


def is_programme(title: str) -> bool:
    """Whether a plan is for more than its own year."""
    return bool(_PROGRAMME.search(title)) and not _OF_ONE_YEAR.search(title)


def _end_of_goals(article: Article, title: str, year: int) -> When | None:
    if not is_programme(title):
        return None
    goals = (s for s in article.sections if _GOALS.search(s.title[:20]))
    value = article.text.value
    found = (m for s in goals for m in _UNTIL.finditer(value, s.start, s.end))
    named = Counter(int(m[1] or m[2]) for m in found)
    if not named or min(named) <= year:
        return None
    end = named.most_common(1)[0][0]
    return When(end, end)
