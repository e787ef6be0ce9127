"""A head without an account enters by a personal link; who he is to act as leaves."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from plans.models import FillLink, Submission
from plans.rights import role_in
from plans.submitting.transitions import BUREAU
from plans.submitting.urging import reached

LONGEST = timedelta(days=60)
HELD = "fill_link"
"""Where a session keeps the number of the link by which its person came."""


@transaction.atomic
def issue(submission, *, user, name, lasting):
    """A link for a person; returns it and its token, which nobody can read again.

    Links to the same submission stay valid: a head may lose one. Raises ``PermissionDenied`` for
    all but the bureau, ``ValidationError`` without a name or for too long a time.
    """
    found = Submission.objects.for_change(submission.pk)
    _require_bureau(user, found)
    if not name.strip():
        raise ValidationError({"name": "请写明链接发给谁。"})
    if not timedelta() < lasting <= LONGEST:
        raise ValidationError({"lasting": f"有效期最长 {LONGEST.days} 天。"})
    token = secrets.token_urlsafe(32)
    link = FillLink.objects.create(
        submission=found,
        name=name.strip()[:60],
        user=_holder(name.strip()[:60]),
        token_sha256=digest(token),
        expires_at=timezone.now() + lasting,
        created_by=user,
    )
    return link, token


@transaction.atomic
def issue_many(submissions, *, user, lasting):
    """A link for each of several schools; triples of submission, link and token.

    Raises as ``issue`` does, and ``ValidationError`` without any school.
    """
    if not submissions:
        raise ValidationError("没有需要链接的学校。")
    names = [(found, f"{found.school.name}负责人") for found in submissions]
    return [(found, *issue(found, user=user, name=name, lasting=lasting)) for found, name in names]


def without_account(submissions, *, again=False):
    """Submissions that their schools owe and that nobody can sign in for.

    Those that have a standing link already are among them only where it is to be sent ``again``.
    """
    alone = reached(submissions).alone
    linked = FillLink.objects.standing().filter(submission__in=[found.pk for found in alone])
    known = set() if again else set(linked.values_list("submission", flat=True))
    return [found for found in alone if found.pk not in known]


def revoke(link, *, user):
    """Close a link for good."""
    _require_bureau(user, link.submission)
    FillLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def standing_link(token):
    """The standing link that a token opens, looked at only; None where there is none."""
    joined = ("user", "submission__campaign__bureau", "submission__school")
    found = FillLink.objects.standing().select_related(*joined)
    return found.filter(token_sha256=digest(token)).first()


def link_of(token):
    """As ``standing_link``, its use remembered."""
    link = standing_link(token)
    if link:
        link.last_used_at = timezone.now()
        link.save(update_fields=["last_used_at"])
    return link


def held(session):
    """The standing link that a session holds; None where it holds none, or one that is closed."""
    found = FillLink.objects.standing().select_related("user", "submission")
    return found.filter(pk=session[HELD]).first() if HELD in session else None


def digest(token):
    """What is stored of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _holder(name):
    """Somebody without role and password, who cannot sign in and stands for the link's holder."""
    users = get_user_model().objects
    return users.create_user(
        f"link-{secrets.token_hex(8)}", role="", first_name=name, is_active=False
    )


def _require_bureau(user, submission):
    if role_in(user, submission) not in BUREAU:
        raise PermissionDenied("只有本局人员可以发放和停用填报链接。")
