"""Verdicts and exact fractions enter, what a page shows of them leaves."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.template import Library

from indicators.standing.words import MARKS, WORDS

register = Library()
HUNDREDTHS = Decimal("0.01")


@register.filter
def verdict_word(verdict):
    """达标, 未达标, 无数据."""
    return WORDS[verdict]


@register.filter
def verdict_mark(verdict):
    """The class that gives a verdict its sign and colour."""
    return MARKS[verdict]


@register.filter
def amount(value):
    """A number to two decimals at most, thousands apart; nothing where it is unknown."""
    if value is None:
        return ""
    exact = Fraction(value)
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    text = f"{number.quantize(HUNDREDTHS, ROUND_HALF_UP):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def of_key(mapping, key):
    """The value of a key, None where there is none."""
    return mapping.get(key)
