"""A step that somebody took enters, the people whom it concerns are told.

Why a submission was given back stands on its page and not in the words: they leave the portal by
mail and SMS, and a reason may name a child.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.urls import reverse

from plans.models import Notice
from plans.noticing import Message, tell, tell_all
from plans.submitting.transitions import Step

RUNNERS = ("bureau_admin", "bureau_staff")
"""Who runs campaigns in a bureau: a leader approves, and is not asked for days."""
PAGE_OF_SCHOOL, PAGE_OF_BUREAU, BOARD = "submission", "submission-review", "campaign"
"""Names of the pages that notices lead to."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom a step concerns, and how he is told of it."""

    to: str
    text: str
    kind: Notice.Kind = Notice.Kind.STEP


SCHOOL, BUREAU = "school", "bureau"

TELLINGS = {
    Step.GIVE_BACK: Telling(
        SCHOOL, "{school}上报的《{campaign}》已退回，请按页面上的意见修改，{day}前再次上报。"
    ),
    Step.APPROVE: Telling(SCHOOL, "{school}上报的《{campaign}》已通过。"),
    Step.UNLOCK: Telling(
        SCHOOL, "{school}已通过的《{campaign}》已解锁退回，请按页面上的意见修改，{day}前再次上报。"
    ),
    Step.GRANT_EXTENSION: Telling(
        SCHOOL, "{school}申请延期已同意，《{campaign}》请在{day}前上报。"
    ),
    Step.REFUSE_EXTENSION: Telling(
        SCHOOL, "{school}申请延期未获同意，《{campaign}》仍请在{day}前上报。"
    ),
    Step.ASK_EXTENSION: Telling(
        BUREAU, "{school}申请把《{campaign}》延期到{day}，请答复。", Notice.Kind.ASK
    ),
}
"""Step -> who is told what; nobody is told of the others.

What schools hand in waits on the bureau's workbench: three hundred notices would say no more.
"""


def tell_of(event):
    """Tell whom a step concerns, but not who took it; in the transaction of the step."""
    telling = TELLINGS.get(event.action)
    if telling is None:
        return
    found = event.submission
    people, page = _address(telling, found)
    text = telling.text.format(
        school=found.school.name,
        campaign=found.campaign.title,
        day=day_of(event.due_on or found.last_day),
    )
    tell(people.exclude(pk=event.by_id), text=text, where=page, kind=telling.kind)


def tell_of_opening(campaign, submissions):
    """Tell schools that they are called; in the transaction of the call."""
    text = "{school}请填报《{campaign}》：{start}开始，{end}截止。"
    days = {"start": day_of(campaign.opens_on), "end": day_of(campaign.closes_on)}
    words = {
        row: text.format(school=row.school.name, campaign=campaign.title, **days)
        for row in submissions
    }
    tell_all(messages_of({row: (said, f"open:{row.pk}") for row, said in words.items()}))


def messages_of(words, kind=Notice.Kind.NOTE):
    """Messages for the people of schools, one query: submission -> text, and mark of once."""
    by_school = {submission.school_id: submission for submission in words}
    people = get_user_model().objects.of_schools(by_school) if words else ()
    return [
        Message(person, text, reverse(PAGE_OF_SCHOOL, args=[found.pk]), once, kind)
        for person in people
        for found in (by_school[person.at_school],)
        for text, once in (words[found],)
    ]


def runners_of(campaign):
    """The people of a bureau who run the campaign."""
    return get_user_model().objects.of_bureau(campaign.bureau_id, roles=RUNNERS)


def day_of(day):
    """A day as people say it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _address(telling, submission):
    if telling.to == BUREAU:
        return runners_of(submission.campaign), reverse(PAGE_OF_BUREAU, args=[submission.pk])
    people = get_user_model().objects.of_schools([submission.school_id])
    return people, reverse(PAGE_OF_SCHOOL, args=[submission.pk])
