"""A request enters, the address of the person's computer leaves."""

from ipaddress import ip_address

from django.conf import settings


def client_address(request):
    """The address that the outermost of our own proxies saw, or None where there is none.

    Each of ``settings.PROXIES`` proxies adds to X-Forwarded-For whom it was asked by; what stands
    before that may be made up.
    """
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    behind = seen[-settings.PROXIES] if 0 < settings.PROXIES <= len(seen) else ""
    return _valid(behind) or _valid(request.META.get("REMOTE_ADDR", ""))


def _valid(words):
    """An address that a database takes; a socket of the machine itself has none."""
    try:
        return str(ip_address(words.strip()))
    except ValueError:
        return None
