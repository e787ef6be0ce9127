"""A personal link enters, a session that may fill in its one submission leaves.

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
from plans.submitting import links

FAILED = "填报链接无效"


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
    link = links.standing_link(token)
    if link is None:
        record(request, AuditEntry.Action.LOGIN_FAILED, label=FAILED)
        return render(request, "submissions/link_closed.html", status=404)
    if request.method == "POST" and not request.user.is_authenticated:
        return _taken(request, token)
    return render(request, "submissions/link.html", {"link": link})


def _taken(request, token):
    link = links.link_of(token)
    request.session.cycle_key()
    request.session[links.HELD] = link.pk
    return redirect("submission", link.submission_id)


@login_not_required
@require_POST
def fill_leave(request):
    """Forget the link that this browser holds; the link itself stays valid."""
    if request.user.is_authenticated:
        request.session.pop(links.HELD, None)
    else:
        request.session.flush()
    return render(request, "submissions/link_left.html")
