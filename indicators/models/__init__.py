"""What is measured, where and by whom, what was promised, what was reached."""

from indicators.choices import Comparator, Stage
from indicators.models.calls import Call
from indicators.models.catalogue import Indicator, IndicatorAlias
from indicators.models.figures import BREAKDOWNS, Figure, FigureQuerySet, Observation, Target
from indicators.models.frameworks import Framework, FrameworkItem, Standard
from indicators.models.owned import OwnedQuerySet, School, Unit
from indicators.models.regions import Region, RegionQuerySet
from indicators.models.releases import Edition, Release

__all__ = (
    "BREAKDOWNS",
    "Call",
    "Comparator",
    "Edition",
    "Figure",
    "FigureQuerySet",
    "Framework",
    "FrameworkItem",
    "Indicator",
    "IndicatorAlias",
    "Observation",
    "OwnedQuerySet",
    "Region",
    "RegionQuerySet",
    "Release",
    "School",
    "Stage",
    "Standard",
    "Target",
    "Unit",
)
