"""A request for a personal link enters, for whom and how long it is asked and its address leave."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from plans.personal_links import LONGEST

DAYS = 14
"""How long a link lasts unless the bureau says otherwise."""


def name_of(request):
    """Whom a link is for."""
    return request.POST.get("name", "").replace("\x00", "")


def lasting_of(request):
    """How long a link is to last; raises ``ValidationError`` for what is no number of days."""
    sent = request.POST.get("days", "")
    days = int(sent) if sent.isdecimal() and len(sent) < 4 else 0
    if not 1 <= days <= LONGEST.days:
        raise ValidationError({"lasting": f"有效天数请填 1 到 {LONGEST.days}。"})
    return timedelta(days=days)


def address_of(request, token):
    """Where the holder of a token enters."""
    return request.build_absolute_uri(reverse("fill-link", args=[token]))


def until(link):
    """When a link ends, as a workbook says it."""
    return f"{timezone.localtime(link.expires_at):%Y-%m-%d %H:%M}"
