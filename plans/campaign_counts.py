"""Campaigns enter, the same with how many schools stand where leave: one query for all of them."""

from django.db.models import Case, Count, Q, When
from django.utils import timezone

from plans.models import Campaign, Submission

FIRST = (Campaign.State.OPEN, Campaign.State.DRAFT, Campaign.State.CLOSED)
"""States in the order in which somebody has to do with them."""


def for_list(campaigns):
    """With form and counts, those that run first, then the newest."""
    own = Q(submissions__due_on__lt=timezone.localdate())
    common = Q(submissions__due_on__isnull=True, closes_on__lt=timezone.localdate())
    owed = Q(submissions__state__in=Submission.OWED)
    counted = campaigns.select_related("form").annotate(
        called=Count("submissions"),
        approved=_counted(Q(submissions__state=Submission.State.APPROVED)),
        submitted=_counted(Q(submissions__state=Submission.State.SUBMITTED)),
        owing=_counted(owed),
        overdue=_counted(owed & (own | common)),
        turn=Case(*(When(state=state, then=place) for place, state in enumerate(FIRST))),
    )
    return counted.order_by("turn", "-year", "-pk")


def _counted(condition):
    return Count("submissions", filter=condition)
