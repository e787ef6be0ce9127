"""A request by a personal link or for one enters, whether there were too many leaves.

The audit log counts: it holds every failure and every letter asked for, and all processes share it.
"""

from math import ceil

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

from eduplan.audit.models import AuditEntry
from eduplan.client_address import client_address

MOST = {"reset-link": 20, "reset-mail": 10, "fill-link": 20}
"""Name of an address -> entries from one computer within a pause; an office may share one."""


def is_over(request, label):
    """Whether this computer has tried too often lately; ``label`` is what is counted."""
    name = request.resolver_match.url_name
    return _lately(request).filter(name=name, label=label).count() >= MOST[name]


def _lately(request):
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    address = client_address(request) or ""
    return AuditEntry.objects.filter(address=address, at__gte=since)


def wait(request):
    """The page of who has tried too often."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    context = {"minutes": ceil(seconds / 60)}
    response = render(request, "accounts/wait.html", context, status=429)
    response["Retry-After"] = seconds
    return response
