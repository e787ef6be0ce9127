"""Numerals as Chinese documents write them, to ``Decimal``; and back for list numbers."""

import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
    "两": 2,
    "俩": 2,
    "廿": 20,
    "卅": 30,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}

_POSITIONAL = re.compile(r"[零〇○一二三四五六七八九]+")


def chinese_integer(text: str) -> int | None:
    """Value of a Chinese integer (二十三, 一百零五, 两千, 三万五, 二〇一二); None if it is none."""
    if not text or any(c not in DIGITS and c not in SMALL and c not in LARGE for c in text):
        return None
    if len(text) > 1 and _POSITIONAL.fullmatch(text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    last = 1
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
            if c in "零〇○":
                last = 1
        elif c in SMALL:
            section += (digit or 1) * SMALL[c]
            digit, last = 0, SMALL[c]
        else:
            section += digit
            total = (
                (total + section or 1) * LARGE[c]
                if c == "亿"
                else total + (section or 1) * LARGE[c]
            )
            section = digit = 0
            last = LARGE[c]
    return total + section + digit * (last // 10 if digit and last > 10 else 1)


def number(text: str) -> Decimal | None:
    """Value of a numeral: ``1,234.5``, ``十点五``, ``3.5万``, ``两千三百``, ``一百二十万``.

    A trailing 万/亿 (also 百万, 千万, 万亿) multiplies an Arabic numeral. None if it is no numeral.
    """
    match = re.fullmatch(r"([\d,.]+)([百千]?万亿|[十百千]?[万亿千百])?", text)
    if match:
        plain = match[1].replace(",", "")
        if not re.fullmatch(r"\d+(\.\d+)?|\.\d+", plain):
            return None
        factor = 1
        for c in match[2] or "":
            factor *= SMALL.get(c) or LARGE[c]
        return Decimal(plain) * factor
    whole, point, fraction = text.partition("点")
    value = chinese_integer(whole)
    if value is None or (point and not _POSITIONAL.fullmatch(fraction)):
        return None
    if not point:
        return Decimal(value)
    return Decimal(f"{value}." + "".join(str(DIGITS[c]) for c in fraction))


_APPROXIMATE = re.compile(
    r"([一二两三四五六七八九]?[十百])?([一二两三四五六七八九])([二两三四五六七八九])([十百千万]*)"
)


def approximate_pair(text: str) -> tuple[Decimal, Decimal] | None:
    """Both ends of two neighbouring digits said in one breath (三四, 十五六, 七八百); else None."""
    match = _APPROXIMATE.fullmatch(text)
    if not match:
        return None
    tens, first, second, scale = match[1] or "", match[2], match[3], match[4]
    if DIGITS[second] != DIGITS[first] + 1:
        return None
    low, high = number(tens + first + scale), number(tens + second + scale)
    return (low, high) if low is not None and high is not None else None
