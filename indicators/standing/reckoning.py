"""Facts enter, how each school and the county stand against the standards leaves; no query."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from indicators.choices import Comparator, Stage
from indicators.models import FrameworkItem, School, Standard
from indicators.standing.compliance import (
    Bound,
    SchoolRule,
    Verdict,
    missing,
    ratio,
    school_verdict,
    share,
    verdict,
)
from indicators.standing.facts import Facts
from indicators.standing.variation import Holding, Variation, variation

Additions = Mapping[tuple[int, str, int], Decimal]
"""School, stage and item -> how much it would have more."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One item of one school, or of the county."""

    item: FrameworkItem
    standard: Standard
    part: Fraction | None
    whole: Fraction | None
    value: Fraction | None
    verdict: Verdict
    gap: int | None
    share: Fraction | None

    @property
    def unit(self):
        """What is missing is counted in this."""
        return unit_of(self.item)

    @property
    def lack(self):
        """How far the value itself is from the standard, where no units can be counted."""
        if self.value is None or self.verdict is not Verdict.NOT_MET:
            return None
        return abs(self.value - Fraction(self.standard.value))

    @property
    def shown(self):
        """The value to two decimals, never rounded so that it seems to meet what it misses."""
        if self.value is None:
            return None
        is_at_most = self.standard.comparator == Comparator.AT_MOST
        hundredths = ceil(self.value * 100) if is_at_most else floor(self.value * 100)
        return Decimal(hundredths) / 100


@dataclass(frozen=True, slots=True)
class Line:
    """One school in one stage."""

    school: School
    stage: str
    cells: list[Cell]
    verdict: Verdict
    is_doubtful: bool = False
    """Whether the verdict hangs on a threshold or a rule that nobody verified."""

    @property
    def met(self):
        """How many standards it meets."""
        return sum(cell.verdict is Verdict.MET for cell in self.cells)

    @property
    def pupils(self):
        """How many learn there in this stage; None where that is unknown."""
        known = (cell.whole for cell in self.cells if counts_pupils(cell.item))
        return next((whole for whole in known if whole is not None), None)


@dataclass(frozen=True, slots=True)
class Column:
    """One item over all schools of a stage."""

    item: FrameworkItem
    standard: Standard
    mean: Fraction | None
    gap: int
    counts: Counter
    limit: Standard | None
    variation: Variation | None
    names: Mapping[int, str]

    @property
    def unit(self):
        """What is missing is counted in this."""
        return unit_of(self.item)

    @property
    def state(self):
        """Whether the schools differ no more than the limit allows."""
        kept = self.variation and self.limit and self.variation.keeps(self.limit.value)
        if kept is None:
            return Verdict.NO_DATA
        return Verdict.MET if kept else Verdict.NOT_MET

    @property
    def lacking(self):
        """Names of the schools that are left out because figures are unknown."""
        return [self.names[school] for school in self.variation.without_figures]

    @property
    def empty(self):
        """Names of the schools that are left out because nobody learns there."""
        return [self.names[school] for school in self.variation.without_pupils]


@dataclass(frozen=True, slots=True)
class StageStanding:
    """All schools of one stage."""

    stage: str
    columns: list[Column]
    lines: list[Line]
    counts: Counter
    left_out: list[Line]
    """Teaching points that are too small to count."""

    @property
    def unsized(self):
        """Teaching points of which nobody knows whether they are too small."""
        points = (line for line in self.lines if line.school.is_teaching_point)
        return [line.school for line in points if line.pupils is None]

    @property
    def label(self):
        """The stage in words."""
        return Stage(self.stage).label

    @property
    def has_limits(self):
        """Whether schools must not differ too much."""
        return any(column.limit for column in self.columns)


def unit_of(item):
    """The unit of what an item lacks."""
    lacking = item.whole if item.is_lack_of_whole else item.part
    return lacking.unit if lacking else ""


def counts_pupils(item):
    """Whether an item is something for each so many people who learn in a school."""
    return bool(item.whole) and item.whole.unit == "人" and not item.is_lack_of_whole


def rule_of(framework) -> SchoolRule | None:
    """How many standards a school has to meet."""
    if framework.least_met is None:
        return None
    return SchoolRule(framework.least_met, framework.rest_percent or 0, framework.is_rule_verified)


def stand(facts: Facts, rule: SchoolRule | None, more: Additions | None = None):
    """Each stage with its schools; ``more`` is what schools would have besides.

    Teaching points with fewer pupils than the framework counts (教督〔2017〕6号: fewer than 50;
    known from accounts of it, not read in the document) are neither judged nor part of a sum or
    a coefficient. One without a number of pupils stays in, as a school without figures.
    """
    return [_stage(facts, stage, rule, more or {}) for stage in facts.stages]


def county_cells(facts: Facts) -> list[Cell]:
    """Items that are asked of the county as a whole."""
    found = []
    for item in facts.items:
        own = [key for key in facts.standards if key[:2] == (item.pk, Standard.Measure.VALUE)]
        if item.scope == FrameworkItem.Scope.COUNTY:
            found += [cell(facts, item, facts.standards[k], None, k[2]) for k in sorted(own)]
    return found


def cell(facts: Facts, item, standard, school, stage, more=None) -> Cell:
    """One item of a school, or of the county where ``school`` is None."""
    part, whole, value = _amounts(facts, item, school, stage)
    if more and part is not None and whole is not None:
        more = Fraction(more)
        part, whole = (part, whole + more) if item.is_lack_of_whole else (part + more, whole)
        value = ratio(part, whole, item.per)
    bound = bound_of(item, standard)
    lacking = missing(part, whole, bound)
    state, of = verdict(value, bound), share(value, bound)
    return Cell(item, standard, part, whole, value, state, lacking, of)


def bound_of(item, standard) -> Bound:
    """What a standard asks of an item."""
    is_at_most = standard.comparator == Comparator.AT_MOST
    return Bound(standard.value, item.per, is_at_most, item.is_lack_of_whole)


def _amounts(facts, item, school, stage):
    """Part, whole and value; a published ratio stands in for a part that is unknown."""
    part, whole, value = (
        found if found is None else Fraction(found)
        for found in (
            facts.figure(school, stage, item.part_id),
            facts.figure(school, stage, item.whole_id),
            facts.figure(school, stage, item.indicator_id),
        )
    )
    if part is None and whole is not None and value is not None:
        part = value * whole / item.per
    if part is not None and whole is not None:
        value = ratio(part, whole, item.per)
    return part, whole, value


def _stage(facts, stage, rule, more):
    columns = facts.columns(stage)
    lines = []
    for school in facts.schools:
        if stage in facts.taught[school.pk]:
            cells = [
                cell(facts, item, standard, school.pk, stage, more.get((school.pk, stage, item.pk)))
                for item, standard in columns
            ]
            together = school_verdict([(one.verdict, one.share) for one in cells], rule)
            lines.append(Line(school, stage, cells, together, _is_doubtful(cells, together, rule)))
    small = [line for line in lines if _is_small_point(line, facts.points_from)]
    lines = [line for line in lines if line not in small]
    found = [_column(facts, stage, at, columns, lines) for at in range(len(columns))]
    counts = Counter(line.verdict.value for line in lines)
    return StageStanding(stage, found, lines, counts, small)


def _is_doubtful(cells, together, rule):
    if together is Verdict.NO_DATA:
        return False
    decided = [one for one in cells if one.verdict is not Verdict.NO_DATA]
    is_by_rule = rule and not rule.is_verified and rule.decides([one.verdict for one in cells])
    return bool(is_by_rule) or any(not one.standard.is_verified for one in decided)


def _is_small_point(line, least):
    if least is None or not line.school.is_teaching_point or line.pupils is None:
        return False
    return line.pupils < least


def _column(facts, stage, at, columns, lines):
    item, standard = columns[at]
    cells = [line.cells[at] for line in lines]
    known = [one for one in cells if one.part is not None and one.whole]
    limit = facts.standard(item, Standard.Measure.VARIATION, stage)
    holdings = [
        Holding(line.school.pk, one.part, one.whole) for line, one in zip(lines, cells, strict=True)
    ]
    return Column(
        item=item,
        standard=standard,
        mean=ratio(sum(one.part for one in known), sum(one.whole for one in known), item.per),
        gap=sum(one.gap or 0 for one in cells),
        counts=Counter(one.verdict.value for one in cells),
        limit=limit,
        variation=variation(holdings) if limit else None,
        names={line.school.pk: line.school.name for line in lines},
    )
