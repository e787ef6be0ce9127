"""A version of assigned targets enters, its indicators with their sums leave."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.averages import total
from indicators.models import Indicator
from plans.models import Division


@dataclass(frozen=True, slots=True)
class Tally:
    """A division: how many schools have a part, how many were corrected, what they add up to."""

    division: Division
    schools: int
    corrected: int
    sum: Decimal | None

    @property
    def rest(self):
        """What is left of the whole; None where parts are not added."""
        return None if self.sum is None else self.division.whole - self.sum

    @property
    def size(self):
        """What is left or too much, without a sign."""
        return None if self.rest is None else abs(self.rest)


def tally_of(assignment_set) -> list[Tally]:
    """All divisions of a version in two queries."""
    rows = assignment_set.divisions.select_related("indicator", "measure", "updated_by")
    return [_tally(division) for division in rows.prefetch_related("parts")]


def _tally(division):
    parts = list(division.parts.all())
    is_summed = division.indicator.aggregation == Indicator.Aggregation.SUM
    return Tally(
        division,
        len(parts),
        sum(part.is_corrected for part in parts),
        total([part.value for part in parts]) if is_summed else None,
    )
