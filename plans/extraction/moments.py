"""Clean text enters, the moments that it names leave: days, months, quarters, ends of years."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from plans.extraction.numerals import chinese_integer
from plans.extraction.schema import Precision

# 10月, 十月; not the tail of 2010月, 3.5月 or 三十一月, but behind the number of an item (1.5月)
_MONTH = (
    r"(?:(?:(?<![\d.])|(?<=[\n。；]\d\.)|(?<=[\n。；]\d\d\.))(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十两第])"
    r"(?:十[一二]?|[一二三四五六七八九])|(?<![\d一二三四五六七八九十百千万亿两几美欧日公])元)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_TO = r"(?:[-—–~～―]+|至|到)"
_YEAR = (
    r"(?:(?<!\d)(?:19|20)[\dxX×_＿*]{1,2}年?(?:[-—–~～―]+|至))?"
    r"(?P<year>(?<!\d)(?:19|20)\d\d|二[〇零○O]{1,2}[〇零○O一二三四五六七八九]{1,2}"
    r"|20[xX×_＿*]{1,2}|20[12][xX×_＿*]|[xX×]{2,4}|[今本当同明来次去上前]"
    r"|(?<!\d)[01]\d(?=年\d{1,2}月))年度?的?(?:[春秋]季?学期(?=1?\d月))?"
)
_PART = r"[上中下]旬|[底末初]"
_FIGURES = r"(?:1[0-2]|0?[1-9])(?:[./](?:3[01]|[12]\d|0?[1-9]))?"
_TO_COME = r"(?=(?:之|以)?前(?![期夕后往]))"
_CORE = rf"""(?:
    (?P<from>{_MONTH})(?:月(?:份|[上中下]旬|[底末初]|{_DAY}[日号]?)?)?{_TO}
    (?:(?P<later>次|翌|明|20\d\d)年)?(?P<m1>{_MONTH})月(?:(?P<d1>{_DAY})[日号]|份?(?P<part1>{_PART})?)
  | (?:(?<!\d)20\d\d[./-]{_FIGURES}{_TO}(?=20\d\d))?
    (?P<y6>(?<!\d)20\d\d)[./-](?P<m6>1[0-2]|0?[1-9])(?:[./-](?P<d6>3[01]|[12]\d|0?[1-9]))?(?![\d.])
  | (?P<m2>{_MONTH})月{_DAY}[日号]?{_TO}(?P<d2>{_DAY})[日号]
  | (?P<m3>{_MONTH})月(?P<d3>{_DAY})[日号]
  | (?P<also>{_MONTH})[、和](?P<m4>{_MONTH})月份?(?P<part4>{_PART})?
  | (?P<m5>{_MONTH})月份?(?P<part5>{_PART})?
  | (?<!前)第?(?P<quarter>[一二三四1-4])季度[末底]?
  | (?P<half>[上下])半年
  | [“"]?(?P<plan>十[一二三四五]?五)["”]?(?:规划|计划)?期?末
  | (?P<end>(?(year)年?[底末内]|(?<![\d一二三四五六七八九十两几数多近学每全]|来)年[底末内])
    |(?<![学每])年终{_TO_COME})
  | (?:[春秋]季?[、和])?(?P<term>[春秋])[季期]?(?:学期)?开学(?:{_TO_COME}|[ ]?(?=[|\t]|$))
  | [“"]?(?P<feast>教师节|国庆|元旦|(?<![一二三四五六七八九十])[五六七]一)
    [”"]?(?:国际)?(?:劳动|儿童|建党)?节?{_TO_COME}
  | (?P<whole>(?(year)|(?!)))
)"""
_BOUND = r"(?:之|以)?(?:前(?!提(?!交|出|供|醒|请|前))|内)(?![期夕列来后往部涵外置地])|为?止|截止"
_AFTER = r"起|开始|以来|以后|之后|后(?!勤)"
_MOMENT = re.compile(
    rf"(?P<before>截止到|截至|截止|到|至|从|自|每年的?|历年|往年)?(?:{_YEAR})?"
    rf"{_CORE}(?:(?P<bound>{_BOUND})|(?P<after>{_AFTER}))?",
    re.X,
)
MOST_IN_CLAUSE = 40
"""No sentence names more moments between two commas; what does is no prose."""

_CLAUSE_MARKS = "，。；！？\n"
_CLAUSE_END = re.compile(f"[{_CLAUSE_MARKS}]")
# (?=…) names what the pattern begins with: nothing is tried elsewhere
_ANCHOR = re.compile(
    r"(?=[\dxX×_＿*月季半年到至五六七开教国元])(?:[\dxX×_＿*]年|20\d\d[./-]\d|月|季度|半年"
    r"|年度?[底末内前]|年[之以]前|[到至][^\s，。；！？]{2,4}年|五[”\"]?(?:规划)?期?末|年终|开学|教师节|国庆|元旦"
    r"|[五六七]一)"
)

PLANS_END = {
    "十五": 2005,
    "十一五": 2010,
    "十二五": 2015,
    "十三五": 2020,
    "十四五": 2025,
    "十五五": 2030,
}
_OPENING = ("从", "自", "每年", "每年的", "历年", "往年")
_PARTS: dict[str, tuple[int, Precision]] = {
    "上旬": (10, "ten_days"),
    "初": (10, "ten_days"),
    "中旬": (20, "ten_days"),
    "下旬": (0, "ten_days"),
    "底": (0, "month"),
    "末": (0, "month"),
}
# the last day before a feast that opens a month; 教师节前 as 9月10日前
_FEASTS = {
    "教师节": (9, 10),
    "国庆": (9, 30),
    "元旦": (12, 31),
    "五一": (4, 30),
    "六一": (5, 31),
    "七一": (6, 30),
}

RELATIVE = {
    "今": 0,
    "本": 0,
    "当": 0,
    "同": 0,
    "明": 1,
    "来": 1,
    "次": 1,
    "去": -1,
    "上": -1,
    "前": -2,
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as written. ``month`` and ``day`` are its last; ``day`` 0 is the month's end.

    ``year`` is the year that stands with it, ``shift`` a year counted from the document's
    (明年 is 1), ``masked`` a year made unreadable (20xx年). ``wraps`` marks a range that passes
    the new year (11月-2月), ``bounded`` a limit (前, 内, 止, 到, 年底), ``open`` what begins or
    precedes something or comes back (起, 以来, 每年), ``bare`` a mere year or a date in
    figures (2024.6.30), which may as well be a number of something.
    """

    start: int
    end: int
    month: int
    day: int
    precision: Precision
    year: int | None
    shift: int | None
    masked: bool
    wraps: bool
    bounded: bool
    bare: bool
    open: bool


def moments(value: str) -> Iterator[Moment]:
    """Every moment of the text, in order."""
    end = 0
    while anchor := _ANCHOR.search(value, end):
        start, end = _clause_of(value, anchor.start(), end)
        for match in islice(_matches(value, start, end), MOST_IN_CLAUSE):
            moment = _moment(match)
            if moment:
                yield moment


def _clause_of(value: str, at: int, low: int) -> tuple[int, int]:
    """The clause around a place, no more of it than begins at ``low``."""
    start = max(value.rfind(mark, low, at) for mark in _CLAUSE_MARKS) + 1
    end = _CLAUSE_END.search(value, at)
    return max(start, low), end.start() if end else len(value)


def _matches(value: str, start: int, end: int) -> Iterator[re.Match[str]]:
    while match := _MOMENT.search(value, start, end):
        if _numbered(match):
            start = match.end("also") + 1
            continue
        yield match
        start = max(match.end(), match.start() + 1)


def last_day(year: int, month: int) -> int:
    """Last day of a month; a masked year (0) is a common year."""
    return monthrange(year or 2001, month)[1]


def _moment(match: re.Match[str]) -> Moment | None:
    before, bound = match["before"] or "", match["bound"] or ""
    limit = before in ("到", "至") or bool(bound or match["end"] or match["plan"])
    bare = any(match[kind] is not None for kind in ("whole", "y6", "term")) and not limit
    if bare and match["whole"] is not None and (not match["year"] or match["year"] in RELATIVE):
        return None
    month, day, precision = _position(match)
    stated, shift, masked = _year(match)
    if not 1 <= month <= 12 or day > 31:
        return None
    return Moment(
        match.start(),
        match.end(),
        month,
        day,
        precision,
        stated,
        shift,
        masked,
        wraps=_wraps(match, month),
        bounded=limit,
        bare=bare,
        open=bool(match["after"]) or (before in _OPENING and not match["from"] and not match["m2"]),
    )


def _position(match: re.Match[str]) -> tuple[int, int, Precision]:
    """Month, day (0 is the last) and precision of what a match names."""
    for kind in "1236":
        if match[f"m{kind}"] and match[f"d{kind}"]:
            return number_of(match[f"m{kind}"]), number_of(match[f"d{kind}"]), "day"
    if match["m6"]:
        return number_of(match["m6"]), 0, "month"
    for kind in "145":
        if match[f"m{kind}"]:
            part = _PARTS.get(match[f"part{kind}"] or "", (0, "month"))
            return number_of(match[f"m{kind}"]), *part
    if match["feast"]:
        return *_FEASTS[match["feast"]], "day"
    return _season(match)


def _season(match: re.Match[str]) -> tuple[int, int, Precision]:
    """The last month of a quarter, a half-year or a year, or the one before a term begins."""
    if match["term"]:
        return (2 if match["term"] == "春" else 8), 0, "month"
    if match["quarter"]:
        return number_of(match["quarter"]) * 3, 0, "quarter"
    if match["half"]:
        return (6 if match["half"] == "上" else 12), 0, "half_year"
    return 12, 0, "year"


def _numbered(match: re.Match[str]) -> bool:
    """Whether what looks like two months is an item's number and a month: 一、三月份."""
    first = match["also"]
    if not first or match["year"] or number_of(first) + 1 == number_of(match["m4"]):
        return False
    place = match.start("also")
    return match.string[match.end("also")] == "、" and (
        place == 0 or match.string[place - 1] in "\n。；"
    )


def _wraps(match: re.Match[str], month: int) -> bool:
    if match["later"]:
        return not match["later"].isdigit()
    first = match["from"] or match["also"]
    return bool(first) and number_of(first) > month


def _year(match: re.Match[str]) -> tuple[int | None, int | None, bool]:
    """Year as stated, as shift from the document's year, and whether it is masked."""
    if match["y6"]:
        return int(match["y6"]), None, False
    if match["plan"]:
        return PLANS_END[match["plan"]], None, False
    text = match["year"]
    if (match["later"] or "").isdigit():
        return int(match["later"]), None, False
    if not text:
        return None, None, False
    if text in RELATIVE:
        return None, RELATIVE[text], False
    if text.isdigit():
        return int(text) + (2000 if len(text) == 2 else 0), None, False
    digits = chinese_integer(text)
    return digits, None, digits is None


def number_of(text: str) -> int:
    """Value of a short numeral, Arabic or Chinese; 0 if it is none. 元月 is the first month."""
    if text == "元":
        return 1
    return int(text) if text.isdigit() else chinese_integer(text) or 0


_SIGNED = re.compile(
    r"^[^\n，。；：\d]{0,24}((?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月"
    r"[\d一二三四五六七八九十]{1,3}日)(?:印发)?[）)]?$",
    re.M,
)


def signed_on(value: str) -> date | None:
    """The earliest of the dates that stand alone, or behind the issuer, on a line."""
    found = (m for line in _SIGNED.finditer(value) for m in moments(line[1]))
    return min((day for m in found if (day := _day(m))), default=None)


def _day(moment: Moment) -> date | None:
    try:
        return date(moment.year or 0, moment.month, moment.day)
    except ValueError:  # no year, or no such day: 2月30日
        return None
