"""A sentence enters; numbers leave whose unit only their noun tells: 最高分661, 过线的712个.

Each alternative asks for a noun that is told in one unit alone, so that nothing else is found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from plans.extraction.numerals import number
from plans.extraction.statements.quantity import Quantity

_END = r"(?=[，。；、（）()\s]|$)"
_SAID = r"(?:只|仅|也|就|才|已|一共|共)*(?:有|为|是|达到?|到|考了|划[在为]|定[在为])?了?"
_CN = "一二两三四五六七八九十"

_TOLD = re.compile(
    rf"""
    (?:最高分|最低分|平均分|均分|(?:录取|分数|控制|投档|及格|合格)线){_SAID}
        (?P<mark>\d{{2,3}}(?:\.\d{{1,2}})?){_END}
  | (?:过线|上线|达线|实考|应考)(?:人数)?的?{_SAID}(?P<people>\d{{1,6}}){_END}
  | 率(?:基本)?(?:为|是|达到|保持|控制|降|实现|做到)*(?:在|为|到|至)?(?P<zero>0){_END}
  | 平均年龄(?:达到?|为|是|已|约|仅|只有|超过|接近|高达|也|就)*(?P<age>\d{{2}}(?:\.\d)?岁)
  | [比较][^，。；、\d]{{1,8}}[大小高低]了?(?P<older>\d{{1,2}}(?:\.\d)?岁){_END}
  | 服务期(?:限|一般|原则上|最低|至少|为|须|应|不少于|不低于|不得少于|不得低于|满)*
        (?P<years>(?:\d{{1,2}}|[{_CN}]{{1,2}})年(?![级前内度]))
  | (?:查处|查办|发生|处置|处理|调处|调解|化解|立案|受理|侦破|纠正)[^，。；\d]{{0,14}}?
        (?P<cases>\d{{1,5}}[余多]?起){_END}
  | (?:[多少增减]|增加|减少|下降)了?(?P<more>\d{{1,5}}起){_END}
  | (?:不足|不到|超过|突破|接近)(?P<round>[百千]人)(?![次均大代工份一-鿿])
    """,
    re.X,
)
_UNITS = {
    "mark": "分",
    "people": "人",
    "zero": "%",
    "age": "岁",
    "older": "岁",
    "years": "年",
    "cases": "起",
    "more": "起",
    "round": "人",
}
_NOUNS = re.compile(r"分|线|应考|实考|率|年龄|服务期|起|[百千]人")
_SECONDS = re.compile(r"(?<![\d:：第])(?P<minutes>\d{1,2})分(?P<seconds>\d{1,2})秒")
# 保63争65, after what it is to be of
_AIMED = re.compile(rf"保(?P<kept>\d{{1,4}}(?:\.\d)?)争(?P<aimed>\d{{1,4}}(?:\.\d)?){_END}")
_AIM = re.compile(rf"目标(?:是|为|定[为在])?(?P<number>\d{{1,6}}){_END}")
_COEFFICIENT_OF = re.compile(r"(?:差异|变异|均衡)系数")
_COEFFICIENT = re.compile(
    rf"(?:为|是|仅|只有|达到?|到|至|[在于])(?P<number>[01]\.\d{{1,4}})(?:{_END}|(?=以内|以下|左右))"
)
_AIMED_AT = frozenset(("%", "人", "分"))


def find_unsaid(clear: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Marks, people, zero rates, ages, cases; aims in the unit of the number before them."""
    if _NOUNS.search(clear):
        yield from _told(clear)
    for match in _SECONDS.finditer(clear) if "秒" in clear else ():
        value = 60 * Decimal(match["minutes"]) + Decimal(match["seconds"])
        yield Quantity(match.start(), match.end(), value, None, "秒")
    of = _COEFFICIENT_OF.search(clear) if "系数" in clear else None
    for match in _COEFFICIENT.finditer(clear, of.end()) if of else ():
        start = match.start("number")
        yield Quantity(start, match.end("number"), Decimal(match["number"]), None, "")
    for pattern, groups in ((_AIMED, ("kept", "aimed")), (_AIM, ("number",))):
        yield from _aims(clear, found, pattern, groups)


def _told(clear: str) -> Iterator[Quantity]:
    for match in _TOLD.finditer(clear):
        group = match.lastgroup or ""
        said = re.sub("[岁年起余多人]", "", match[group])
        value = number(said) or Decimal(100 if said == "百" else 1000 if said == "千" else 0)
        yield Quantity(match.start(group), match.end(group), value, None, _UNITS[group])


def _aims(
    clear: str, found: Sequence[Quantity], pattern: re.Pattern[str], groups: tuple[str, ...]
) -> Iterator[Quantity]:
    """今年保25争27 after 去年22%: the numbers to be reached share the unit of that reached."""
    told = [*found, *_told(clear)] if pattern.search(clear) else []
    for match in pattern.finditer(clear) if told else ():
        before = [q for q in told if q.end <= match.start()]
        unit = max(before, key=lambda q: q.start).unit if before else ""
        if unit in _AIMED_AT and (unit != "分" or groups != ("kept", "aimed")):
            for group in groups:
                value = Decimal(match[group])
                yield Quantity(match.start(group), match.end(group), value, None, unit)


_WHO = (
    r"(?:过线|上线|达线|过[^，。；\d]{1,4}线|过(?:特控|本科|一本)|考上[^，。；\d]{0,6}"
    r"|学生|孩子|老师|教师|考生)"
)
_WHOSE = re.compile(rf"{_WHO}的?(?:一共|总共|共|只|仅|还)*(?:有|是)?$|(?:招|收|录取|考上)了$")
_CARRIED = re.compile(
    r"(?:[去今前明当]年|[一二三]模|期[中末]|上学期|现在|目前|[^，。；\d]{0,8}比[^，。；\d]{1,8}|[^，。；\d]{0,8}的)?"
    r"(?:一共|只|仅|还|尚|又|就|才|再|也|约)*(?:有|差|多|少|走|流失|转走|变成|变为|剩下?|是|收|录取)?了?"
)
_CLAUSE = re.compile(r"[，。；：、（）]")
_BARE = re.compile(_END)
_SHARED_THINGS = 40
"""Characters back in which the people stand whom a bare 个 counts as well."""


def count_people(clear: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """过线的712个, 去年流失7个学生，今年2个: people counted in 个, with or before their noun."""
    last: Quantity | None = None
    for quantity in found:
        if quantity.unit == "个" and _BARE.match(clear, quantity.end):
            own = _CLAUSE.split(clear[max(0, quantity.start - _SHARED_THINGS) : quantity.start])[-1]
            near = last is not None and quantity.start - last.end <= _SHARED_THINGS
            carried = near and last is not None and last.unit == "人" and _CARRIED.fullmatch(own)
            if carried or _WHOSE.search(own):
                quantity = replace(quantity, unit="人")
        last = quantity
        yield quantity
