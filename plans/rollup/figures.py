"""A campaign and its reader enter, what its schools promised and reached leaves, by school.

Only what was approved in this campaign counts: the newest version of each published target, also
while an unlocked plan is being mended.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.models import Indicator, Observation, Target
from plans.models import Campaign, FormIndicator, PublishedFigure, Submission

PUPILS = "sch.pupils"
"""Code of the indicator of all pupils of a school."""
PUPILS_OF_STAGE = {
    "preschool": "pre.children",
    "primary": "pri.pupils",
    "lower_secondary": "low.pupils",
    "upper_secondary": "upp.pupils",
    "vocational": "voc.pupils",
    "special": "spe.pupils",
}
"""Stage -> code of its pupils: of a school of that stage alone they are all its pupils."""
Found = dict[tuple[int, int], Decimal]


@dataclass(frozen=True, slots=True)
class Weight:
    """What a school weighs, and where that is known from."""

    value: Decimal
    source: str


@dataclass
class Figures:
    """The schools of a campaign with their figures by (school, indicator)."""

    campaign: Campaign
    submissions: list[Submission]
    promised: Found
    reached: Found
    reached_before: Found
    promised_before: Found
    pupils: dict[str, int] = field(default_factory=dict)
    """Code of an indicator of pupils -> its number."""

    @property
    def approved(self):
        """Submissions that were approved, if only once: what was approved last counts."""
        return [found for found in self.submissions if found.approved_at is not None]

    def before(self, school_id, indicator_id):
        """Last year's value: reached, or else promised; with whether it was reached."""
        key = school_id, indicator_id
        if key in self.reached_before:
            return self.reached_before[key], True
        return self.promised_before.get(key), False

    def weight(self, school, indicator_id, *, sources=("now", "reached", "before")):
        """How much a school weighs, from the first source that knows it; None where none does."""
        year = self.campaign.year
        known = {
            "now": (self.promised, f"{year}年目标"),
            "reached": (self.reached, f"{year}年监测值"),
            "before": (self.reached_before, f"{year - 1}年监测值"),
        }
        for candidate in self._alike(school, indicator_id):
            for name in sources:
                values, told = known[name]
                if (school.pk, candidate) in values:
                    return Weight(values[school.pk, candidate], told)
        return None

    def _alike(self, school, indicator_id):
        """The indicator, and for one of all pupils that of the school's own stage, or back."""
        yield indicator_id
        own = self.pupils.get(PUPILS_OF_STAGE.get(school.stage, ""))
        whole = self.pupils.get(PUPILS)
        other = {whole: own, own: whole}.get(indicator_id)
        if other is not None:
            yield other


def figures_of(campaign, user, indicators: Iterable[int]) -> Figures:
    """Figures of the campaign's schools for some indicators and what weighs: six queries."""
    codes = Indicator.objects.filter(code__in=(PUPILS, *PUPILS_OF_STAGE.values()))
    pupils = dict(codes.values_list("code", "pk"))
    wanted = {*indicators, *pupils.values()} - {None}
    schools = campaign.submissions.visible_to(user).order_by().values("school")
    own = {"indicator__in": wanted, "school__in": schools}
    reached = Observation.objects.visible_to(user).current().reached().filter(**own)
    targets = Target.objects.visible_to(user).current().yearly().filter(**own)
    evidence = PublishedFigure.objects.filter(publication__plan__submission__campaign=campaign)
    approved = targets.filter(year=campaign.year, pk__in=evidence.values("target"))
    return Figures(
        campaign,
        list(campaign.submissions.visible_to(user).for_board()),
        promised=_values(approved),
        reached=_values(reached.filter(year=campaign.year)),
        reached_before=_values(reached.filter(year=campaign.year - 1)),
        promised_before=_values(targets.filter(year=campaign.year - 1)),
        pupils=pupils,
    )


def _values(figures):
    """By (school, indicator); of two that different plans gave, the newest."""
    rows = figures.order_by("recorded_at", "pk").values_list("school", "indicator", "value")
    return {(school, indicator): value for school, indicator, value in rows}


def items_of(campaign):
    """What the form asks for, each indicator once, in the order of the form."""
    items = FormIndicator.objects.filter(section__form=campaign.form_id)
    items = items.select_related("indicator__weight", "section")
    items = items.order_by("section__position", "position", "pk")
    return list({item.indicator_id: item for item in reversed(items)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class County:
    """What the county promised: a target, the plan that says it, and other values beside it."""

    target: Target
    plan: object = None
    others: tuple[Decimal, ...] = ()


def county_targets(campaign, user, indicators) -> dict[int, County]:
    """Number of an indicator -> the county's own target of the year; two queries."""
    own = {"region": campaign.bureau_id, "school": None, "year": campaign.year}
    rows = Target.objects.visible_to(user).current().yearly()
    rows = rows.filter(indicator__in=indicators, **own)
    rows = list(rows.order_by("recorded_at", "pk"))
    evidence = PublishedFigure.objects.visible_to(user).filter(target__in=rows)
    evidence = evidence.select_related("publication__plan").order_by("publication__number")
    plans = {row.target_id: row.publication.plan for row in evidence}
    found = {}
    for row in rows:
        before = found.get(row.indicator_id)
        others = {before.target.value, *before.others} - {row.value} if before else set()
        found[row.indicator_id] = County(row, plans.get(row.pk), tuple(sorted(others)))
    return found
