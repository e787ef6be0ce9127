"""Indicators, years, places and a user enter; charts of what he may see leave."""

from dataclasses import dataclass

from indicators.charts import bars, boxes, trend
from indicators.models import Indicator, Observation, Region, Target

PLACES = 5
"""Lines that one picture tells apart; a chart has as many colours."""
RANKED = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: one indicator first, then others, from a year to a year."""

    indicators: tuple[Indicator, ...]
    first: int
    last: int

    @property
    def years(self):
        """All years, those without figures too."""
        return range(self.first, self.last + 1)


def charts_of(asked, user):
    """Name of each chart -> the chart; only of figures that the user may see."""
    found = {}
    for number, row in enumerate(asked.indicators):
        figures = _figures(Observation.objects.visible_to(user).reached(), row, asked)
        aims = _figures(Target.objects.visible_to(user).yearly(), row, asked)
        found[f"years{number}"] = _over_years(row, asked, figures, aims)
        if number == 0:
            found |= _of_places(row, asked, figures)
    return found


def offered_years(row, user):
    """First and last year of an indicator's figures that the user may see, or None."""
    rows = Observation.objects.visible_to(user).filter(indicator=row).current().reached()
    years = rows.order_by("year").values_list("year", flat=True)
    return (years.first(), years.last()) if years else None


def _figures(rows, row, asked):
    rows = rows.filter(indicator=row, year__range=(asked.first, asked.last)).current()
    return list(rows.select_related("region", "school"))


def _over_years(row, asked, figures, aims):
    """Regions over the years; with one region its targets are dashes."""
    regions = _regions(figures) or _regions(aims)
    names = {region.pk: region.full_name for region in regions[:PLACES]}
    by = {(f.year, f.region_id): f.value for f in figures if f.school_id is None}
    aim = {(f.year, f.region_id): f.value for f in aims if f.school_id is None}
    rows = [(f"{year}", *(by.get((year, pk)) for pk in names)) for year in asked.years]
    own = next(iter(names), None)
    marks = [aim.get((year, own)) for year in asked.years] if len(names) == 1 else None
    return trend(rows, series=tuple(names.values()), marks=marks, title=row.name, unit=row.unit)


def _regions(figures):
    found = {f.region_id: f.region for f in figures if f.school_id is None}
    return sorted(found.values(), key=lambda region: region.adcode)


def _of_places(row, asked, figures):
    """Schools ranked and spread, and regions side by side, of the last year that has figures."""
    schools = [f for f in figures if f.school_id]
    found = {}
    if schools:
        found["schools"] = _ranked(row, schools)
        found["spread"] = boxes(
            [(f"{f.year}", f.value) for f in sorted(schools, key=lambda f: f.year)],
            title=f"{row.name}：各校分布",
            unit=row.unit,
        )
    regions = [f for f in figures if f.school_id is None]
    last = [f for f in regions if f.year == max(g.year for g in regions)]
    if len(last) > 1:
        rows = [(f.region.full_name, f.value) for f in sorted(last, key=lambda f: -f.value)]
        title = f"{row.name}：各地区（{last[0].year}年）"
        found["regions"] = bars(rows[:RANKED], series=("数值",), title=title, unit=row.unit)
    return found


def _ranked(row, schools):
    year = max(f.year for f in schools)
    is_low = row.direction == Indicator.Direction.LOWER
    own = [f for f in schools if f.year == year]
    own.sort(key=lambda f: f.value if is_low else -f.value)
    rows = [(f.school.name, f.value) for f in own[:RANKED]]
    title = f"{row.name}：各校排列（{year}年）"
    return bars(rows, series=("数值",), title=title, unit=row.unit)


def what_is_hidden(user):
    """Why siblings and the region above may be missing, in a sentence; empty where they are not."""
    region = user.region
    if region is None or user.is_system_admin or region.level != Region.Level.COUNTY:
        return ""
    return "同级各县和上级地区的数没有对本局开放，这里只有本县和本县各校的数。"
