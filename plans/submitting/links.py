"""Schools that fill in without an account enter, links to their submissions leave."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from plans.models import FillLink, Submission
from plans.personal_links import close, make
from plans.rights import role_in
from plans.submitting.transitions import BUREAU
from plans.submitting.urging import reached


@transaction.atomic
def issue(submission, *, user, name, lasting):
    """A link for a person; returns it and its token, which nobody can read again.

    Links to the same submission stay valid: a head may lose one. Raises ``PermissionDenied`` for
    all but the bureau, ``ValidationError`` without a name or for too long a time.
    """
    found = Submission.objects.for_change(submission.pk)
    _require_bureau(user, found)
    return make(FillLink, user=user, name=name, lasting=lasting, submission=found)


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
    close(link)


def _require_bureau(user, submission):
    if role_in(user, submission) not in BUREAU:
        raise PermissionDenied("只有本局人员可以发放和停用填报链接。")
