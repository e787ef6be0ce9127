"""A county's figure, a way of dividing and the schools enter, what each would get leaves."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Indicator
from plans.models import Division, Submission
from plans.rollup.arithmetic import divide, step_of
from plans.rollup.figures import PUPILS, Figures

Basis = Division.Basis
Way, Kind = Indicator.Aggregation, Indicator.Kind
PEOPLE = "人"
SOURCES = {Basis.PUPILS_NOW: ("now", "reached"), Basis.PUPILS_BEFORE: ("before",)}
"""Way of dividing -> where the number of pupils is taken from, in this order."""
UNCOUNTABLE = {"%", "平方米", "小时", "学时", "年", "比", "系数"}
"""Units of which there are parts; all others are counted one by one, money in whole yuan."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What a school would get; ``proposed`` is None where nothing is known to divide by."""

    submission: Submission
    weight: Decimal | None
    proposed: Decimal | None
    before: Decimal | None = None
    promised: Decimal | None = None


def bases_of(indicator) -> tuple[Basis, ...]:
    """Ways of dividing that make sense: only what adds up is divided.

    A rate is not divided: 巩固率 95 % of the county means 95 % in each school, which is proposed.
    """
    if indicator.aggregation == Way.SUM:
        return Basis.PUPILS_NOW, Basis.PUPILS_BEFORE, Basis.EQUALLY, Basis.BY_HAND
    if indicator.aggregation == Way.WEIGHTED_MEAN or indicator.kind in (Kind.RATE, Kind.AMOUNT):
        return Basis.SAME, Basis.BY_HAND
    return (Basis.BY_HAND,)


def is_countable(indicator):
    """Whether there are no parts of one of it."""
    return indicator.unit not in UNCOUNTABLE and indicator.aggregation != Way.WEIGHTED_MEAN


def weighing():
    """Indicators of people that schools may be weighed by: those that weigh others' means."""
    return Indicator.objects.filter(unit=PEOPLE, weighs__isnull=False).distinct()


def measures(figures: Figures):
    """As ``weighing``, those known of most schools first, of equal ones all pupils of a school."""
    schools = [submission.school for submission in figures.submissions]
    known = {
        one: sum(figures.weight(school, one.pk) is not None for school in schools)
        for one in weighing()
    }
    return sorted(known, key=lambda one: (-known[one], one.code != PUPILS, one.code))


def portions(figures, indicator, *, whole, basis, measure=None) -> list[Portion]:
    """What each school of the campaign would get; raises ``IndivisibleError``.

    Who has no known weight gets no proposal, nor who is of another stage than the indicator.
    """
    rows = figures.submissions
    weights = [_weight(figures, row.school, indicator, basis, measure) for row in rows]
    proposed = _proposed(indicator, whole, basis, weights)
    return [
        Portion(
            row,
            weight if measure else None,
            part,
            figures.before(row.school_id, indicator.pk)[0],
            figures.promised.get((row.school_id, indicator.pk)),
        )
        for row, weight, part in zip(rows, weights, proposed, strict=True)
    ]


def _weight(figures, school, indicator, basis, measure):
    if indicator.stage and school.stage and indicator.stage != school.stage:
        return None
    if basis in SOURCES:
        found = measure and figures.weight(school, measure.pk, sources=SOURCES[basis])
        return found.value if found else None
    return Decimal(1)


def _proposed(indicator, whole, basis, weights):
    if whole is None or basis == Basis.BY_HAND:
        return [None] * len(weights)
    if basis == Basis.SAME:
        return [whole if weight is not None else None for weight in weights]
    step = step_of(whole, is_countable=is_countable(indicator))
    parts = iter(divide(whole, [w for w in weights if w is not None], step))
    return [None if weight is None else next(parts) for weight in weights]
