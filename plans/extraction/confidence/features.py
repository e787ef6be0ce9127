"""Statements and their article enter; words that hold of each leave, for what is learned to weigh.

No word names a place, a school or a thing of one document: only how the statement came about.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from plans.extraction.schema import Article, Header, Statement

_YEAR = re.compile(r"(?:19|20)\d\d年|[今去明本上]年|上学年|本学年|年度|[“十]\w五”?期间")
_PROMISE = re.compile(
    r"确保|力争|达到|要求|计划|争取|不低于|不少于|目标|将|完成.{0,12}任务|拟|预计"
)
_FACT = re.compile(r"已|完成了|共有|现有|累计|实现了|同比|全年|顺利|目前|截至")
_COMPARE = re.compile(r"以上|以下|不[低少高超]|超过|控制在|至少|最[多少]|左右|约|近|余")
_CHANGE = re.compile(r"增[加长]|提[高升]|下降|减少|比上年|较上年|同比|上升")
_EACH = re.compile(r"(?=[每人生师各\d])(?:每|人均|生均|\d+[元]?/|师均|各)")
_EXAMPLE = re.compile(r"其中|例如|比如|分别|包括")
_RULED = re.compile(r"规定|标准|办法|按照|根据|依据|依法")
_SIGNS = {
    "promise": _PROMISE,
    "fact": _FACT,
    "compare": _COMPARE,
    "change": _CHANGE,
    "each": _EACH,
    "example": _EXAMPLE,
    "ruled": _RULED,
}
_CLASSES = {
    "share": "% 百分点 ‰ 比",
    "people": "人 人次",
    "money": "元",
    "space": "平方米 亩 米 公里",
    "time": "学时 课时 天 小时 分钟 年 周 个月",
}
_CLASS = {unit: name for name, units in _CLASSES.items() for unit in units.split()}
_LENGTHS = (3, 6, 10, 15, 22)
_SENTENCES = (15, 40, 80, 160)
_CROWD = (1, 2, 4, 8)
_NEAR = 12
"""Characters before and after a number in which its words stand."""


def features(
    article: Article, header: Header, statements: Sequence[Statement]
) -> Iterator[frozenset[str]]:
    """The words of each statement, in order."""
    crowd = Counter(s.quote for s in statements)
    names = Counter((s.indicator, s.year, s.nature) for s in statements)
    kind = f"kind:{header.kind}"
    for statement in statements:
        words = {kind, f"many:{_step(crowd[statement.quote], _CROWD)}"}
        if statement.indicator and names[statement.indicator, statement.year, statement.nature] > 1:
            words.add("named again")
        if statement.year != header.year:
            words.add("other year")
        words |= {*statement.hints, *(f"{hint} {statement.nature}" for hint in statement.hints)}
        words |= _of_meaning(statement) | _of_name(statement) | _of_sentence(statement)
        words |= {f"{kind} nature:{statement.nature}", *_headings(article, statement)}
        yield frozenset(words)


def _of_meaning(statement: Statement) -> set[str]:
    unit = _CLASS.get(statement.unit, "thing" if statement.unit else "none")
    nature, comparator = f"nature:{statement.nature}", f"comparator:{statement.comparator}"
    words = {
        f"unit:{statement.unit}",
        f"class:{unit}",
        nature,
        comparator,
        f"category:{statement.category}",
        f"{nature} {comparator}",
        f"per:{bool(statement.per)} class:{unit}",
        f"class:{unit} {nature}",
    }
    if statement.year is None:
        words.add("no year")
    if statement.value < 10 and unit == "thing":
        words.add("few things")
    return words


def _of_name(statement: Statement) -> set[str]:
    name = statement.indicator
    words = {f"rule:{statement.rule}"}
    if not name:
        return words | {"no name"}
    words |= {f"name:{_step(len(name), _LENGTHS)}", f"opens {name[:2]}"}
    words |= {f"ends {name[-1:]}", f"ends {name[-2:]}"}
    if name in statement.quote:
        return words | {"name said"}
    held = sum(c in statement.quote for c in name) / len(name)
    return words | {f"name held:{int(held * 4)}"}


def _of_sentence(statement: Statement) -> set[str]:
    quote = statement.quote
    at = quote.find(statement.text)
    near = quote[max(0, at - _NEAR) : at + len(statement.text) + _NEAR] if at >= 0 else quote
    nature = f"nature:{statement.nature}"
    words = {f"length:{_step(len(quote), _SENTENCES)}", "table" if "\t" in quote else "text"}
    for sign in _signs(quote):
        words |= {f"said:{sign}", f"said:{sign} {nature}"}
    for sign in _signs(near):
        words |= {f"near:{sign}", f"near:{sign} comparator:{statement.comparator}"}
    words.add(f"year said:{bool(_YEAR.search(quote))} {nature}")
    if "（" in near:
        words.add("brackets")
    return words


@lru_cache(maxsize=64)
def _signs(text: str) -> tuple[str, ...]:
    """What the words of a text are signs of; all statements of a sentence ask for its own."""
    return tuple(sign for sign, pattern in _SIGNS.items() if pattern.search(text))


def _headings(article: Article, statement: Statement) -> set[str]:
    path = article.path(article.text.within(statement.span)[0])
    titles = "".join(section.title for section in path)
    words = {f"depth:{min(len(path), 3)}"}
    words |= {f"heading:{sign}" for sign in ("promise", "fact") if _SIGNS[sign].search(titles)}
    return words


def _step(number: int, steps: Sequence[int]) -> int:
    """How many of the steps a number passes."""
    return sum(number > step for step in steps)
