"""An indicator and a user enter, what the schools of his county make together leaves, by year.

Nothing of it is published: it stands beside the county's own figure, so that people see whether
both agree. Which schools have no figure is said, and nothing is taken for zero.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from indicators.averages import total, weighted_mean
from indicators.models import Indicator, Observation, School

YEARS = 5
"""So many of the newest years."""
WAYS = (Indicator.Aggregation.SUM, Indicator.Aggregation.WEIGHTED_MEAN)
"""How figures of schools can make one of their county."""


@dataclass(frozen=True, slots=True)
class Together:
    """A year: what ``counted`` of all ``schools`` make together, and the county's own figure."""

    year: int
    value: Decimal | None
    counted: int
    schools: int
    own: Decimal | None

    @property
    def difference(self):
        """How far the schools lie above the county's own figure; None where one is missing."""
        return None if None in (self.value, self.own) else self.value - self.own

    @property
    def is_whole(self):
        """Whether every school has a figure."""
        return self.counted == self.schools


def of_schools(indicator, user):
    """The newest years in which schools of the user's county have figures."""
    if indicator.aggregation not in WAYS or not user.region_id:
        return []
    schools = School.objects.visible_to(user).filter(region=user.region_id, is_confirmed=True)
    if indicator.stage:
        schools = schools.filter(stage=indicator.stage)
    numbers = set(schools.values_list("pk", flat=True))
    values = _values(indicator, user)
    years = [year for year in sorted(values, reverse=True) if numbers & set(values[year][0])]
    return [_together(indicator, year, values[year], numbers) for year in years[:YEARS]]


def _values(indicator, user):
    """(values, weights) of each year by school; the county itself has no number."""
    wanted = (indicator.pk, indicator.weight_id)
    rows = Observation.objects.visible_to(user).current().reached()
    rows = rows.filter(indicator__in=filter(None, wanted), region=user.region_id)
    found = defaultdict(lambda: ({}, {}))
    for which, school, year, value in rows.order_by("released_in", "pk").values_list(
        "indicator", "school", "year", "value"
    ):
        found[year][wanted.index(which)][school] = value
    return found


def _together(indicator, year, values, numbers):
    known, weights = values
    counted = sorted(numbers & set(known))
    if indicator.aggregation == Indicator.Aggregation.SUM:
        value = total([known[school] for school in counted])
    else:
        counted = [school for school in counted if school in weights]
        value = weighted_mean([(known[school], weights[school]) for school in counted])
    return Together(year, value, len(counted), len(numbers), known.get(None))
