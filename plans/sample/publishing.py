"""A reviewed plan and its draft enter, its publication leaves, dated by the draft and no clock."""

from datetime import timedelta

from indicators.models import Observation, Target
from plans.models import Publication
from plans.publishing import counts_of, write_figures
from plans.reckoning import reckon

DELAY = timedelta(days=3)
"""From import to publication."""


def publish(plan, draft, clerk):
    """Write what publishing the plan gives, as if the clerk had done it back then."""
    at = draft.uploaded_at + DELAY
    found = reckon(plan)
    publication = Publication.objects.create(
        plan=plan, number=1, published_by=clerk, published_at=at, counts=counts_of(found)
    )
    write_figures(found, publication, clerk)
    # The column fills itself with the clock when a row is made.
    for model in (Target, Observation):
        written = [entry.figure.pk for entry in found.entries if isinstance(entry.figure, model)]
        model.objects.filter(pk__in=written).update(recorded_at=at)
