"""Somebody without an account enters by a personal link; who he is to act as leaves.

What a link opens, and who may give one, is said where its kind is made.
"""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from plans.models import FillLink, LeadLink

KINDS = (FillLink, LeadLink)
LONGEST = timedelta(days=60)
LONGEST_NAME = 60


def make(kind, *, user, name, lasting, **about):
    """A link of a kind for a person; returns it and its token, which nobody can read again.

    Raises ``ValidationError`` without a name or for too long a time.
    """
    name = name.strip()[:LONGEST_NAME]
    if not name:
        raise ValidationError({"name": "请写明链接发给谁。"})
    if not timedelta() < lasting <= LONGEST:
        raise ValidationError({"lasting": f"有效期最长 {LONGEST.days} 天。"})
    token = secrets.token_urlsafe(32)
    link = kind(name=name, created_by=user, token_sha256=digest(token), **about)
    link.expires_at = timezone.now() + lasting
    link.user = _holder(link)
    link.save()
    return link, token


def close(link):
    """End a link for good."""
    type(link).objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def standing_link(token):
    """The standing link that a token opens, looked at only; None where there is none."""
    for kind in KINDS:
        found = kind.objects.standing().for_holder().filter(token_sha256=digest(token)).first()
        if found:
            return found
    return None


def link_of(token):
    """As ``standing_link``, its use remembered."""
    link = standing_link(token)
    if link:
        link.last_used_at = timezone.now()
        link.save(update_fields=["last_used_at"])
    return link


def held(session, kind):
    """The standing link of a kind that a session holds; None without, or where it is closed."""
    found = kind.objects.standing().for_holder()
    return found.filter(pk=session[kind.HELD]).first() if kind.HELD in session else None


def kind_held(session, name):
    """The kind of link that a session holds for the address of a name; None where none."""
    return next((kind for kind in KINDS if kind.opens(name) and kind.HELD in session), None)


def digest(token):
    """What is stored of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _holder(link):
    """Somebody without role and password, who cannot sign in and stands for the link's holder."""
    username = f"link-{secrets.token_hex(8)}"
    users = get_user_model().objects
    return users.create_user(username, role="", is_active=False, **link.holder_name)
