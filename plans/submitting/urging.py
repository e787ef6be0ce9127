"""Schools that owe their plan and words enter, their people are told; who has no account leaves."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from plans.models import Campaign, Notice, Submission, SubmissionEvent
from plans.noticing import LONGEST_TEXT, Message, tell_all
from plans.submitting.telling import PAGE_OF_SCHOOL
from plans.submitting.transitions import BUREAU, is_of


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom a reminder reaches: people by submission, and submissions whose schools have nobody."""

    people: list
    alone: list

    @property
    def told(self):
        """How many people it reaches."""
        return sum(len(people) for _, people in self.people)


def people_at(schools):
    """Number of a school -> who may sign in for it now, heads first; one query."""
    people = get_user_model().objects.of_schools(schools).filter(is_active=True)
    found = {}
    for user in people.annotate(as_role=F("posts__role")).order_by("-as_role", "pk"):
        of_school = found.setdefault(user.at_school, [])
        of_school += [] if user in of_school else [user]
    return found


def reached(submissions):
    """Whom a reminder about submissions would reach, of those whose schools owe them."""
    owed = [found for found in submissions if found.state in Submission.OWED]
    people = people_at([found.school_id for found in owed])
    told = [(found, people[found.school_id]) for found in owed if found.school_id in people]
    return Reminder(told, [found for found in owed if found.school_id not in people])


@transaction.atomic
def urge(submissions, *, user, text):
    """Tell the people of schools that owe a submission of one campaign; returns the ``Reminder``.

    Raises ``PermissionDenied`` for all but the bureau, ``ValidationError`` without words, without
    anybody to tell, and where the campaign takes no submissions.
    """
    found = reached(submissions)
    for campaign in {one.campaign for one in submissions}:
        _require_bureau(user, campaign)
    text = " ".join(text.replace("\x00", "").split())
    if not text:
        raise ValidationError({"text": "请写明要提醒学校什么。"})
    if len(text) > LONGEST_TEXT:
        raise ValidationError({"text": f"提醒请写在 {LONGEST_TEXT} 字以内。"})
    if not found.people:
        raise ValidationError("没有可以提醒的人：选中的学校都已上报，或者都没有账号。")
    tell_all(
        Message(person, text, reverse(PAGE_OF_SCHOOL, args=[submission.pk]), kind=Notice.Kind.DUE)
        for submission, people in found.people
        for person in people
    )
    _remember([submission for submission, _ in found.people], user, text)
    return found


def _remember(submissions, user, text):
    """A step for each submission whose school was reminded."""
    now = timezone.now()
    SubmissionEvent.objects.bulk_create(
        SubmissionEvent(
            submission=found,
            action=SubmissionEvent.Action.REMIND,
            from_state=found.state,
            to_state=found.state,
            by=user,
            at=now,
            reason=text,
        )
        for found in submissions
    )


def _require_bureau(user, campaign):
    if not is_of(BUREAU, user, campaign):
        raise PermissionDenied("只有本局人员可以催报。")
    if campaign.state != Campaign.State.OPEN:
        raise ValidationError("这次上报没有开放填报，不用催报。")
