"""An indicator and a source of chance enter, a clause with a plausible figure in it leaves."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

WAN = 10_000
GAP = "\0"
PER_PUPIL = "人·年"

PLANNED = {
    "rising": (
        ("{name}达到{figure}以上", "at_least", "target"),
        ("{name}不低于{figure}", "at_least", "target"),
        ("{name}提高到{figure}", "exactly", "target"),
        ("{name}稳定在{figure}左右", "about", "target"),
        ("{last}年{name}为{figure}", "exactly", "baseline"),
    ),
    "falling": (
        ("{name}控制在{figure}以内", "at_most", "target"),
        ("{name}降到{figure}以下", "at_most", "target"),
        ("{last}年{name}为{figure}", "exactly", "baseline"),
    ),
    "range": (("{name}保持在{figure}之间", "between", "target"),),
    "money": (
        ("安排{name}{figure}", "exactly", "target"),
        ("争取{name}不少于{figure}", "at_least", "target"),
    ),
    "standard": (
        ("{name}为每生每年{figure}", "exactly", "standard"),
        ("{name}不低于每生每年{figure}", "at_least", "standard"),
    ),
}
"""Clause, comparator and nature by what the figure is like."""
REACHED = (("{name}达到{figure}", "exactly", "actual"), ("{name}为{figure}", "exactly", "actual"))
"""Clauses of documents that look back."""

RANGES = {
    "所": (2, 60),
    "人": (20, 3_000),
    "人次": (200, 20_000),
    "平方米": (1_200, 48_000),
    "册": (2_000, 90_000),
    "台": (40, 6_000),
    "学时": (60, 120),
    "小时": (1, 2),
    "年": (9, 14),
}
"""Smallest and largest plausible number by unit; of others ``COUNT``."""
COUNT = (3, 400)
PUPILS = (1_500, 48_000)
"""Pupils of all schools together."""
EACH = (3, 40)
"""Of what is counted for each pupil or each hundred."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure measures; ``code`` is empty for what no catalogue has."""

    code: str
    name: str
    unit: str
    kind: str
    direction: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a clause, at ``[start, end)`` of it, as a statement will hold it."""

    start: int
    end: int
    indicator: Indicator
    value: Decimal
    value_high: Decimal | None
    comparator: str
    nature: str
    per: str
    scope: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence with one figure in it."""

    text: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about; ``scope`` is empty for the whole of it."""

    indicator: Indicator
    scope: str
    year: int
    looks_back: bool


def clause(subject: Subject, draw: Random) -> Clause:
    """Say what is planned of an indicator, or what was reached."""
    indicator, scope = subject.indicator, subject.scope
    likeness = _likeness(indicator, draw)
    is_range = likeness == "range"
    patterns = REACHED if subject.looks_back and not is_range else PLANNED[likeness]
    pattern, comparator, nature = draw.choice(patterns)
    said = pattern.format(name=scope + indicator.name, last=subject.year - 1, figure=GAP)
    before, after = said.split(GAP)
    written, value, high = _number(indicator, likeness, draw)
    end = len(before) + len(written)
    per = PER_PUPIL if likeness == "standard" else ""
    figure = Figure(len(before), end, indicator, value, high, comparator, nature, per, scope)
    return Clause(before + written + after, figure)


def _likeness(indicator, draw):
    if indicator.kind == "amount":
        return "standard" if _is_each(indicator) else "money"
    if indicator.kind == "rate" and indicator.direction != "lower" and draw.random() < 0.05:
        return "range"
    return "falling" if indicator.direction == "lower" else "rising"


def _is_each(indicator):
    return any(word in indicator.name for word in ("标准", "生均", "每百名"))


def _number(indicator, likeness, draw):
    """How the number is written, its value in base units, and its upper value or None."""
    if indicator.kind == "amount":
        return _money(likeness, draw)
    if indicator.unit == "%":
        return _rate(indicator, likeness, draw)
    if indicator.unit == "比":
        high = Decimal(draw.randint(50, 200)) / 10
        return f"1:{high}", Decimal(1), high
    if indicator.unit == "系数":
        value = Decimal(draw.randint(20, 60)) / 100
        return f"{value}", value, None
    return _count(indicator, draw)


def _money(likeness, draw):
    if likeness == "standard":
        value = 50 * draw.randint(6, 80)
        return f"{value}元", Decimal(value), None
    value = draw.randint(30, 9_800)
    return f"{value}万元", Decimal(value * WAN), None


def _rate(indicator, likeness, draw):
    value = Decimal(draw.randint(*_permille(indicator))) / 10
    if likeness != "range":
        return f"{value}%", value, None
    top = min(Decimal(100), value + draw.randint(1, 6))
    return f"{value}%—{top}%", value, top


def _permille(indicator):
    """A share of something is lower than a rate that all are to reach."""
    if indicator.direction == "lower":
        return 1, 50
    return (300, 950) if indicator.name.endswith(("比例", "占比")) else (750, 999)


def _count(indicator, draw):
    value = draw.randint(*_range(indicator))
    if value >= WAN and draw.random() < 0.3:
        value -= value % 100
        return f"{Decimal(value) / WAN}万{indicator.unit}", Decimal(value), None
    return f"{value}{indicator.unit}", Decimal(value), None


def _range(indicator):
    if _is_each(indicator):
        return EACH
    is_pupils = indicator.unit == "人" and "在校" in indicator.name
    return PUPILS if is_pupils else RANGES.get(indicator.unit, COUNT)
