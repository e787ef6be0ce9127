"""A target enters, what a picture and its table show of it leaves."""

from indicators.choices import Comparator

AIM = "目标"
LEAST, MOST, ABOUT = "目标不低于", "目标不超过", "目标约"
LOW, HIGH = "目标下限", "目标上限"
CHANGED, CHANGED_HIGH = "增减目标", "增减目标上限"
BASE = "目标的基期值"
LEVELS = (AIM, LEAST, MOST, ABOUT, LOW, HIGH)
"""Kinds that are a level, which a mark may show."""
KINDS = (*LEVELS, CHANGED, CHANGED_HIGH, BASE)
BY_COMPARATOR = {
    Comparator.AT_LEAST: LEAST,
    Comparator.AT_MOST: MOST,
    Comparator.ABOUT: ABOUT,
}


def told_of(aim):
    """(kind, value) for all that a target says; a change is no level and has kinds of its own."""
    low, high = _kinds(aim)
    told = ((low, aim.value), (high, aim.value_high), (BASE, aim.baseline))
    return [(kind, value) for kind, value in told if value is not None]


def _kinds(aim):
    if aim.comparator == Comparator.CHANGE:
        return CHANGED, CHANGED_HIGH
    if aim.value_high is not None:
        return LOW, HIGH
    return BY_COMPARATOR.get(aim.comparator, AIM), HIGH
