"""Values of indicators enter, what is wrong or strange about them leaves, in Chinese.

An error hinders publishing; a warning asks a person to look again. No value is ever changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import quantiles
from typing import TypeVar

MOST_CHANGE = Decimal("0.5")
"""Change against the year before, as a part of it, from which a number is asked about."""
MOST_POINTS = Decimal(20)
"""The same for rates, in points."""
OUTLYING = Decimal(3)
"""How many ranges between the quartiles a school may lie beyond them (Tukey's outer fences)."""
FEWEST = 8
"""Schools below which quartiles say nothing."""
TOLERANCE = Decimal("0.01")
"""What rounded parts may miss their sum by."""
COUNTED = frozenset("人名位所个家班间台套辆")
"""Units of what comes in whole pieces."""
SCALES = {"%": Decimal(100), "‰": Decimal(1000)}
MAY_EXCEED = ("毛入", "增长", "增幅", "完成率", "比上年")
"""Words of rates that are not parts of a whole: gross enrolment counts children of other ages."""
MAY_FALL = ("增长", "增幅", "增加", "净", "差", "比上年")
"""Words of figures that may be negative."""
Key = TypeVar("Key")


class Level(StrEnum):
    """What a finding means for publishing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or strange about one value."""

    level: Level
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What checking needs to know of an indicator; None where there is no bound."""

    name: str
    unit: str
    is_rate: bool = False
    lowest: Decimal | None = Decimal(0)
    highest: Decimal | None = None
    is_whole: bool = False


def measure_of(name: str, unit: str, kind: str) -> Measure:
    """Bounds that follow from the name, unit and kind of an indicator."""
    is_rate = kind == "rate"
    bounded = is_bounded(name, kind)
    return Measure(
        name,
        unit,
        is_rate,
        None if any(word in name for word in MAY_FALL) else Decimal(0),
        SCALES.get(unit, Decimal(100)) if bounded else None,
        kind == "number" and unit in COUNTED,
    )


def is_bounded(name: str, kind: str) -> bool:
    """Whether a rate is of a part of a whole, so that it ends at 100 %."""
    return kind == "rate" and not any(word in name for word in MAY_EXCEED)


def out_of_range(value: Decimal, measure: Measure) -> Finding | None:
    """Below or above what the indicator can be, or broken where it counts pieces."""
    unit = measure.unit
    if measure.lowest is not None and value < measure.lowest:
        return _error("range", f"{said(value)} 小于 {said(measure.lowest)}{unit}，请核对正负号。")
    if measure.highest is not None and value > measure.highest:
        bound = said(measure.highest)
        return _error("range", f"{said(value)}{unit} 超过 {bound}{unit}，请核对小数点和单位。")
    if measure.is_whole and value != value.to_integral_value():
        return _error("whole", f"以“{unit}”计的数应当是整数，这里是 {said(value)}。")
    return None


def jumped(value: Decimal, before: Decimal | None, measure: Measure) -> Finding | None:
    """A change against the year before that people should look at."""
    if before is None:
        return None
    if measure.is_rate:
        points = value - before
        if abs(points) <= MOST_POINTS:
            return None
        change, bound = f"{points:+f}", f"{said(MOST_POINTS)} 个百分点"
        return _warning(
            "jump", f"上年是 {said(before)}，变动 {_plain(change)} 个百分点，超过 {bound}。"
        )
    if not before or abs(value - before) <= MOST_CHANGE * abs(before):
        return None
    percent = ((value - before) / abs(before) * 100).quantize(Decimal("0.1"))
    bound = said(MOST_CHANGE * 100)
    return _warning("jump", f"上年是 {said(before)}，变动 {percent:+f}%，超过 {bound}%。")


def exceeds_whole(
    part: Decimal, whole: Decimal | None, part_name: str, whole_name: str
) -> Finding | None:
    """A numerator above its denominator, or a part above what it is among."""
    if whole is None or part <= whole:
        return None
    return _error(
        "within", f"“{part_name}”{said(part)} 大于“{whole_name}”{said(whole)}，其中数不能大于总数。"
    )


def differs(value: Decimal, reckoned: Decimal | None, how: str) -> Finding | None:
    """A stated value that its own parts do not give, beyond the rounding of its last digit."""
    if reckoned is None:
        return None
    exponent = int(value.normalize().as_tuple().exponent)
    step = Decimal(1).scaleb(min(exponent, 0))
    if abs(value - reckoned) <= step / 2:
        return None
    words = f"按{how}算得 {said(reckoned)}，这里是 {said(value)}。请核对是哪一个数不对。"
    return _warning("reckoned", words)


def unbalanced(parts: Sequence[Decimal | None], whole: Decimal | None, what: str) -> Finding | None:
    """Parts that are all known and do not make the whole."""
    known = [part for part in parts if part is not None]
    if whole is None or not known or len(known) != len(parts):
        return None
    total = sum(known, Decimal(0))
    if abs(total - whole) <= TOLERANCE:
        return None
    difference = f"{total - whole:+f}"
    return _warning(
        "balance", f"{what}合计 {said(total)}，与总数 {said(whole)} 相差 {_plain(difference)}。"
    )


def outliers(values: Mapping[Key, Decimal]) -> dict[Key, Finding]:
    """Those far from the others: beyond the quartiles by more than 3 times their distance."""
    if len(values) < FEWEST:
        return {}
    low, middle, high = quantiles(values.values(), n=4, method="inclusive")
    reach = OUTLYING * (high - low)
    if not reach:
        return {}
    return {
        key: Finding(
            Level.NOTE,
            "outlier",
            f"与各校相差很大：中位数 {said(middle)}，本校 {said(value)}。请核对，系统不会改动。",
        )
        for key, value in values.items()
        if value < low - reach or value > high + reach
    }


def present(findings: Iterable[Finding | None]) -> list[Finding]:
    """Those that were found, the worst first."""
    order = list(Level)
    return sorted((f for f in findings if f), key=lambda found: order.index(found.level))


def said(value: Decimal) -> str:
    """A value without zeros at its end."""
    return _plain(f"{value:f}")


def _plain(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _error(rule: str, message: str) -> Finding:
    return Finding(Level.ERROR, rule, message)


def _warning(rule: str, message: str) -> Finding:
    return Finding(Level.WARNING, rule, message)
