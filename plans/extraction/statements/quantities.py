"""A sentence enters, its quantities leave: number and unit, in base units."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from plans.extraction.numerals import approximate_pair, number
from plans.extraction.patterns import opening
from plans.extraction.statements.exclusions import blot
from plans.extraction.statements.measures import COUNTING, MEASURE, PERSON, SPOKEN, UNIT_OF
from plans.extraction.statements.quantity import Quantity
from plans.extraction.statements.spoken import find_spoken
from plans.extraction.statements.unsaid import count_people, find_unsaid

_DIGIT = "零〇一二两三四五六七八九十"
_CHINESE = _DIGIT + "百千万亿"
_ARABIC = r"(?:\d{1,3}(?:[, ]\d{3}){1,4}(?!\d)(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,6})?)(?!\d)"
_SCALE = r"(?:[百千]?万亿|[十百千]?[万亿]|[百千](?![米克瓦字]))"
_SPELT = (
    rf"(?:[一二两三四五六七八九十][{_CHINESE}]{{0,10}}(?:点[{_DIGIT}]{{1,3}}|[余多来][万亿])?(?![{_CHINESE}])"
    r"|(?<!每)[百千万](?=[余多]?[名所]))"
)
_NUMBER = rf"(?:{_ARABIC}[余多来]?{_SCALE}?|{_SPELT})"
# 数十名 is no ten; 总数3200人 is a number all the same
_FREE = (
    rf"(?:(?<![\dA-Za-z.第#№×_*/{_CHINESE}几每])(?:(?=\d)|(?<!数))"
    r"|(?<=[高初][一二三])(?=\d{2,5}人))"
)
# 高一1132人
_TO = r"(?:[-~—–－―～〜]{1,2}|至|到)"

_QUANTITY = re.compile(
    rf"""(?=[\d{_CHINESE}]){_FREE}(?:
    百分之(?P<percent>百(?![{_CHINESE}])|{_NUMBER})(?:{_TO}(?:百分之)?(?P<percent_high>{_NUMBER}))?
  | (?P<parts>[{_DIGIT}]{{1,3}}|\d{{1,3}})分之(?P<share>[{_DIGIT}]{{1,3}}|\d{{1,3}})
  | (?P<tenths>[{_DIGIT}]{{1,2}})成(?P<tenth>[{_DIGIT}半])?
        (?![为立长果熟效本绩员功都才人年就品份套不语])
  | (?P<left>\d{{1,4}}(?:\.\d{{1,4}})?)[ ]?(?P<colon>[:：∶︰/比])[ ]?
        (?P<right>\d{{1,4}}(?:\.\d{{1,4}})?)(?![\d:：∶︰]|\.\d)
  | (?P<low>{_NUMBER})(?:[余多来几](?!媒体))?
        (?:(?P<low_unit>{MEASURE})?{_TO}(?P<high>{_NUMBER})(?:[余多来几](?!媒体))?)?
        [ ]?(?:(?P<unit>{MEASURE})|(?=(?P<person>{PERSON}))
            |(?<=万)(?=[^用元于，。；、\d]{{1,5}}(?:学生|[初高]中生|毕业生|教师|劳动力)))
    )""",
    re.X,
)
_MEASURELESS = re.compile(
    opening("系数|指数|年限|增加|提高|延长|缩短") + r"(?:(?:系数|指数|年限)[^，。；、\d]{0,12}"
    r"(?:[由从]?(?:19|20)\d\d年的?)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,4})?)(?P<unit>年)?(?![\d.%])"
    r"|(?:增加|提高|延长|缩短)了?(?P<step>\d{1,2}\.\d{1,2})年)"
)
# more of a coefficient named before: 差异系数小学为0.46、初中为【0.41】
_COEFFICIENT = re.compile(
    r"(?<![\d.])(?P<number>[01]\.\d{1,4})(?=[，。；、）和及降提的]|[上下]降|以内|以下|左右|$)"
)
# and more years of schooling: 由9.1年增加到10.5年
_YEARS_TOO = re.compile(
    r"(?:增加|提高|延长|上升)[到至](?P<number>\d{1,2}(?:\.\d{1,2})?)年(?![底内前级以])"
)
_PEOPLE = r"人口|用户|在校生|在校学生|在园幼儿|学生|教师|教职工|师生|党员"
_FUNDS = (
    r"投入|投资|资金|资助金|[助奖]学金|津贴|补贴|经费|补助|捐款|筹资|筹措|拨款|奖金|债务|欠款|贷款"
)
_UNSAID = re.compile(
    rf"{opening(f'{_PEOPLE}|{_FUNDS}')}(?:(?P<people>{_PEOPLE})|{_FUNDS})[^，。；、\d]{{0,6}}(?P<number>{_ARABIC}[余多]?[万亿][余多]?)"
    r"(?![一-鿿]?[人名元口美港欧])(?=[，。；、）\s]|左右|以上|$)"
)
_SHARED = re.compile(
    rf"(?P<list>(?:(?<![\d.])\d{{1,6}}(?:\.\d{{1,4}})?[、，和与及]){{1,12}})(?=\d{{1,6}}(?:\.\d{{1,4}})?(?P<scale>[万亿]?)(?P<unit>{MEASURE}))"
)
_BARE_STAGE = re.compile(
    r"(?<=[，、；：（中])(?:小学|初中|高中|普高|中职|职高|学前|幼儿园|幼儿|中学|男生?|女生?)部?(?:共|有)?"
    r"(?P<number>\d{1,6})(?=[，、；。）]|$)"
)
# 在校生9120人（去年秋季9364），比去年同期减少244
_BARE_THEN = re.compile(
    r"(?:（(?:去年|上年|上学[年期])(?:同期|[春秋]季)?(?:为|是)?"
    r"|[比较](?:去年|上年|上学[年期])(?:同期)?(?:净?[增减]|增加|减少|多|少)了?)"
    r"(?P<number>\d{1,6})(?=[，；。）]|$)"
)
_NEAR_BY = 60
"""Characters back in which the number stands whose unit a bare one shares."""
_SHARE = re.compile(r"以上|以下|左右|的")
_RATIO = re.compile(r"比|配备|标准")
# 师生比初中为1:13，小学为【1:19】
_RATIOS = re.compile(r"比[^，。；、]{0,14}\d[:：∶][\d.]+[，、；][^，。；、]{0,8}$")
_NAMES_BEFORE = re.compile(r"[、和与及][一-鿿]{1,8}$|[、和与及][一-鿿]{1,8}等$")
# 9个老师守着11个学生; but 3个学生社团 are clubs
_SOMEBODY = re.compile(
    rf"(?:{PERSON})(?!社团|团体|团队|队|会|组|食堂|公寓|宿舍|档案|活动|培训|工作|基地|之家|中心"
    r"|[一-鿿]{0,4}(?:班|园|校|室|站|群|家庭|项目|课程|岗位|编制|平台|代表|名额|标兵|典型))"
)
_PRICE = re.compile(r"[钱费奖补贴花价款资][^，。；]{0,8}$")
# 三台小学, 九门中学
_PLACE = re.compile(r"小学|[初高]?中学?|幼儿园|[县乡镇村]")
_IN_PLACE_NAMES = frozenset("台门场层块天片支亩米分")
_CLASS_NAME = re.compile(
    r"[一二三四五六七八九高初级届]$|[包带教跟任]$|语文$|数学$|英语$|物理$|历史$|[文理]科$"
)
_LESSON = re.compile(r"每[周天日]|学期|听课")
_ONE = re.compile(
    r"(?:[每各][^，。；]{1,14}|(?:至少|不少于|不低于|不得少于|人均)[^，。；]{0,8})$"
    r"|(?:建|建成|建设|创建|改建|扩建|兴建|引进|配备|增加|新增|创办|打造)(?:了|好|起)?$"
)
# most sentences count nothing: 一 alone counts before few measures
_NUMERAL = re.compile(
    r"[\d二三四五六七八九十百千万亿两半]"
    r"|一[个名位成小所人台套间栋幢座节户家门张辆亩]"
)
# 分别提高4个和5个百分点
_POINTS_TOO = re.compile(r"(?:[、和及]\d+(?:\.\d+)?个?)+百分点")
_EVERY = re.compile(r"(?:[每各漏这那某同哪]|任何)$")
_ONE_COUNTS = frozenset(("小时", *"所人台套间栋幢座节户家门张辆亩"))
_NEEDS_NAMES = frozenset("校县市区乡镇村")


_SIGNS = (
    _QUANTITY,
    _MEASURELESS,
    _UNSAID,
    re.compile(
        r"半|\d[余多]?[万亿]|万[一二三四五六七八九]|分|线|率|平均年龄|服务期|起|[百千]人|保\d|系数"
    ),
)


def find_quantities(sentence: str) -> tuple[Quantity, ...]:
    """Quantities of a sentence in reading order, positions relative to it."""
    if not _NUMERAL.search(sentence) or not any(p.search(sentence) for p in _SIGNS):
        return ()
    clear = blot(sentence)
    spoken = (q for match in _QUANTITY.finditer(clear) for q in _found(match, clear))
    shared = _sharing_a_unit(clear) if "分别" in clear or "各" in clear else ()
    rest = (*shared, *_unsaid(clear), *_measureless(clear))
    by_place = {q.start: q for q in (*rest, *spoken, *find_spoken(clear))}
    for quantity in _goes_on(clear, tuple(by_place.values())):
        by_place.setdefault(quantity.start, quantity)
    by_place |= {q.start: q for q in find_unsaid(clear, tuple(by_place.values()))}
    return tuple(count_people(clear, [by_place[start] for start in sorted(by_place)]))


def _found(match: re.Match[str], clear: str) -> Iterator[Quantity]:
    quantity = _quantity(match, clear)
    if quantity and quantity.value_high is not None and _is_move(match, clear):
        middle = match.start("high")
        yield replace(quantity, end=match.end("low_unit"), value_high=None)
        yield replace(quantity, start=middle, value=quantity.value_high, value_high=None)
    elif quantity:
        yield quantity


def _is_move(match: re.Match[str], clear: str) -> bool:
    """``从2所到5所`` is a start value and an end value, no range."""
    before = clear[match.start() - 1] if match.start() else ""
    return (
        before in ("由", "从")
        and bool(match["low_unit"])
        and clear[match.end("low_unit")] in "到至"
    )


def _quantity(match: re.Match[str], clear: str) -> Quantity | None:
    if match["percent"]:
        return _percentage(match)
    if match["tenths"]:
        return _tenths(match)
    if match["parts"]:
        return _fraction(match, match["share"], match["parts"])
    if match["colon"]:
        pair = _fraction if match["colon"] == "/" else _pair
        return pair(match, match["left"], match["right"]) if _is_ratio(match, clear) else None
    return _measured(match, clear)


def _percentage(match: re.Match[str]) -> Quantity | None:
    low = number(match["percent"])
    high = number(match["percent_high"]) if match["percent_high"] else None
    return Quantity(match.start(), match.end(), low, high, "%") if low is not None else None


def _tenths(match: re.Match[str]) -> Quantity | None:
    """``三成`` is 30 %, ``二成五`` 25 %, ``七八成`` 70 to 80 %."""
    both = approximate_pair(match["tenths"])
    low = both[0] if both else number(match["tenths"])
    if low is None or not 0 < low <= 10:
        return None
    rest = Decimal(5) if match["tenth"] == "半" else number(match["tenth"] or "零") or Decimal(0)
    high = both[1] * 10 if both else None
    return Quantity(match.start(), match.end(), low * 10 + rest, high, "%")


def _fraction(match: re.Match[str], part: str, whole: str) -> Quantity | None:
    """``三分之一`` is 33.33 %."""
    pair = _pair(match, part, whole)
    if pair is None or pair.value_high is None:
        return None
    share = (100 * pair.value / pair.value_high).quantize(Decimal("0.01"))
    return replace(pair, value=share, value_high=None, unit="%")


def _pair(match: re.Match[str], first: str, second: str) -> Quantity | None:
    left, right = number(first), number(second)
    if left is None or right is None or not right:
        return None
    return Quantity(match.start(), match.end(), left, right, "比")


def _is_ratio(match: re.Match[str], clear: str) -> bool:
    """Not a time of day (8:30), a date (3/15) or two years that are compared."""
    clause = re.split(r"[，。；]", clear[max(0, match.start() - 60) : match.start()])[-1]
    if _RATIO.search(clause) or _RATIOS.search(clear, max(0, match.start() - 60), match.start()):
        return True
    if match["colon"] == "/" and _SHARE.match(clear, match.end()):
        return Decimal(match["left"]) < Decimal(match["right"]) <= 10
    if match["colon"] in "/比":
        return False
    if match["colon"] == "∶" and match["left"] == "1":
        return True
    minute = match["right"]
    is_time = (
        len(minute) == 2 and "." not in minute and Decimal(match["left"]) < 24 and int(minute) < 60
    )
    return not is_time


def _measured(match: re.Match[str], clear: str) -> Quantity | None:
    unit = "人" if match["unit"] is None else UNIT_OF[match["unit"]]
    unit = _unit_meant(unit, match, clear)
    spelt = not match["low"][0].isdigit()
    if _PLACE.match(clear, match.end()) and spelt and unit in _IN_PLACE_NAMES:
        return None
    if spelt and not _spelt_counts(match, unit, clear):
        return None
    low, high = _values(match)
    if unit == "班" and _CLASS_NAME.search(clear[max(0, match.start() - 2) : match.start()]):
        return None
    if low is None or (match["unit"] is None and (spelt or low < 5)):
        return None
    start, low = _without_list_mark(match, unit, low)
    return Quantity(start, match.end(), low, high, unit)


def _unit_meant(unit: str, match: re.Match[str], clear: str) -> str:
    """People and percentage points are counted in 个 as well, and money in 块."""
    if unit == "个" and _POINTS_TOO.match(clear, match.end()):
        return "百分点"
    if unit == "个" and _SOMEBODY.match(clear, match.end()):
        return "人"
    before = clear[max(0, match.start() - 14) : match.start()]
    return "元" if unit == "块" and _PRICE.search(before) else unit


def _values(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Low and high value; a scale that stands only behind the high one holds for both."""
    first, second = _plain(match["low"]), match["high"]
    if not second:
        return approximate_pair(first) or (number(first), None)
    low, high = number(first), number(_plain(second))
    scale = re.search(r"[十百千]?[万亿]+$|[百千]$", _plain(second))
    if low is None or high is None or not scale or first[-1] in "百千万亿" or match["low_unit"]:
        return low, high
    bare = number(_plain(second)[: scale.start()])
    if bare is not None and low < bare:
        return number(first + scale.group()) if first[-1].isdigit() else low, high
    return low, high


def _plain(text: str) -> str:
    return re.sub(r"[余多来几 ]", "", text)


def _spelt_counts(match: re.Match[str], unit: str, clear: str) -> bool:
    """Whether a Chinese numeral counts here and is no name, idiom or article (一所, 三中)."""
    before = clear[max(0, match.start() - 16) : match.start()]
    if unit not in SPOKEN:
        return False
    if match["low"] == "一" and not match["high"]:
        return unit == "百分点" or (
            unit in _ONE_COUNTS and bool(_ONE.search(before)) and not _EVERY.search(before)
        )
    if unit in _NEEDS_NAMES:
        return bool(_NAMES_BEFORE.search(before))
    if unit == "节":
        return bool(_LESSON.search(before)) or clear.startswith("课", match.end())
    return unit != "元" or len(match["low"]) > 1


def _without_list_mark(match: re.Match[str], unit: str, low: Decimal) -> tuple[int, Decimal]:
    """``3.10所`` at the head of a line is item 3 and ten schools: schools come whole."""
    mark = re.match(r"(\d{1,2}\.)(\d+)", match["low"])
    if match.start() == 0 and mark and unit in COUNTING and match["low"] == mark.group():
        return len(mark[1]), Decimal(mark[2])
    return match.start(), low


def _measureless(clear: str) -> Iterator[Quantity]:
    """Coefficients and years of schooling, which only their nouns make quantities."""
    more = {_COEFFICIENT: 0, _YEARS_TOO: 0}
    for match in _MEASURELESS.finditer(clear):
        group = "step" if match["step"] else "number"
        years = bool(match["step"]) or match[0].startswith("年限")
        if years == clear.startswith("年", match.end(group)):
            start, unit = match.start(group), "年" if years else ""
            yield Quantity(start, match.end(), Decimal(match[group]), None, unit)
            pattern = _YEARS_TOO if years else _COEFFICIENT
            more[pattern] = more[pattern] or match.end()
    for pattern, begin in more.items():
        unit = "年" if pattern is _YEARS_TOO else ""
        for match in pattern.finditer(clear, begin) if begin else ():
            yield Quantity(match.start("number"), match.end(), Decimal(match["number"]), None, unit)


def _goes_on(clear: str, found: tuple[Quantity, ...]) -> Iterator[Quantity]:
    """``学生2243人，初中694（去年711）``: these share the unit before them."""
    for match in (*_BARE_STAGE.finditer(clear), *_BARE_THEN.finditer(clear)):
        start = match.start("number")
        before = [q for q in found if start - _NEAR_BY < q.start < match.start()]
        if before and (unit := max(before, key=lambda q: q.start).unit) in COUNTING:
            yield Quantity(start, match.end(), Decimal(match["number"]), None, unit)


def _unsaid(clear: str) -> Iterator[Quantity]:
    """``人口39万``, ``投入50多万``: people and money need not be named again."""
    for match in _UNSAID.finditer(clear):
        value = number(_plain(match["number"]))
        if value is not None:
            unit = "人" if match["people"] else "元"
            yield Quantity(match.start("number"), match.end(), value, None, unit)


def _sharing_a_unit(clear: str) -> Iterator[Quantity]:
    """``分别为3、5、8所``: the unit of the last holds for those before it."""
    for match in _SHARED.finditer(clear):
        for item in re.finditer(r"\d+(?:\.\d+)?", match["list"]):
            value = number(item.group() + match["scale"])
            if value is not None:
                start = match.start() + item.start()
                yield Quantity(
                    start, start + len(item.group()), value, None, UNIT_OF[match["unit"]]
                )
