"""Self marks and those of the level above enter, how far to believe the former leaves (自评可信度).

A pair counts where both have said something and not both say that the item does not apply. It
agrees by 1 where both are the same and by 0 where they differ; with points by
1 − |self − above| / full mark. The credibility is the mean of all pairs; of a round, of all pairs
of all its schools. The deviation is the sum of self − above in points: above nothing the school
overrates itself (虚高), below it underrates itself (偏低). Without any pair nothing is known.

Provinces correct a county's score of itself in this manner (自评可信度系数); a common formula is
laid down nowhere, so the page says how this one is reckoned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

NOT_ASKED = "not_asked"
BETTER = {"met": 1, "not_met": 0}
HUNDREDTH = Decimal("0.01")
Value = Decimal | str


@dataclass(frozen=True, slots=True)
class Pair:
    """What somebody says of himself, what the level above says, and the full mark if any."""

    own: Value | None
    above: Value | None
    full: Decimal | None = None

    @property
    def counts(self) -> bool:
        """Both have said something that can be held against each other."""
        if not (_is_said(self.own) and _is_said(self.above)):
            return False
        return not self.own == self.above == NOT_ASKED

    @property
    def agreement(self) -> Fraction:
        """From 0 to 1."""
        if isinstance(self.own, Decimal) and isinstance(self.above, Decimal) and self.full:
            return 1 - abs(Fraction(self.own) - Fraction(self.above)) / Fraction(self.full)
        return Fraction(self.own == self.above)

    @property
    def deviation(self) -> Decimal | None:
        """Points that the self mark lies above the other; None without points."""
        if isinstance(self.own, Decimal) and isinstance(self.above, Decimal):
            return self.own - self.above
        return None

    @property
    def direction(self) -> int:
        """1 where the self mark is better, -1 where it is worse, else 0."""
        if self.deviation is not None:
            return (self.deviation > 0) - (self.deviation < 0)
        if self.own in BETTER and self.above in BETTER:
            return BETTER[str(self.own)] - BETTER[str(self.above)]
        return 0


@dataclass(frozen=True, slots=True)
class Credibility:
    """How far self marks hold: pairs compared, better and worse ones, share and points."""

    compared: int
    over: int
    under: int
    share: Fraction | None
    deviation: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """In percent to two decimals, rounded down: what is not whole never shows as 100."""
        if self.share is None:
            return None
        hundredths = self.share * 10_000
        return Decimal(hundredths.numerator // hundredths.denominator).scaleb(-2)

    @property
    def is_mostly_over(self) -> bool:
        """More than half of those compared are better in the eyes of the school itself."""
        return self.over * 2 > self.compared > 0


def reckon(pairs: Iterable[Pair]) -> Credibility:
    """The credibility of pairs; share and deviation are None where nothing can be compared."""
    found = [pair for pair in pairs if pair.counts]
    points = [pair.deviation for pair in found if pair.deviation is not None]
    whole = sum((pair.agreement for pair in found), Fraction(0))
    return Credibility(
        compared=len(found),
        over=sum(pair.direction > 0 for pair in found),
        under=sum(pair.direction < 0 for pair in found),
        share=whole / len(found) if found else None,
        deviation=sum(points, Decimal(0)).quantize(HUNDREDTH, ROUND_DOWN) if points else None,
    )


def _is_said(value: Value | None) -> bool:
    return value is not None and value != ""
