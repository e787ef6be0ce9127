"""A personal link enters, a session that may do what the link is for leaves.

Opening a link only shows it: messengers open links before people do. The button takes it, and the
token leaves the address.
"""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from eduplan.accounts import attempts
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record
from plans import personal_links

FAILED = "个人链接无效"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fill_link(request, token):
    """Whose link it is, and for what; taken by the button."""
    is_over = attempts.is_over(request, FAILED)
    response = attempts.wait(request) if is_over else _entry(request, token)
    # Whatever the page asks for next must not carry the token along. Browsers call the origin of
    # a form "null" under no-referrer, which the check of forms refuses.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _entry(request, token):
    is_taken = request.method == "POST" and not request.user.is_authenticated
    link = (personal_links.link_of if is_taken else personal_links.standing_link)(token)
    if link is None:
        record(request, AuditEntry.Action.LOGIN_FAILED, label=FAILED)
        return render(request, "links/closed.html", status=404)
    if is_taken:
        return _taken(request, link)
    return render(request, "links/entry.html", {"link": link})


def _taken(request, link):
    request.session.cycle_key()
    request.session[link.HELD] = link.pk
    # The log names who came.
    request.user, request.personal_link = link.user, link
    return redirect(link)


@login_not_required
@require_POST
def fill_leave(request):
    """Forget the links that this browser holds; they themselves stay valid."""
    left = [kind.DOING for kind in personal_links.KINDS if kind.HELD in request.session]
    if request.user.is_authenticated:
        for kind in personal_links.KINDS:
            request.session.pop(kind.HELD, None)
    else:
        request.session.flush()
    return render(request, "links/left.html", {"left": left})
