"""A person enters, the token of a one-time link leaves; with it he sets his password once."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts import lockout
from eduplan.accounts.credentials import ResetLink
from eduplan.accounts.models import Role

UNKNOWN = "这个链接不对，可能没有复制完整。请把收到的整个链接复制到地址栏，再打开一次。"
USED = "这个链接已经用过一次，不能再用。如果不是您本人用的，请马上告诉管理员。"
EXPIRED = "这个链接已经过期。"
ENDED = "这个链接已经停用：后来又生成了新的链接，或者密码已经改过、账号已经停用。"


@transaction.atomic
def issue(user, *, by=None):
    """The token of a new link, which nobody can read again; earlier links end.

    ``by`` is the administrator, None where the person asked for it by mail. Raises
    ``ValidationError`` for an account that nobody can sign in to.
    """
    if not user.is_active:
        raise ValidationError("账号已停用，请先启用，再生成链接。")
    if user.posts.current().filter(role=Role.DATA_CLIENT).exists():
        raise ValidationError("数据接口账号不能在网页上登录，不需要链接。")
    user.reset_links.all().end()
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + timedelta(hours=settings.RESET_HOURS)
    ResetLink.objects.create(
        user=user, token_sha256=digest(token), made_by=by, expires_at=expires_at
    )
    return token


def address_of(request, token):
    """The whole address of a link, to be handed over."""
    return request.build_absolute_uri(reverse("reset-link", args=[token]))


def link_of(token):
    """The link of a token, standing or not; None where there is none."""
    return ResetLink.objects.select_related("user").filter(token_sha256=digest(token)).first()


def trouble_of(link):
    """Why a link sets no password, a sentence; empty where it does."""
    if link is None:
        return UNKNOWN
    if link.is_standing:
        return ""
    if link.used_at:
        return USED
    is_over = link.ended_at is None and link.expires_at <= timezone.now()
    return EXPIRED if is_over else ENDED


def use_up(link):
    """Whether a link still stood: it serves nobody from now on."""
    # Asked of the row itself, so that of two at once only one finds it unused.
    unused = ResetLink.objects.filter(pk=link.pk, used_at=None, ended_at=None)
    if not link.is_standing or not unused.update(used_at=timezone.now()):
        return False
    lockout.unlock(link.user)
    return True


def digest(token):
    """What is stored of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
