"""A page and a query enter, what of it can be kept under a name leaves."""

from dataclasses import dataclass
from urllib.parse import urlencode

from plans.filters.findings import FindingFilter
from plans.filters.matters import MatterFilter
from plans.filters.plans import PlanFilter
from plans.filters.sources import SourceFilter
from plans.models import Matter, Plan, SavedFilter, Source

LONGEST = 30
"""Characters of a value beside the conditions: a group, an order, a month."""
Page = SavedFilter.Page


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page understands: its conditions, and values beside them that it is shown by."""

    filter_class: type | None = None
    model: type | None = None
    beside: tuple[str, ...] = ()


PAGES = {
    Page.PLANS: Kept(PlanFilter, Plan),
    Page.SOURCES: Kept(SourceFilter, Source),
    Page.MATTERS: Kept(MatterFilter, Matter),
    Page.OVERVIEW: Kept(beside=("by", "o")),
    Page.LEDGER: Kept(MatterFilter, Matter, ("by",)),
    Page.CALENDAR: Kept(MatterFilter, Matter, ("month",)),
    Page.TIMELINE: Kept(MatterFilter, Matter, ("from", "to")),
    Page.FINDINGS: Kept(FindingFilter, Matter),
}
"""Page whose conditions can be kept -> what it understands."""


def understood(page, query, request):
    """The filter of a page with a query; None where the page has none."""
    kept = PAGES[page]
    if kept.filter_class is None:
        return None
    return kept.filter_class(query, kept.model.objects.visible_to(request.user), request=request)


def keepable(page, query, found):
    """What of a query can be kept, without what is wrong; empty where nothing is asked, or no page.

    ``found`` is the filter of the page with that query, None where it has none.
    """
    if page not in PAGES:
        return ""
    asked = found.stored if found is not None and found.conditions else ""
    values = {name: query.get(name, "")[:LONGEST] for name in PAGES[page].beside}
    beside = urlencode({name: value for name, value in values.items() if value})
    return "&".join(filter(None, (asked, beside)))
