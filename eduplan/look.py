"""What a person chose of colours and characters enters as cookies, the page's look leaves."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from eduplan.next_page import next_page

CHOICES = {
    "theme": {"system": "随系统", "light": "浅色", "dark": "深色"},
    "script": {"hans": "简", "hant": "繁"},
}
"""Name of the cookie -> what it may hold, in words; the first counts when nothing was chosen."""

YEAR = 365 * 24 * 3600


def chosen(request, name):
    """What a person chose: of ``theme`` or ``script``."""
    value = request.COOKIES.get(name)
    return value if value in CHOICES[name] else next(iter(CHOICES[name]))


def look(request):
    """Context of every page: what is chosen, and what could be."""
    return {
        "look": {name: chosen(request, name) for name in CHOICES},
        "look_choices": CHOICES,
    }


@login_not_required
@require_POST
def set_look(request):
    """Keep a choice for a year and go back to the page."""
    wanted = {name: request.POST[name] for name in CHOICES if name in request.POST}
    if not wanted or any(value not in CHOICES[name] for name, value in wanted.items()):
        raise BadRequest("没有这样的显示方式。")
    response = redirect(next_page(request))
    for name, value in wanted.items():
        response.set_cookie(
            name, value, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    return response
