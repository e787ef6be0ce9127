"""Failed attempts to sign in enter, a pause and its page leave; django-axes counts."""

from math import ceil

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Sum
from django.shortcuts import render
from django.utils import timezone


def is_open(request, username):
    """Whether this name may be tried from where the request comes; if not, it gets the page."""
    if AxesProxyHandler.is_allowed(request, credentials := {"username": username}):
        return True
    request.axes_locked_out = True
    request.axes_credentials = credentials
    return False


def count_failure(request, username):
    """A wrong code counts as a wrong password does."""
    user_login_failed.send(sender=__name__, credentials={"username": username}, request=request)


def locked(request, response, credentials):
    """The page of who failed too often: the same for names that nobody has."""
    attempts = AccessAttempt.objects.filter(
        username=(credentials or {}).get("username"), ip_address=request.axes_ip_address
    )
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    until = last + settings.AXES_COOLOFF_TIME
    seconds = max(1, ceil((until - timezone.now()).total_seconds()))
    context = {"until": until, "minutes": ceil(seconds / 60), "failures": settings.LOGIN_FAILURES}
    response = render(request, "accounts/locked.html", context, status=429)
    response["Retry-After"] = seconds
    return response


def is_locked(user):
    """Whether a person is shut out from some address just now."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    lately = AccessAttempt.objects.filter(username=user.username, attempt_time__gte=since)
    each = lately.values("ip_address").annotate(failures=Sum("failures_since_start"))
    return each.filter(failures__gte=settings.LOGIN_FAILURES).exists()


def unlock(user):
    """Forget a person's failures, from all addresses."""
    reset(username=user.username)
