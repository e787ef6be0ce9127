"""What stands in a cell enters, a text, year, day or figure leaves, or what is wrong with it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from plans.extraction.moments import last_day, moments
from plans.extraction.numerals import chinese_integer, number
from plans.extraction.repair.script import simplified_forms

MARK = "⚠"
"""What a marked cell begins with; people need not take it away."""
SCALES = {
    "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_SIGNS = {
    "at_least": ("≥", "≧", ">=", "不低于", "不少于", "不小于", "至少"),
    "at_most": ("≤", "≦", "<=", "不超过", "不高于", "不多于", "至多"),
    "about": ("≈", "约", "大约"),
    "exactly": ("=",),
}
_ENDINGS = {
    "at_least": ("及以上", "以上"),
    "at_most": ("及以内", "以内", "及以下", "以下"),
    "about": ("左右",),
}
SIGN_OF = {sign: name for name, signs in _SIGNS.items() for sign in signs}
ENDING_OF = {word: name for name, words in _ENDINGS.items() for word in words}
_DIGITS = "零〇一二两三四五六七八九十百千万亿点"
_FIGURE = re.compile(
    rf"(?P<sign>{'|'.join(SIGN_OF)})?(?P<minus>-)?"
    rf"(?:(?P<spelt_percent>百分之)(?P<percent>[{_DIGITS}]+)"
    rf"|(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<scale>{_SCALE})?"
    rf"|(?P<spelt>[{_DIGITS}]+))"
    rf"(?P<unit>[^\d,.+~—–-]*?)(?P<ending>{'|'.join(ENDING_OF)})?"
)
_RANGE = re.compile(r"\d[^\d]{0,3}[-~—–至到][^\d]{0,2}\d")
_LOOSE = ("余", "多", "来", "几", "成")
_YEAR = re.compile(r"(\d{4}|[二一][〇零○一二三四五六七八九]{3})(?:年度?)?")
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff]")


class CellError(ValueError):
    """A cell that cannot be understood; its text says what to do."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure as it was typed, in base units; what stood with it, None where nothing did."""

    value: Decimal
    comparator: str | None
    unit: str | None
    scaled: bool


def plain(raw: object) -> str:
    """A cell of any type as the text that people see, without marks and blanks around it."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, datetime) and raw.time() == time(0):
        raw = raw.date()
    if isinstance(raw, int | float | Decimal):
        return f"{Decimal(repr(raw) if isinstance(raw, float) else raw).normalize():f}"
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip().removeprefix(MARK).strip()


def folded(text: str) -> str:
    """A text with narrow characters, simplified ones, and without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(simplified_forms())


def year_of(text: str) -> int:
    """A year such as 2025, 2025年, 二〇二五年; raises ``CellError``."""
    match = _YEAR.fullmatch(folded(text))
    found = match and (int(match[1]) if match[1].isdecimal() else chinese_integer(match[1]))
    if not found:
        raise CellError(f"“{text}”不是年度，请填四位数的年份，例如 2025。")
    return found


def day_of(text: str) -> date:
    """A day such as 2025-6-30, or the last one of 2025年6月底; raises ``CellError``."""
    match = _DAY.fullmatch(folded(text))
    try:
        return date(int(match[1]), int(match[3]), int(match[4])) if match else _spoken_day(text)
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError(f"“{text}”不是日历上的一天，请核对，例如 2025-06-30。") from error


def _spoken_day(text: str) -> date:
    said = folded(text)
    found = [m for m in moments(said) if (m.start, m.end) == (0, len(said))]
    if len(found) != 1 or found[0].open or found[0].masked or found[0].bare:
        raise CellError(f"看不懂日期“{text}”，请填成 2025-06-30 或 2025年6月底。")
    moment = found[0]
    if moment.year is None:
        raise CellError(f"“{text}”没有写年份，请写全，例如 2025年6月底。")
    return date(moment.year, moment.month, moment.day or last_day(moment.year, moment.month))


def figure_of(text: str) -> Measured:
    """A figure such as 85、1,200万、≥85%、三百万元; raises ``CellError``."""
    said = folded(text)
    match = _FIGURE.fullmatch(said)
    if match is None or (match["sign"] and match["ending"]) or re.search(r"\d\s+\d", text):
        raise CellError(_why(text, said))
    unit = "%" if match["percent"] else match["unit"]
    if unit.startswith(_LOOSE):
        raise CellError(f"“{text}”是个大约的数，请填确切的数；只知道大约时，“比较”填“约”。")
    found = number(match["percent"] or match["spelt"] or match["number"] + (match["scale"] or ""))
    if found is None:
        raise CellError(_why(text, said))
    comparator = SIGN_OF.get(match["sign"]) or ENDING_OF.get(match["ending"])
    scaled = bool(match["scale"] or (match["spelt"] and match["spelt"][-1] in SCALES))
    return Measured(-found if match["minus"] else found, comparator, unit or None, scaled)


def _why(text, said):
    if _RANGE.search(said):
        return f"“{text}”是一个范围：下限填在“数值”，上限填在“上限”，“比较”填“区间”。"
    if said.startswith((">", "<")):
        return f"“{text}”请写成 ≥ 或 ≤，或把比较填在“比较”一栏。"
    return f"“{text}”不是能确定的数字，请只填数，例如 85、1,200、4.4亿。"


def unit_of(text: str) -> tuple[str, int]:
    """A unit and what its scale multiplies by: 万元 is 元 and 10,000."""
    said = text.strip()
    match = re.fullmatch(r"(百万|千万|万亿|万|亿)(.+)", said.translate(simplified_forms()))
    return (match[2], SCALES[match[1]]) if match else (said, 1)
