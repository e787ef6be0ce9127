"""A campaign and its reader enter, what the schools promise together leaves, indicator by one."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.averages import total, weighted_mean
from indicators.models import Indicator, School
from plans.models import FormIndicator
from plans.presenting import amount, brief
from plans.rollup.arithmetic import Distance, bounds_of, distance
from plans.rollup.figures import County, Figures, county_targets, figures_of, items_of

Way = Indicator.Aggregation
UNDECIDED = "这一指标还没有选定汇总方式，请系统管理员在指标目录里选定。"


@dataclass(frozen=True, slots=True)
class Together:
    """The schools' figure: None where there is none; the schools that it lacks are named."""

    value: Decimal | None
    counted: int
    without_value: tuple[School, ...] = ()
    without_weight: tuple[School, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator: what the county promised, the schools together, and last year's."""

    item: FormIndicator
    county: County | None
    now: Together
    before: Together
    approved: int

    @property
    def indicator(self):
        """What is measured."""
        return self.item.indicator

    @property
    def is_aggregated(self):
        """Figures of schools make one of the county."""
        return self.indicator.aggregation not in ("", Way.NONE)

    @property
    def how(self):
        """The way in which the schools' figure is made."""
        return way_of(self.indicator)

    @property
    def distance(self) -> Distance | None:
        """How far the schools are from the county's target."""
        return distance_of(self.now.value, self.county and self.county.target, self.indicator)

    @property
    def gap(self):
        """The distance in words: 差 1.5 个百分点."""
        return gap_of(self.distance, self.indicator)


@dataclass(frozen=True, slots=True)
class Rollup:
    """All lines of a campaign, and the schools that are not approved yet."""

    figures: Figures
    lines: list[Line]

    @property
    def approved(self):
        """How many schools were approved."""
        return len(self.figures.approved)

    @property
    def waiting(self):
        """Submissions that were never approved."""
        return [found for found in self.figures.submissions if found.approved_at is None]


def rollup_of(campaign, user) -> Rollup:
    """The roll-up of a campaign: a fixed number of queries, however many schools."""
    items = items_of(campaign)
    own = [item.indicator_id for item in items]
    weights = [item.indicator.weight_id for item in items]
    figures = figures_of(campaign, user, [*own, *weights])
    county = county_targets(campaign, user, own)
    lines = [
        Line(
            item,
            county.get(item.indicator_id),
            now=together(figures, item.indicator),
            before=together_before(figures, item.indicator),
            approved=len(figures.approved),
        )
        for item in items
    ]
    return Rollup(figures, lines)


def together(figures, indicator) -> Together:
    """The figure that the approved schools promise together."""
    schools = [found.school for found in figures.approved]
    values = {s: figures.promised.get((s.pk, indicator.pk)) for s in schools}
    return _brought(indicator, values, lambda s: figures.weight(s, indicator.weight_id))


def together_before(figures, indicator) -> Together:
    """The figure that all schools of the campaign reached the year before."""
    schools = [found.school for found in figures.submissions]
    values = {s: figures.reached_before.get((s.pk, indicator.pk)) for s in schools}
    return _brought(
        indicator,
        values,
        lambda s: figures.weight(s, indicator.weight_id, sources=("before",)),
    )


def _brought(indicator, values, weight):
    """Values by school, None where a school says nothing, as one; nothing is taken for zero."""
    known = {school: value for school, value in values.items() if value is not None}
    silent = tuple(school for school in values if school not in known)
    if indicator.aggregation == Way.SUM:
        return Together(total(list(known.values())), len(known), silent)
    if indicator.aggregation != Way.WEIGHTED_MEAN:
        return Together(None, len(known), silent)
    found = {school: weight(school) for school in known}
    pairs = [(known[s], found[s] and found[s].value) for s in known]
    value = weighted_mean(pairs)
    is_same = len(set(known.values())) == 1
    weightless = () if is_same else tuple(s for s in known if found[s] is None)
    return Together(value, len(known) - len(weightless), silent, weightless)


def way_of(indicator):
    """How figures of schools are brought together, in a word or two."""
    if indicator.aggregation == Way.SUM:
        return "合计"
    if indicator.aggregation == Way.WEIGHTED_MEAN:
        return f"按{indicator.weight.name}加权"
    return "不能汇总"


def why_of(indicator):
    """Why they are brought together like this."""
    return indicator.aggregation_note or ("" if indicator.aggregation else UNDECIDED)


def distance_of(value, target, indicator) -> Distance | None:
    """How far a value is from a target; None where one of them is missing or is a change."""
    if value is None or target is None:
        return None
    values = target.value, target.value_high
    bounds = bounds_of(target.comparator, indicator.direction, values)
    return bounds and distance(value, bounds)


def gap_of(found, indicator):
    """A distance as people write it."""
    if found is None:
        return ""
    if found.is_reached:
        return found.word
    unit = " 个百分点" if indicator.unit == "%" else ""
    said = f"{brief(found.amount)}{unit}" if unit else written(found.amount, indicator)
    return f"{found.word} {said}"


def written(value, indicator):
    """A value with its unit as people write it; money in 万 and 亿."""
    if value is None:
        return ""
    if indicator.unit == "元":
        figure = amount(value)
        return f"{figure.number} {figure.unit}"
    return f"{brief(value)} {indicator.unit}"
