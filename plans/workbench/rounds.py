"""A user enters, the yearly plans of schools that he has to do with leave."""

from plans.campaign_counts import for_list
from plans.models import Campaign, Submission
from plans.submission_page import next_step_of

ROWS = 4


def running(user):
    """Campaigns that schools fill in now, with how many stand where."""
    open_ones = Campaign.objects.visible_to(user).filter(state=Campaign.State.OPEN)
    return list(for_list(open_ones)[:ROWS])


def owed(user):
    """What the user's school owes its bureau, each with what is to be done next."""
    found = Submission.objects.visible_to(user).for_page()
    rows = found.filter(state__in=Submission.OWED, campaign__state=Campaign.State.OPEN)
    rows = list(rows.order_by("campaign__closes_on", "pk")[:ROWS])
    for row in rows:
        row.next_step = next_step_of(row, user)
    return rows
