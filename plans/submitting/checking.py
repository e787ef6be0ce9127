"""An item of a form, a number and last year's enter; what is wrong or doubtful leaves, in words."""

from decimal import Decimal

LOWEST = Decimal(0)
MOST_OF_SHARE = Decimal(100)
PLACES = 4
"""Decimals that a published figure holds."""
DIGITS = 16
"""Digits that it holds before the point."""


def limits(item):
    """Lowest and highest value of an item: of its form, else what its unit makes possible."""
    low = LOWEST if item.low is None else item.low
    high = MOST_OF_SHARE if item.high is None and item.indicator.unit == "%" else item.high
    return low, high


def fault(item, value):
    """Why a number cannot stand; empty where it can."""
    low, high = limits(item)
    unit = item.indicator.unit
    if not value.is_finite():
        return f"“{item}”要填一个数。"
    if value < low:
        return f"“{item}”不能小于 {plain(low)}{unit}。"
    if high is not None and value > high:
        return f"“{item}”不能大于 {plain(high)}{unit}，请检查数值和单位。"
    if value.adjusted() >= DIGITS:
        return f"“{item}”的数太大，请检查单位。"
    if value != round(value, PLACES):
        return f"“{item}”最多填 {PLACES} 位小数。"
    return ""


def doubt(item, value, before):
    """What is unusual beside last year's value and asks for a reason; empty where nothing is."""
    if item.jump is None or before is None or value == before:
        return ""
    unit = item.indicator.unit
    if before == 0:
        return f"“{item}”上年是 0，今年填 {plain(value)}{unit}，请写明变化原因。"
    percent = abs(value - before) / abs(before) * 100
    if percent <= item.jump:
        return ""
    word = "增加" if value > before else "减少"
    told = f"“{item}”比上年（{plain(before)}{unit}）{word}了 {percent:.0f}%"
    return f"{told}，超过 {item.jump}%，请写明变化原因，或检查数值。"


def totals(items, values):
    """Key of an item -> what is wrong with it as the sum of its parts; ``values`` by number."""
    parts = {}
    for item in items:
        if item.part_of_id and item.pk in values:
            parts.setdefault(item.part_of_id, []).append(item)
    wrong = {}
    for item in items:
        counted = parts.get(item.pk, ())
        total = sum((values[part.pk] for part in counted), Decimal(0))
        if item.pk in values and total > values[item.pk]:
            names = "、".join(str(part) for part in counted)
            unit = item.indicator.unit
            wrong[item.key] = (
                f"{names}合计 {plain(total)}{unit}，超过了“{item}”的 "
                f"{plain(values[item.pk])}{unit}，请检查。"
            )
    return wrong


def plain(value):
    """A number as people write it."""
    return f"{value.normalize():f}"
