"""A sentence and its quantities enter, the name of what each one measures leaves."""

import re
from collections.abc import Sequence

from plans.extraction.statements.quantity import Naming, Quantity

_BREAK = re.compile(r"[，。；：！？、（）\t\n]")
_LEAD = re.compile(r"^(?:确保|力争|完成|实现|达到|新增|全县|全市|全区|要|将|年内|共)+")
_TRAIL = re.compile(r"(?:达到|达|为|约|不少于|不低于|超过|控制在|提高到|以上|以下|左右)+$")
_NOUN = re.compile(r"^(?:以上|左右|以内|余|多)?的?([一-鿿]{2,12})")


def name_quantities(
    sentence: str, quantities: Sequence[Quantity], headings: tuple[str, ...], before: str
) -> tuple[Naming, ...]:
    """One naming for each quantity, in order; positions are relative to the sentence."""
    return tuple(_name(sentence, quantity) for quantity in quantities)


def _name(sentence: str, quantity: Quantity) -> Naming:
    left = _LEAD.sub("", _TRAIL.sub("", _BREAK.split(sentence[: quantity.start])[-1]))
    right = _NOUN.match(_BREAK.split(sentence[quantity.end :])[0])
    counted = quantity.unit not in ("%", "百分点", "元", "比")
    if counted and right:
        return Naming(right[1] + "数", None, "noun after")
    if len(left) < 2:
        return Naming(None, None, "none")
    return Naming(left + ("数" if counted else ""), None, "noun before")
