"""Numbers enter, shares, parts of a whole and distances to a target leave; exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


class IndivisibleError(ValueError):
    """A whole that no parts add up to; its text says why in Chinese."""


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """How many per cent of the whole, to one decimal; None of nothing."""
    if not whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def divide(whole: Decimal, weights: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    """Parts of a whole in proportion to weights, in steps, that add up to it exactly.

    By largest remainder (最大余数法): each part is rounded down, and the steps that are left go to
    the largest remainders, of equal ones to the larger weight, then to the first. So a larger
    weight never gets less. Raises ``IndivisibleError``.
    """
    steps = Fraction(whole) / Fraction(step)
    if whole < 0:
        raise IndivisibleError("要分解的数不能是负数。")
    if steps.denominator != 1:
        raise IndivisibleError(f"要分解的数要是 {step.normalize():f} 的整数倍。")
    if any(weight < 0 for weight in weights):
        raise IndivisibleError("有的学校人数是负数，请先更正。")
    everything = sum((Fraction(weight) for weight in weights), Fraction(0))
    if not everything:
        raise IndivisibleError("各校人数都是 0 或没有人数，不能按人数分解。")
    quotas = [Fraction(weight) * steps / everything for weight in weights]
    counts = [int(quota) for quota in quotas]
    left = int(steps) - sum(counts)
    order = sorted(range(len(weights)), key=lambda at: (counts[at] - quotas[at], -weights[at], at))
    for at in order[:left]:
        counts[at] += 1
    return [count * step for count in counts]


def step_of(whole: Decimal, *, is_countable: bool) -> Decimal:
    """The least that parts of a whole differ by: one of what is counted, else as it is written."""
    if is_countable:
        return Decimal(1)
    exponent = whole.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a value is from what was promised: reached, or what is lacking or too much."""

    is_reached: bool
    word: str
    amount: Decimal


def distance(value: Decimal, bounds: tuple[Decimal | None, Decimal | None]) -> Distance:
    """Where a value stands to its bounds (lowest, highest); one of them may be open."""
    low, high = bounds
    if low is not None and value < low:
        return Distance(False, "差", low - value)
    if high is not None and value > high:
        return Distance(False, "超", value - high)
    return Distance(True, "达到", Decimal(0))


def bounds_of(
    comparator: str, direction: str, values: tuple[Decimal, Decimal | None]
) -> tuple[Decimal | None, Decimal | None] | None:
    """Lowest and highest value that keeps a target; None of a change, which bounds no level.

    A plain number bounds by the direction of what it measures: 巩固率 95 is kept by 96.
    """
    value, high = values
    if comparator == "change":
        return None
    if comparator == "between":
        return value, high
    if comparator == "at_least":
        return value, None
    if comparator == "at_most":
        return None, value
    return {"higher": (value, None), "lower": (None, value)}.get(direction, (value, value))
