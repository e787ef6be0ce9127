"""A sentence enters, its quantities leave: number and unit, in base units."""

import re

from plans.extraction.numerals import number
from plans.extraction.statements.quantity import Quantity

_QUANTITY = re.compile(
    r"(?P<low>\d[\d,]*(?:\.\d+)?)(?:[-~—](?P<high>\d[\d,]*(?:\.\d+)?))?(?P<scale>[万亿千百]*)[余多]?"
    r"(?P<unit>%|个百分点|元|人次|人|名|位|平方米|亩|公里|学时|课时|小时|天|所|个|家|间|套|台|项|门|栋)"
)
_PERSON = {"名": "人", "位": "人", "个百分点": "百分点"}


def find_quantities(sentence: str) -> tuple[Quantity, ...]:
    """Quantities of a sentence in reading order, positions relative to it."""
    found = []
    for match in _QUANTITY.finditer(sentence):
        low = number(match["low"] + match["scale"])
        high = number(match["high"] + match["scale"]) if match["high"] else None
        if low is not None:
            unit = _PERSON.get(match["unit"], match["unit"])
            found.append(Quantity(match.start(), match.end(), low, high, unit))
    return tuple(found)
