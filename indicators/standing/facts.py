"""A framework, a county and a year enter, standards, schools and figures to judge by leave."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from indicators.choices import Stage
from indicators.frameworks.standards import nearest
from indicators.models import FrameworkItem, Observation, School, Standard


@dataclass(frozen=True)
class Facts:
    """What is asked, who is asked, and what is known.

    ``standards`` by item, measure and stage; ``figures`` by school (None: the county), stage
    (empty: all) and indicator; ``taught`` holds the stages of each school.
    """

    items: list[FrameworkItem]
    standards: dict[tuple[int, str, str], Standard]
    schools: list[School]
    taught: dict[int, set[str]]
    figures: dict[tuple[int | None, str, int], Decimal]
    points_from: int | None = None
    """How many pupils a teaching point has at least to be counted; None: it always is."""

    @property
    def stages(self) -> list[str]:
        """Stages that the framework asks schools of, in their order."""
        own = {item.pk for item in self.items if item.scope == FrameworkItem.Scope.SCHOOL}
        asked = {stage for item, measure, stage in self.standards if item in own and stage}
        return [stage for stage in Stage.values if stage in asked]

    def columns(self, stage: str) -> list[tuple[FrameworkItem, Standard]]:
        """Items that schools of a stage are asked, with what is asked."""
        found = [
            (item, self.standard(item, Standard.Measure.VALUE, stage))
            for item in self.items
            if item.scope == FrameworkItem.Scope.SCHOOL
        ]
        return [(item, one) for item, one in found if one is not None]

    def standard(self, item: FrameworkItem, measure: str, stage: str) -> Standard | None:
        """That of the stage, else the one of all stages."""
        own = self.standards.get((item.pk, measure, stage))
        return own or self.standards.get((item.pk, measure, ""))

    def figure(self, school: int | None, stage: str, indicator: int | None) -> Decimal | None:
        """The figure of a stage; that of the whole school where it teaches this stage alone.

        A school of nine years (九年一贯制) is counted in each stage by the figures of that stage:
        what it has as a whole says nothing of one of them.
        """
        if indicator is None:
            return None
        own = self.figures.get((school, stage, indicator))
        if own is not None or (school is not None and self.taught[school] != {stage}):
            return own
        return self.figures.get((school, "", indicator))


def facts_of(framework, region, year: int, user) -> Facts:
    """Ask the database; a fixed number of queries."""
    items = list(framework.items.measured().select_related("indicator", "part", "whole", "parent"))
    standards = Standard.objects.in_force(region, year).filter(item__framework=framework)
    figures = _figures(items, region, year, user)
    schools = School.objects.visible_to(user).filter(region__adcode=region.adcode)
    taught = defaultdict(set)
    for school, stage, _ in figures:
        if school is not None and stage:
            taught[school].add(stage)
    known = list(schools.filter(is_confirmed=True).order_by("town", "name"))
    for school in known:
        if school.stage:
            taught[school.pk].add(school.stage)
    asked = nearest(standards, year)
    return Facts(items, asked, known, taught, figures, framework.points_from)


def _figures(items, region, year, user):
    wanted = {i for item in items for i in (item.indicator_id, item.part_id, item.whole_id) if i}
    rows = (
        Observation.objects.visible_to(user)
        .current()
        .reached_by_stage()
        .filter(region__adcode=region.adcode, year=year, indicator__in=wanted)
        .order_by("pk")
        .values_list("school", "stage", "indicator", "value")
    )
    return {(school, stage, indicator): value for school, stage, indicator, value in rows}


def years_of(framework, region, user) -> list[int]:
    """Years of which figures of the framework are published for a county, newest first."""
    items = framework.items.measured().values_list("indicator", "part", "whole")
    wanted = {indicator for row in items for indicator in row if indicator}
    rows = Observation.objects.visible_to(user).current().reached_by_stage()
    found = rows.filter(region__adcode=region.adcode, indicator__in=wanted)
    return list(found.order_by("-year").values_list("year", flat=True).distinct())
