"""A request enters, what its program may do in the data interface leaves."""

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.debug import sensitive_variables

from eduplan.accounts.models import User
from eduplan.client_address import client_address
from eduplan.clients import throttle
from eduplan.clients.looking_up import known
from eduplan.clients.models import Token
from eduplan.clients.secret_words import digest_of
from indicators.access import EVERYWHERE, Access
from indicators.problems import Problem

NOTED_EVERY = timedelta(minutes=1)
"""How long the last use that was written stands for those that follow."""
TOKEN = "token"
"""What an access by a token is called, before its number."""
SHOWN = re.compile(r"(?:Bearer|Token) +(\S+) *", re.IGNORECASE)
"""Authorization: Bearer edp_1a2b3c4d_…"""


def access_of(request):
    """What a request may see and write, by its token alone: a session counts for nothing here.

    Raises ``Problem`` 401 for a token that lets nobody in, 429 for one that comes too often.
    """
    header = request.META.get("HTTP_AUTHORIZATION", "")
    now = timezone.now()
    if not header:
        return _anonymous(request, now)
    token = _token_of(header)
    _check(token)
    access = _access(token)
    throttle.take(access, token.requests_per_minute, now)
    _note_use(token, request, now)
    return access


def token_behind(access):
    """The token that an access comes from, None for one that comes without."""
    kind, _, number = access.client.partition(":")
    return Token.objects.get(pk=number) if kind == TOKEN else None


def _anonymous(request, now):
    """Anybody, where what is published is open to all."""
    if not settings.OPEN_DATA:
        raise _refusal(
            "token_missing",
            "请求没有带令牌。请在请求头 Authorization 中写 Bearer 和令牌；"
            "令牌由教育局管理员在“数据接口”页面生成。",
            "No token. Send it in the header Authorization: Bearer <token>.",
            challenge="Bearer",
        )
    access = Access(f"address:{client_address(request) or ''}", EVERYWHERE)
    throttle.take(access, settings.OPEN_DATA_PER_MINUTE, now)
    return access


@sensitive_variables("header", "shown")
def _token_of(header):
    """The token that a header shows, looked up by its digest: time tells nothing of the secret."""
    shown = SHOWN.fullmatch(header)
    token = known(digest_of(shown[1])) if shown else None
    if token is None:
        raise _refusal(
            "token_invalid",
            "令牌无效：没有这个令牌，或已经停用。请核对是否完整，或请教育局管理员换发。",
            "The token is invalid: it is unknown or was revoked.",
        )
    return token


def _check(token):
    """Raises ``Problem`` where a token of ours lets nobody in any more."""
    if token.expires_on < timezone.localdate():
        raise _refusal(
            "token_expired",
            f"令牌已过期，有效期至 {token.expires_on}。请教育局管理员换发。",
            f"The token has expired: its last day was {token.expires_on}.",
        )
    if not token.user__is_active:
        raise _refusal(
            "client_inactive",
            "接口账号已停用。请联系教育局管理员。",
            "The account of this client is inactive.",
        )
    if not token.has_post:
        raise _refusal(
            "client_ended",
            "接口账号的任职已结束。请联系教育局管理员。",
            "The post of this client has ended.",
        )


def _access(token):
    """What a standing token may do; never outside of where its client is appointed now.

    The client himself is fetched when what it writes asks who it is.
    """
    home, prefixes = token.home, token.prefixes.split(",")
    return Access(
        client=f"{TOKEN}:{token.pk}",
        prefixes=tuple(prefix for prefix in prefixes if prefix and prefix.startswith(home)),
        reads_drafts=token.reads_drafts,
        writes=token.writes,
        publishes=token.publishes,
        user=SimpleLazyObject(lambda: User.objects.for_request().get(pk=token.user_id)),
    )


def _note_use(token, request, now):
    """Write when and from where it was used, once a minute: the row is asked again for others."""
    if token.last_used_at and now - token.last_used_at < NOTED_EVERY:
        return
    before = Q(last_used_at__isnull=True) | Q(last_used_at__lte=now - NOTED_EVERY)
    rows = Token.objects.filter(before, pk=token.pk)
    rows.update(last_used_at=now, last_used_from=client_address(request) or "")


def _refusal(code, zh, en, *, challenge='Bearer error="invalid_token"'):
    return Problem(401, code, zh, en, headers={"WWW-Authenticate": challenge})
