"""What is measured, where and by whom, what was promised, what was reached."""

from indicators.choices import Comparator, Stage
from indicators.models.calls import Call
from indicators.models.catalogue import Indicator, IndicatorAlias
from indicators.models.drafts import Draft, DraftQuerySet, FigureUpload, Key, key_of
from indicators.models.figures import BREAKDOWNS, Figure, FigureQuerySet, Observation, Target
from indicators.models.frameworks import Framework, FrameworkItem, Standard
from indicators.models.judged import JudgedResult
from indicators.models.owned import OwnedQuerySet, School, Unit
from indicators.models.regions import Region, RegionQuerySet
from indicators.models.releases import Edition, Release

__all__ = (
    "BREAKDOWNS",
    "Call",
    "Comparator",
    "Draft",
    "DraftQuerySet",
    "Edition",
    "Figure",
    "FigureQuerySet",
    "FigureUpload",
    "Framework",
    "FrameworkItem",
    "Indicator",
    "IndicatorAlias",
    "JudgedResult",
    "Key",
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
    "key_of",
)
