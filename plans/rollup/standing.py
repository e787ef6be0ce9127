"""One indicator of a campaign enters, where each school stands leaves: ranked, against the even."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.averages import mean
from indicators.charting import charts
from indicators.models import School
from indicators.numbers import plain
from plans.rollup.arithmetic import share
from plans.rollup.figures import figures_of
from plans.rollup.sums import Way, together

FEW = 15
"""Schools that a chart shows one by one; of more it shows how many lie where."""
BINS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A school with its target; ``gap`` is to the even value, ``share`` in per cent of the sum."""

    rank: int
    school: School
    submission: int
    value: Decimal
    before: Decimal | None
    is_reached: bool
    share: Decimal | None
    gap: Decimal | None

    @property
    def side(self):
        """Where it lies to the even value."""
        if not self.gap:
            return "持平" if self.gap is not None else ""
        return "高于" if self.gap > 0 else "低于"

    @property
    def size(self):
        """How far it lies from the even value, without a sign."""
        return None if self.gap is None else abs(self.gap)


@dataclass(frozen=True, slots=True)
class Standing:
    """The schools of an indicator, and those that say nothing."""

    indicator: object
    places: list[Place]
    even: Decimal | None
    together: object
    waiting: list
    chart: charts.Chart | None

    @property
    def even_name(self):
        """What the even value is."""
        is_mean = self.indicator.aggregation == Way.WEIGHTED_MEAN
        return "加权平均" if is_mean else "校均"

    def counted(self, side):
        """How many schools lie on a side of the even value."""
        return sum(place.side == side for place in self.places)

    @property
    def above(self):
        """How many lie above."""
        return self.counted("高于")

    @property
    def below(self):
        """How many lie below."""
        return self.counted("低于")


def standing_of(campaign, indicator, user) -> Standing:
    """Schools ranked by their approved target, best first; a fixed number of queries."""
    figures = figures_of(campaign, user, [indicator.pk, indicator.weight_id])
    found = together(figures, indicator)
    silent = set(found.without_value)
    known = [s for s in figures.approved if s.school not in silent]
    values = [figures.promised[s.school_id, indicator.pk] for s in known]
    even = found.value if indicator.aggregation == Way.WEIGHTED_MEAN else mean(values)
    whole = found.value if indicator.aggregation == Way.SUM else None
    places = _ranked(known, values, indicator)
    rows = [_place(figures, indicator, row, (even, whole)) for row in places]
    waiting = [s for s in figures.submissions if s.approved_at is None]
    return Standing(indicator, rows, even, found, waiting, _chart(indicator, rows))


def _ranked(submissions, values, indicator):
    """(rank, submission, value), best first; equal ones share a rank."""
    sign = 1 if indicator.direction == "lower" else -1
    pairs = sorted(zip(submissions, values, strict=True), key=lambda pair: sign * pair[1])
    ranks = {}
    for at, (_, value) in enumerate(pairs, 1):
        ranks.setdefault(value, at)
    return [(ranks[value], submission, value) for submission, value in pairs]


def _place(figures, indicator, row, bounds):
    rank, submission, value = row
    even, whole = bounds
    before, is_reached = figures.before(submission.school_id, indicator.pk)
    return Place(
        rank,
        submission.school,
        submission.pk,
        value,
        before,
        is_reached,
        share(value, whole) if whole else None,
        value - even if even is not None else None,
    )


def _chart(indicator, places):
    """Each of a few schools, else how many schools lie between which values."""
    if len(places) < 2:
        return None
    title = f"各校目标：{indicator.name}"
    if len(places) <= FEW:
        rows = [(place.school.name, place.value) for place in places]
        return charts.bars(rows, series=["目标"], title=title, unit=indicator.unit)
    rows = binned([place.value for place in places])
    return charts.bars(rows, series=["学校数"], title=f"{title}（{indicator.unit}）", unit="所")


def binned(values):
    """(words of a range, how many lie in it), lowest first; one range where all are the same."""
    low, high = min(values), max(values)
    if low == high:
        return [(plain(low), len(values))]
    is_whole = all(value == int(value) for value in values)
    step = Decimal(1) if is_whole else Decimal("0.01")
    # Ranges of whole steps, so that no value stands in two of them: 5–15, 16–26.
    width = ((high - low) / BINS // step + 1) * step
    counts = [0] * (int((high - low) / width) + 1)
    for value in values:
        counts[int((value - low) / width)] += 1
    starts = [low + width * at for at in range(len(counts))]
    return [
        (_range(start, min(start + width - step, high)), count)
        for start, count in zip(starts, counts, strict=True)
    ]


def _range(start, end):
    return plain(start) if start >= end else f"{plain(start)}–{plain(end)}"
