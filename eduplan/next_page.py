"""A request enters, the page of ours leaves that it wants to go on to."""

from urllib.parse import urlencode

from django.utils.http import url_has_allowed_host_and_scheme


def next_page(request, default="home"):
    """What the request calls ``next``, unless that leads elsewhere."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    return wanted if is_ours(request, wanted) else default


def is_ours(request, address):
    """Whether an address stays on this portal."""
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def with_next(address, page):
    """An address that goes on to a page afterwards."""
    return f"{address}?{urlencode({'next': page}, safe='/')}"
