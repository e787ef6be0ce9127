"""Numbers enter, their sum or mean leaves, as exact as a published value has it."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

STEP = Decimal("0.0001")
"""As many decimals as a published value has: what is shown is what is compared."""


def total(values: Sequence[Decimal]) -> Decimal | None:
    """The sum; None of nothing, which is no zero."""
    return sum(values, Decimal(0)) if values else None


def weighted_mean(pairs: Sequence[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    """The mean of (value, weight), to four decimals; None where no weight is above zero.

    Pairs without a weight are left out, unless all values are the same: then no weight can
    change their mean.
    """
    values = {value for value, _ in pairs}
    if len(values) == 1:
        return values.pop()
    weighed = [(value, weight) for value, weight in pairs if weight is not None]
    whole = sum((weight for _, weight in weighed), Decimal(0))
    if whole <= 0:
        return None
    exact = sum((Fraction(v) * Fraction(w) for v, w in weighed), Fraction(0)) / Fraction(whole)
    return rounded(exact)


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The plain mean, to four decimals; None of nothing."""
    return rounded(Fraction(sum(values, Decimal(0))) / len(values)) if values else None


def rounded(exact: Fraction) -> Decimal:
    """A fraction as a published value would have it."""
    scaled = exact * 10_000
    whole = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return whole.quantize(Decimal(1), ROUND_HALF_UP) * STEP
