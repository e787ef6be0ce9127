"""What is compared and a user enter, the places whose figures are read leave: never a country."""

from dataclasses import dataclass

from django.db.models import Q

from indicators.charting.places import MOST
from indicators.models import Observation, Target

REGIONS = 60
"""Regions that are read where none is chosen; of so many regions a ranking is drawn."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Codes of regions that are read, and of those whose schools are; what was left out."""

    regions: tuple[str, ...]
    near: tuple[str, ...]
    schools: tuple[int, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def places(self):
        """Figures of the regions and of the chosen schools."""
        return Q(school=None, region__adcode__in=self.regions) | Q(school__in=self.schools)

    def ranked(self, row):
        """Figures of one indicator of all schools beside."""
        return Q(school__isnull=False, region__adcode__in=self.near, indicator=row)


def reach_of(asked, user):
    """The chosen places and the schools of their regions; without any, the first by code."""
    if asked.places:
        regions = tuple(place.adcode for place in asked.places if not place.school)
        near = tuple({place.adcode for place in asked.places})
        return Reach(regions, near, tuple(p.school for p in asked.places if p.school))
    seen = Observation.objects.visible_to(user)
    regions = _codes(seen.filter(school=None, indicator__in=asked.indicators))
    aims = Target.objects.visible_to(user)
    regions |= _codes(aims.filter(school=None, indicator__in=asked.indicators))
    near = _codes(seen.filter(school__isnull=False, indicator=asked.ranked))
    told = (
        *_told("地区", regions, REGIONS),
        *_told("有学校数的地区", near, MOST),
    )
    return Reach(tuple(sorted(regions)[:REGIONS]), tuple(sorted(near)[:MOST]), words=told)


def _codes(rows):
    return set(rows.current().order_by().values_list("region__adcode", flat=True).distinct())


def _told(words, codes, most):
    if len(codes) > most:
        yield f"没有选地方：{words}只取前 {most} 个，共 {len(codes)} 个；要看别的，请在上面选。"
