"""A submission enters, its place among those that wait for the bureau leaves."""

from bisect import bisect_left
from dataclasses import dataclass

from plans.models import Submission


@dataclass(frozen=True, slots=True)
class Queue:
    """Numbers of the submissions before and after one, those submitted first coming first."""

    before: int | None
    after: int | None
    place: int
    total: int


def queue_of(submission, user):
    """Where a submission stands among those of its campaign that wait; place 0 where it does not.

    One query; one that waits no longer has its neighbours by the time of its being submitted.
    """
    waiting = Submission.objects.visible_to(user).filter(
        campaign=submission.campaign_id, state=Submission.State.SUBMITTED
    )
    columns = waiting.order_by("submitted_at", "pk").values_list("submitted_at", "pk")
    line, own = list(columns), (submission.submitted_at, submission.pk)
    at = bisect_left(line, own) if submission.submitted_at else 0
    is_waiting = own in line[at : at + 1]
    after = at + 1 if is_waiting else at
    return Queue(
        before=line[at - 1][1] if at else None,
        after=line[after][1] if after < len(line) else None,
        place=at + 1 if is_waiting else 0,
        total=len(line),
    )
