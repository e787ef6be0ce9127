"""A request enters, what the head of a page shows of its person leaves: notices, what he owes."""

from plans.assessment_page import owed_by
from plans.models import Notice

MOST = 99
"""More are not counted: who has so many knows that there are many."""


def bell(request):
    """Context of every page; nothing is asked where a template does not show it."""
    return {
        "unread_notices": lambda: unread_of(request),
        "asked_assessments": lambda: owed_by(request.user).exists(),
    }


def unread_of(request):
    """How many the person has not opened, at most one more than ``MOST``; asked once a request.

    Who came by a link is told nothing: he has no page of notices.
    """
    if not hasattr(request, "unread_notices"):
        is_told = request.user.is_authenticated and not hasattr(request, "personal_link")
        own = Notice.objects.visible_to(request.user).unread().order_by()
        request.unread_notices = own[: MOST + 1].count() if is_told else 0
    return request.unread_notices
