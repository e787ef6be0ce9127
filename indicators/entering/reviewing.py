"""Drafts enter, what is wrong or strange about each leaves: checked beside what is published."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from indicators import checking
from indicators.choices import Residence, Sex
from indicators.models import Draft, Indicator, Observation, School, key_of

SUMMED = (Indicator.Kind.NUMBER, Indicator.Kind.AMOUNT, Indicator.Kind.AREA)
"""Kinds whose parts make the whole."""
DIVISIONS = (("sex", Sex, "分性别"), ("residence", Residence, "分城乡"))
"""Breakdowns whose parts are all there is."""


@dataclass
class Surroundings:
    """What the values of drafts are checked against."""

    values: dict = field(default_factory=dict)
    by_school: dict = field(default_factory=dict)
    schools: dict = field(default_factory=dict)
    indicators: dict = field(default_factory=dict)
    pairs: list = field(default_factory=list)


def examine(drafts, user):
    """Findings of each draft by its number; a withdrawal has none."""
    drafts = [draft for draft in drafts if draft.value is not None]
    if not drafts:
        return {}
    around = _surroundings(drafts, user)
    far = _far(drafts, around)
    return {draft.pk: _findings(draft, around, far) for draft in drafts}


def is_barred(findings):
    """Whether one of the findings hinders publishing."""
    return any(found.level == checking.Level.ERROR for found in findings)


def is_doubtful(findings):
    """Whether one of the findings asks for a second look."""
    return any(found.level == checking.Level.WARNING for found in findings)


def _surroundings(drafts, user):
    asked = {draft.indicator_id for draft in drafts}
    known = Indicator.objects.visible_to(user)
    pairs = [pair for pair in _pairs(known) if asked & set(pair)]
    rates = known.filter(pk__in=asked, numerator__isnull=False)
    parts = rates.values_list("numerator", "denominator")
    indicators = {i.pk: i for i in known.filter(pk__in=asked.union(*pairs, *parts))}
    years = {draft.year - back for draft in drafts for back in (0, 1)}
    regions = {draft.region_id for draft in drafts}
    facts = {"indicator__in": indicators, "year__in": years, "region__in": regions}
    rows = list(Observation.objects.visible_to(user).current().filter(**facts).order_by("pk"))
    rows += Draft.objects.visible_to(user).filter(**facts)
    values = {key_of(row): row.value for row in rows}
    by_school = defaultdict(dict)
    for key, value in values.items():
        if key.school_id and value is not None:
            by_school[key._replace(school_id=None)][key.school_id] = value
    schools = defaultdict(list)
    own = School.objects.visible_to(user).filter(region__in=regions, is_confirmed=True)
    for pk, region, stage in own.values_list("pk", "region_id", "stage"):
        schools[region, stage].append(pk)
    return Surroundings(values, by_school, schools, indicators, pairs)


def _pairs(known):
    """Numbers of indicators of which the first is among the second, as the catalogue has it."""
    for row in known.kept().filter(Q(part_of__isnull=False) | Q(numerator__isnull=False)):
        if row.part_of_id:
            yield row.pk, row.part_of_id
        if row.numerator_id and checking.is_bounded(row.name, row.kind):
            yield row.numerator_id, row.denominator_id


def _far(drafts, around):
    """Outlying schools by key of all: reckoned once for each group of schools."""
    groups = {draft.key._replace(school_id=None) for draft in drafts if draft.school_id}
    return {key: checking.outliers(around.by_school[key]) for key in groups}


def _findings(draft, around, far):
    key, indicator = draft.key, around.indicators[draft.indicator_id]
    measure = checking.measure_of(indicator.name, indicator.unit, indicator.kind)
    before = around.values.get(key._replace(year=key.year - 1))
    found = [
        checking.out_of_range(draft.value, measure),
        checking.jumped(draft.value, before, measure),
        *_within(draft, key, around),
        _from_parts(draft, key, around, indicator),
        far.get(key._replace(school_id=None), {}).get(draft.school_id),
    ]
    if indicator.kind in SUMMED:
        found += _divided(key, around, indicator)
    if indicator.aggregation == Indicator.Aggregation.SUM:
        found.append(_of_schools(key, around, indicator))
    return checking.present(found)


def _within(draft, key, around):
    """The figure against those that it is among, or that are among it."""
    for pair in around.pairs:
        if draft.indicator_id not in pair:
            continue
        part, whole = (around.values.get(key._replace(indicator_id=pk)) for pk in pair)
        if part is not None:
            names = [around.indicators[pk].name for pk in pair]
            yield checking.exceeds_whole(part, whole, *names)


def _from_parts(draft, key, around, indicator):
    """A stated rate against what its numerator and denominator give."""
    if not indicator.numerator_id:
        return None
    parts = (indicator.numerator_id, indicator.denominator_id)
    one, other = (around.values.get(key._replace(indicator_id=pk)) for pk in parts)
    if one is None or not other:
        return None
    how = "除以".join(f"“{around.indicators[pk].name}”" for pk in parts)
    scale = checking.SCALES.get(indicator.unit, 1)
    return checking.differs(draft.value, one / other * scale, how)


def _divided(key, around, indicator):
    """Parts by sex or residence against the whole, and parts that are known above it."""
    for name, parts, words in DIVISIONS:
        if not key._replace(**{name: ""}).is_whole:
            continue
        whole = around.values.get(key._replace(**{name: ""}))
        values = [around.values.get(key._replace(**{name: part})) for part in parts]
        yield _above(dict(zip(parts, values, strict=True)), whole, words, indicator.name)
        yield checking.unbalanced(values, whole, words)


def _above(values, whole, words, name):
    """The known parts together, or the largest where all are known, against the whole."""
    known = {part: value for part, value in values.items() if value is not None}
    if len(known) == len(values):
        largest = max(known, key=known.get)
        known = {largest: known[largest]}
    if not known:
        return None
    what = f"{words}合计" if len(known) > 1 else next(iter(known)).label
    return checking.exceeds_whole(sum(known.values()), whole, what, name)


def _of_schools(key, around, indicator):
    """The schools of the county against its own figure, where all of them have one."""
    group = key._replace(school_id=None)
    if not indicator.stage:
        return None
    schools = around.schools[key.region_id, indicator.stage]
    values = [around.by_school[group].get(pk) for pk in schools]
    return checking.unbalanced(values, around.values.get(group), "各校")
