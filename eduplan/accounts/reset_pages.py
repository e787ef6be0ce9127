"""The holder of a one-time link enters without a login, a new password of his leaves."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from eduplan.accounts import attempts, reset_links
from eduplan.accounts.credentials import ResetLink
from eduplan.accounts.forms import OwnPassword
from eduplan.accounts.passwords import rules
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record

HELD = "reset_link"
"""Where a session keeps the number of the link that its person came by."""
FAILED = "密码链接无效"
Action = AuditEntry.Action


@sensitive_variables("token")
@login_not_required
@never_cache
@require_safe
def open_link(request, token):
    """Where a link leads: on to an address without its secret. Opening uses nothing up."""
    if attempts.is_over(request, FAILED):
        return attempts.wait(request)
    link = reset_links.link_of(token)
    trouble = reset_links.trouble_of(link)
    if trouble:
        record(request, Action.LOGIN_FAILED, user=link and link.user, label=FAILED)
        return _trouble(request, trouble)
    request.session[HELD] = link.pk
    response = redirect("reset-password")
    response["Referrer-Policy"] = "no-referrer"
    return response


@sensitive_post_parameters()
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request):
    """设置密码: the holder sees whose it is and sets it, once."""
    link = ResetLink.objects.select_related("user").filter(pk=request.session.get(HELD)).first()
    trouble = reset_links.trouble_of(link)
    if trouble:
        return _trouble(request, trouble)
    form = OwnPassword(link.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _set(request, link, form)
    context = {"form": form, "person": link.user, "rules": rules(), "until": link.expires_at}
    status = 422 if form.errors else 200
    return render(request, "accounts/reset_password.html", context, status=status)


@transaction.atomic
def _set(request, link, form):
    """Nothing is left of the link in the session, nor of who was signed in before in this one."""
    if not reset_links.use_up(link):
        return _trouble(request, reset_links.USED)
    form.save()
    label = "用一次性链接设置密码"
    record(request, Action.RIGHTS, link.user, user=link.user, label=label)
    logout(request)
    messages.success(request, f"密码已设置。请用用户名 {link.user.username} 和新密码登录。", "done")
    return redirect("login")


def _trouble(request, trouble):
    return render(request, "accounts/reset_trouble.html", {"trouble": trouble}, status=410)
