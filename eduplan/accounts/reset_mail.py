"""A name and a mail address enter; whoever has both gets a one-time link by mail.

The answer is the same for everybody and is sent before anything is looked up, so that neither its
words nor its time tell which accounts there are.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eduplan.accounts import attempts, reset_links
from eduplan.accounts.forms import AskForLink
from eduplan.accounts.models import User
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record

ASKED = "申请用邮件重置密码"
MOST_LETTERS = 3
"""Letters to one account in an hour."""
log = logging.getLogger(__name__)


class AnswerFirst(HttpResponse):
    """An answer after which something is done: the server closes it once it is sent."""

    then = None

    def close(self):
        """Do what waits, once."""
        work, self.then = self.then, None
        if work:
            work()
        super().close()


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_link(request):
    """忘记密码: asks for a link, where mail is configured."""
    if not settings.MAIL_IS_ON:
        raise Http404
    form = AskForLink(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/reset_mail.html", {"form": form}, status=status)
    if attempts.is_over(request, ASKED):
        return attempts.wait(request)
    record(request, AuditEntry.Action.CHANGE, label=ASKED)
    response = AnswerFirst(render_to_string("accounts/reset_sent.html", request=request))
    response.then = lambda: _send(request, **form.cleaned_data)
    return response


def _send(request, username, email):
    """Send the link where name and mail go together, and not too often."""
    user = User.objects.filter(username=username, is_active=True).exclude(email="").first()
    if user is None or user.email.casefold() != email.casefold() or _has_enough(user):
        return
    try:
        address = reset_links.address_of(request, reset_links.issue(user))
    except ValidationError:  # A program's account.
        return
    words = {"person": user, "address": address, "hours": settings.RESET_HOURS}
    text = render_to_string("accounts/reset_letter.txt", words)
    try:
        send_mail("教育计划：设置新密码", text, None, [user.email])
    except OSError:
        log.exception("重置密码的邮件没有发出：用户编号 %s", user.pk)


def _has_enough(user):
    since = timezone.now() - timedelta(hours=1)
    return user.reset_links.filter(made_by=None, made_at__gte=since).count() >= MOST_LETTERS
