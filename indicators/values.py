"""What was typed into a cell enters, a number or a place in time leaves, or what is wrong."""

import re
import unicodedata
from decimal import Decimal

from indicators import periods
from indicators.matching import is_same_unit
from indicators.periods import Period

_NUMBER = re.compile(
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(?P<scale>[百千]?万|亿)?(?P<unit>\D*)"
)
_SCALES = {"万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_PERIOD_WORDS = re.compile(r"(?:学年度|年度|学年|年)$")
DIGITS, PLACES = 16, 4
"""What a published value holds before and behind the point."""


class ValueFault(ValueError):
    """A cell that cannot be understood; its text says what to do."""


def plain(raw: object) -> str:
    """A cell of any type as the text that people see, without blanks around it."""
    if raw is None:
        return ""
    if isinstance(raw, float | Decimal):
        return f"{Decimal(repr(raw) if isinstance(raw, float) else raw).normalize():f}"
    return re.sub(r"[\x00-\x1f\ufeff]+", " ", str(raw)).strip()


def number_of(text: str, unit: str) -> Decimal | None:
    """A number such as 1,200、85%、1.2万, None where nothing stands; raises ``ValueFault``."""
    said = "".join(unicodedata.normalize("NFKC", text).split())
    if not said:
        return None
    match = _NUMBER.fullmatch(said)
    if match is None:
        raise ValueFault(f"“{text}”不是数字，请只填数，例如 85、1,200、1.2万；没有数据就空着。")
    if match["unit"] and not is_same_unit(match["unit"], unit):
        raise ValueFault(f"“{text}”的单位不是“{unit}”，请换算以后只填数。")
    value = Decimal(match["number"].replace(",", "")) * _SCALES.get(match["scale"], 1)
    return _held(value, text)


def _held(value: Decimal, text: str) -> Decimal:
    if abs(value) >= 10**DIGITS:
        raise ValueFault(f"“{text}”太大，整数部分最多 {DIGITS} 位。")
    if value != round(value, PLACES):
        raise ValueFault(f"“{text}”的小数超过 {PLACES} 位，请四舍五入后再填。")
    return value


def period_of(text: str) -> Period:
    """A period such as 2024、2024年、2024-2025学年; raises ``ValueFault``."""
    said = "".join(unicodedata.normalize("NFKC", text).split())
    said = _PERIOD_WORDS.sub("", re.sub(r"[—–~至]+", "-", said))
    try:
        return periods.parse(said)
    except ValueError as error:
        raise ValueFault(str(error)) from error


def shown(value: Decimal | None) -> str:
    """A value as a cell shows it; empty where there is none."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
