"""A request of a session enters; a session that must not go on ends, and says why.

A session ends after a time without any doing of its person, after a longest time in any case, and,
where only one is wanted, when the person signs in elsewhere.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.formats import date_format

from eduplan.accounts.interruptions import interrupt
from eduplan.accounts.session_clock import SEEN, STARTED, moment

FAREWELL = "farewell"
"""Where the session of a stranger keeps why the one before it ended."""

BY_ITSELF = {"review-news", "review-hold"}
"""Names of addresses that a page asks by itself, while nobody may sit there."""

NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last doing is kept: a session is not written at each request."""


class SessionLimits:
    """Ends what has lasted too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The next middleware asks for a login where none is left."""
        if not request.user.is_authenticated:
            return
        now = timezone.now()
        if why := _reason_to_end(request, now):
            logout(request)
            request.session[FAREWELL] = why
        elif _is_doing(request) and now - moment(request.session, SEEN) > NOTED_EVERY:
            request.session[SEEN] = now.timestamp()


class LoginRequired(LoginRequiredMiddleware):
    """Asks for a login without losing what the page holds."""

    def handle_no_permission(self, request, view_func):
        """Sends an opened page on; a script and a sent form are told."""
        why = request.session.get(FAREWELL, "登录已过期，或还没有登录。")
        login = resolve_url(settings.LOGIN_URL)
        return interrupt(request, first=login, what="登录", why=f"{why}请在新窗口登录后继续。")


def _is_doing(request):
    """Whether a person asks, not his open page by itself."""
    return request.resolver_match.url_name not in BY_ITSELF


def _reason_to_end(request, now):
    """Why a session must end, in words for its person, or nothing."""
    started, newest = moment(request.session, STARTED), request.user.last_login
    if settings.SINGLE_SESSION and newest and newest - started > timedelta(milliseconds=1):
        at = date_format(timezone.localtime(newest), "n月j日 H:i")
        return (
            f"您的账号已于 {at} 在别处登录，这里已退出。"
            "如果不是您本人，请立即登录并修改密码，同时告诉本局管理员。"
        )
    if now - moment(request.session, SEEN) > settings.SESSION_IDLE:
        minutes = int(settings.SESSION_IDLE.total_seconds() // 60)
        return f"登录已过期：超过 {minutes} 分钟没有操作。"
    if now - started > settings.SESSION_LONGEST:
        hours = int(settings.SESSION_LONGEST.total_seconds() // 3600)
        return f"登录已过期：一次登录最长 {hours} 小时。"
    return ""
