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
_PROGRAMME = re.compile("意见|规划|方案|行动|工程|攻坚")
_OF_ONE_YEAR = re.compile(r"要点|年度|学期|工作计划|总结|\d年")
_GOALS = re.compile("目标")
_UNTIL = re.compile(r"(?:到|至)((?:19|20)\d\d)年")


def horizon(article: Article, header: Header) -> When | None:
    """``2018—2020年行动计划``, ``十二五规划``: what a plan promises is due at its end.

    A programme without years in its title is due when most of its goals are, unless some are
    due in its own year; None of others.
    """
    year = header.year
    if not year:
        return None
    if is_of_school_year(header):
        return When(year + 1, year + 1)
    if header.kind != "plan" or "学年" in header.title:
        return None
    title = _SPAN.search(header.title)
    return _end(title.group(), year) if title else _end_of_goals(article, header.title, year)


def is_of_school_year(header: Header) -> bool:
    """Whether a plan is for a school year that begins in the document's own year."""
    school_year = _SCHOOL_YEAR.search(header.title)
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


def _end_of_goals(article: Article, title: str, year: int) -> When | None:
    if not _PROGRAMME.search(title) or _OF_ONE_YEAR.search(title):
        return None
    goals = (s for s in article.sections if _GOALS.search(s.title[:20]))
    value = article.text.value
    named = Counter(int(y) for s in goals for y in _UNTIL.findall(value, s.start, s.end))
    if not named or min(named) <= year:
        return None
    end = named.most_common(1)[0][0]
    return When(end, end)
