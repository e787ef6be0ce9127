"""What a school has and what a standard asks enter; met or not, and what is missing, leave.

Exact: amounts become fractions, and nothing is rounded before it is compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

Amount = Decimal | Fraction | int


class Verdict(StrEnum):
    """Whether a standard is met."""

    MET = "met"
    NOT_MET = "not_met"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Bound:
    """What is asked: at least or at most ``value`` for each ``per`` of the whole.

    ``is_lack_of_whole``: what is too little is the whole, as with children for each teacher.
    """

    value: Amount
    per: int = 1
    is_at_most: bool = False
    is_lack_of_whole: bool = False


def ratio(part: Amount | None, whole: Amount | None, per: int = 1) -> Fraction | None:
    """The part for each ``per`` of the whole; None where one is unknown, or nobody is there."""
    if part is None or whole is None or whole <= 0:
        return None
    return Fraction(part) * per / Fraction(whole)


def verdict(value: Amount | None, bound: Bound) -> Verdict:
    """Whether a value keeps a bound; the bound itself is met."""
    if value is None:
        return Verdict.NO_DATA
    asked, found = Fraction(bound.value), Fraction(value)
    is_kept = found <= asked if bound.is_at_most else found >= asked
    return Verdict.MET if is_kept else Verdict.NOT_MET


def missing(part: Amount | None, whole: Amount | None, bound: Bound) -> int | None:
    """How many whole units (teachers, square metres, yuan, rooms) are missing; 0 where none are.

    Of "at least": units of the part. Of "at most": units of the whole where that is what lacks,
    else units of the part that are too many. None where a figure is unknown or nobody is there.
    """
    if part is None or whole is None or whole <= 0:
        return None
    asked, have, size = Fraction(bound.value), Fraction(part), Fraction(whole)
    if not bound.is_at_most:
        return max(0, ceil(asked * size / bound.per - have))
    if bound.is_lack_of_whole and asked > 0:
        return max(0, ceil(have * bound.per / asked - size))
    return max(0, ceil(have - asked * size / bound.per))


def share(value: Amount | None, bound: Bound) -> Fraction | None:
    """How far the standard is fulfilled: 1 is met; None where that cannot be said."""
    if value is None:
        return None
    asked, found = Fraction(bound.value), Fraction(value)
    over, under = (asked, found) if bound.is_at_most else (found, asked)
    return over / under if under > 0 else None


@dataclass(frozen=True, slots=True)
class SchoolRule:
    """At least ``least_met`` standards are met, the others by ``rest_percent`` of the standard.

    教督〔2017〕6号: each school meets six of the seven, and the remaining one by 85 per cent.
    """

    least_met: int
    rest_percent: int
    is_verified: bool = True

    def decides(self, found: Sequence[Verdict]) -> bool:
        """Whether the share decides: a standard is missed, and no more than may be."""
        return 0 < sum(one is Verdict.NOT_MET for one in found) <= len(found) - self.least_met


def school_verdict(
    found: Sequence[tuple[Verdict, Fraction | None]], rule: SchoolRule | None
) -> Verdict:
    """What verdicts and shares of one school make together; without a rule all have to be met.

    A failure that no missing figure could mend is "not met"; else a missing figure is "no data".
    """
    if not found:
        return Verdict.NO_DATA
    failed = [part for one, part in found if one is Verdict.NOT_MET]
    allowed = len(found) - rule.least_met if rule else 0
    rest = Fraction(rule.rest_percent, 100) if rule else Fraction(1)
    if len(failed) > allowed or any(part is not None and part < rest for part in failed):
        return Verdict.NOT_MET
    is_unknown = any(one is Verdict.NO_DATA for one, _ in found) or None in failed
    return Verdict.NO_DATA if is_unknown else Verdict.MET
