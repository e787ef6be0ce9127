"""An article or the section of its present state enters, the year of its figures leaves."""

import re

from plans.extraction.schema import Article
from plans.extraction.statements.timing import When, years_in

# 截至2020年底, 全县共有…; 至2022年末
_AS_OF = re.compile(
    r"(?:截[至止]到?|(?:^|[。，；\n])至)"
    r"(?P<year>(?:19|20)\d\d年|二[〇○零][〇○零一二三四五六七八九]{2}年)"
    r"(?![^，。]{0,12}(?:要|将|力争|达到|前|须|必须))"
)
# 以2021—2022学年教育事业统计数据为准, 文中数据均为2020年秋季统计数
_BASIS = re.compile(
    r"以(?P<as>(?:19|20)\d\d[^，。；以]{0,10}?(?:学年度?|年度?)(?:末|底|初)?)[^，。；以]{0,14}"
    r"(?:数据|统计|资料|报表)[^，。；以]{0,6}为(?:准|依据|基准|口径)"
    r"|(?:本文|文中|文内|下文|下列|所列|所用|以下|以上)[^，。；\d]{0,10}(?:数据|数字|指标)[^，。；\d]{0,6}"
    r"(?:为|是|系|来自|取自|截至)(?P<of>(?:19|20)\d\d[^，。；]{0,8}?年)"
)
_OPENING = 160
"""Characters of a section within which it dates its figures."""
_PREFACE = 800
"""Characters of an article within which it says what its figures are of."""


def as_of(article: Article, start: int, end: int, this_year: int | None) -> When | None:
    """The past year that a stretch of text dates its figures to as it opens (截至2020年底)."""
    match = _AS_OF.search(article.text.value, start, min(end, start + _OPENING))
    return _past(match["year"], this_year) if match else None


def basis(article: Article, this_year: int | None) -> When | None:
    """The past year whose figures an article says that it gives throughout."""
    match = _BASIS.search(article.text.value, 0, _PREFACE)
    return _past(match["as"] or match["of"], this_year) if match else None


def _past(written: str, this_year: int | None) -> When | None:
    found = years_in(written, this_year)
    known = this_year is not None and bool(found) and found[-1].start is not None
    return found[-1] if known and (found[-1].start or 0) < (this_year or 0) else None
