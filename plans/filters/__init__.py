"""Query strings enter, filtered rows leave: one FilterSet a model, for pages and API alike."""

from plans.filters.fields import RegionField, offered_regions
from plans.filters.matters import MatterFilter
from plans.filters.plans import PlanFilter
from plans.filters.sources import SourceFilter
from plans.filters.submissions import SubmissionFilter

__all__ = [
    "MatterFilter",
    "PlanFilter",
    "RegionField",
    "SourceFilter",
    "SubmissionFilter",
    "offered_regions",
]
