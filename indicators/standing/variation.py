"""Amounts and pupils of schools enter, the coefficient of variation between them (差异系数) leaves.

The method of the national evaluation of balanced compulsory education (县域义务教育均衡发展督导
评估暂行办法, 教督〔2012〕3号; used again by 县域义务教育优质均衡发展督导评估办法, 教督〔2017〕6号):

    CV = S / X̄,  X̄ = ΣX_i / ΣP_i,  S = sqrt( Σ (P_i / P_N) · (x_i − X̄)² ),  x_i = X_i / P_i

X_i is what school i has, P_i its pupils, P_N = ΣP_i those of the county. Exact up to the root.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

PLACES = Decimal("0.0001")
DIGITS = 60
"""Digits in which the root is drawn, far beyond those that are shown."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What one school has; None where that is unknown."""

    school: Hashable
    amount: Decimal | Fraction | int | None
    pupils: Decimal | Fraction | int | None


@dataclass(frozen=True, slots=True)
class Variation:
    """The coefficient, and of which schools it is.

    ``square`` is the exact square of the coefficient; None where no school could be counted, or
    where none has anything, so that there is no mean to compare with.
    """

    square: Fraction | None
    mean: Fraction | None
    counted: tuple[Hashable, ...]
    without_figures: tuple[Hashable, ...]
    without_pupils: tuple[Hashable, ...]

    @property
    def value(self) -> Decimal | None:
        """The coefficient to four decimals."""
        return None if self.square is None else _root(self.square)

    @property
    def is_complete(self) -> bool:
        """No school was left out because a figure of it is unknown."""
        return not self.without_figures

    @property
    def is_single(self) -> bool:
        """One school differs from none: 0 says nothing."""
        return len(self.counted) == 1

    def keeps(self, limit: Decimal) -> bool | None:
        """Whether it is at most the limit, compared exactly; None where it is unknown."""
        return None if self.square is None else self.square <= Fraction(limit) ** 2


def variation(holdings: Iterable[Holding]) -> Variation:
    """The coefficient of the schools whose figures are known and that have pupils."""
    counted: list[tuple[Hashable, Fraction, Fraction]] = []
    unknown: list[Hashable] = []
    empty: list[Hashable] = []
    for one in holdings:
        if one.pupils is not None and one.pupils <= 0:
            empty.append(one.school)
        elif one.amount is None or one.pupils is None:
            unknown.append(one.school)
        else:
            counted.append((one.school, Fraction(one.amount), Fraction(one.pupils)))
    mean, square = _mean_and_square([(amount, pupils) for _, amount, pupils in counted])
    names = tuple(school for school, *_ in counted)
    return Variation(square, mean, names, tuple(unknown), tuple(empty))


def _mean_and_square(
    pairs: Sequence[tuple[Fraction, Fraction]],
) -> tuple[Fraction | None, Fraction | None]:
    """Mean by pupils and squared coefficient of (amount, pupils)."""
    if not pairs:
        return None, None
    everybody = sum((pupils for _, pupils in pairs), Fraction(0))
    mean = sum((amount for amount, _ in pairs), Fraction(0)) / everybody
    if not mean:
        return mean, None
    spread = sum(
        (pupils / everybody * (amount / pupils - mean) ** 2 for amount, pupils in pairs),
        Fraction(0),
    )
    return mean, spread / mean**2


def _root(square: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = DIGITS
        root = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
        return root.quantize(PLACES, ROUND_HALF_UP)
