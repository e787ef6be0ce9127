"""A request that must wait for something else enters; what keeps its page and texts leaves.

An opened page is sent on. A script is told 401 with words for its page, which stays as it is. A
sent form comes back on a page that holds what was typed, to be sent again.
"""

import re

from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import add_never_cache_headers

from eduplan.next_page import is_ours, with_next

UNTYPED = {"csrfmiddlewaretoken", "next"}
SECRET = re.compile("password|^code$")
"""Names of fields whose text no page may hold once it was typed."""


def interrupt(request, *, first, what, why):
    """Ask for another page ``first``, an address; ``what`` is its name, ``why`` a sentence."""
    if is_script(request):
        response = _words(request, "accounts/_interruption.html", first, what, why)
    elif typed(request) and not has_secrets(request):
        response = _words(request, "accounts/interruption.html", first, what, why)
    else:
        response = redirect(with_next(first, _page(request)))
    add_never_cache_headers(response)
    return response


def is_script(request):
    """Whether a script of the page asks: htmx says so, other scripts by the browser's mode."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return "HX-Request" in request.headers or mode != "navigate"


def typed(request):
    """The fields that a person filled in, as pairs of name and text."""
    return [
        (name, text)
        for name, texts in request.POST.lists()
        if name not in UNTYPED
        for text in texts
    ]


def has_secrets(request):
    """Whether a field of the request must not be written into a page."""
    return any(SECRET.search(name) for name in request.POST)


def _words(request, template, first, what, why):
    first = with_next(first, resolve_url("login-done"))
    context = {"first": first, "what": what, "why": why, "typed": typed(request)}
    return render(request, template, context, status=401)


def _page(request):
    """The page that was asked for, or the one that something was sent from."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    before = request.headers.get("Referer", "")
    return before if is_ours(request, before) else resolve_url("home")
