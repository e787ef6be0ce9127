"""A name, a password and perhaps a code enter, a session leaves."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from eduplan.accounts import lockout, second_factor
from eduplan.accounts.forms import SignInForm
from eduplan.accounts.sessions import FAREWELL
from eduplan.next_page import next_page, with_next
from plans.views.home import VISIT

WAITING = "waiting_for_code"
"""Where the session keeps who has given his password and not yet his code."""

PATIENCE = 300
"""Seconds for the code."""


class SignIn(LoginView):
    """Django's login, with a second step for who has one."""

    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        """The password was right."""
        user = form.get_user()
        if not second_factor.is_on(user):
            enter(self.request, user)
            return redirect(self.get_success_url())
        self.request.session[WAITING] = {
            "user": user.pk,
            "hash": user.get_session_auth_hash(),
            "since": timezone.now().timestamp(),
        }
        return redirect(with_next(reverse("login-code"), self.get_success_url()))

    def get_context_data(self, **kwargs):
        """With why the session before ended, and the way to a new password by mail."""
        farewell = self.request.session.get(FAREWELL)
        return super().get_context_data(**kwargs, farewell=farewell, mail_is_on=settings.MAIL_IS_ON)


@sensitive_post_parameters()
@login_not_required
@never_cache
def code_step(request):
    """The second step: the code of the phone, or a spare one."""
    user = _waiting(request)
    if user is None:
        return redirect("login")
    is_wrong = request.method == "POST" and lockout.is_open(request, user.username)
    if is_wrong:
        if second_factor.accepts(user, request.POST.get("code", "")):
            enter(request, user)
            return redirect(next_page(request))
        lockout.count_failure(request, user.username)
    context = {"is_wrong": is_wrong, "next": next_page(request, "")}
    return render(request, "accounts/code.html", context, status=422 if is_wrong else 200)


def enter(request, user):
    """Start the session; signing in overwrites the last login, so it is kept first."""
    previous = user.last_login
    for past in (FAREWELL, WAITING):
        request.session.pop(past, None)
    login(request, user, backend="eduplan.accounts.backends.PostBackend")
    if previous:
        request.session[VISIT] = previous.isoformat()


def _waiting(request):
    """Who gave the right password a short time ago, unless it was changed since."""
    waiting = request.session.get(WAITING)
    if not waiting or timezone.now().timestamp() - waiting["since"] > PATIENCE:
        return None
    user = get_user_model().objects.filter(pk=waiting["user"], is_active=True).first()
    if user and constant_time_compare(user.get_session_auth_hash(), waiting["hash"]):
        return user
    return None


@login_not_required
@never_cache
@require_safe
def done(request):
    """Where a window ends that was opened beside a page which waits."""
    return render(request, "accounts/done.html")
