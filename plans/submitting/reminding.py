"""A day enters, schools that owe their plans are told, and their bureaus how many are late."""

from collections import Counter

from django.db import transaction
from django.urls import reverse

from plans.models import Campaign, Notice, Submission
from plans.noticing import tell, tell_all
from plans.submitting.telling import BOARD, day_of, messages_of, runners_of

Kind = Notice.Kind
LATE = 7
"""Days after the last one in which a school is still told, where the command did not run."""


def remind(day):
    """Tell whom the day concerns, once however often it is asked; returns notices by kind.

    ``ASK`` counts what bureaus are told. Each campaign is told whole or not at all.
    """
    told = Counter()
    for campaign in Campaign.objects.running(day):
        told.update(notice.kind for notice in _remind_of(campaign, day))
    return told


@transaction.atomic
def _remind_of(campaign, day):
    owed = campaign.submissions.filter(state__in=Submission.OWED).select_related("school")
    left = {submission: (submission.last_day - day).days for submission in owed}
    due = {s: _due(s, n) for s, n in left.items() if n >= 0 and n in campaign.reminder_days}
    late = {s: _overdue(s) for s, n in left.items() if -LATE <= n < 0}
    messages = messages_of(due, Kind.DUE) + messages_of(late, Kind.OVERDUE)
    return tell_all(messages) + _digest(campaign, left)


def _digest(campaign, left):
    """One line for the bureau, on the day after a school's last one; not a mail for each school."""
    late = {submission: n for submission, n in left.items() if n < 0}
    newest = max((s.last_day for s, n in late.items() if n >= -LATE), default=None)
    if newest is None:
        return []
    return tell(
        runners_of(campaign),
        text=f"《{campaign.title}》有{len(late)}所学校逾期未交，请到看板查看。",
        where=reverse(BOARD, args=[campaign.pk]),
        once=f"late:{campaign.pk}:{newest}",
        kind=Kind.ASK,
    )


def _due(submission, left):
    """What a school is told before its last day, and the mark of telling it once."""
    when = f"还有{left}天" if left else "就是今天"
    text = f"{_owes(submission)}，截止日期是{day_of(submission.last_day)}，{when}。"
    return text, f"due:{submission.pk}:{submission.last_day}:{left}"


def _overdue(submission):
    """As ``_due``, once its last day is past; a new last day may be told again."""
    last = day_of(submission.last_day)
    text = f"{_owes(submission)}，{last}已经截止，请尽快上报，或者申请延期。"
    return text, f"overdue:{submission.pk}:{submission.last_day}"


def _owes(submission):
    again = "再次" if submission.state == Submission.State.RETURNED else ""
    return f"{submission.school.name}的《{submission.campaign.title}》还没有{again}上报"
