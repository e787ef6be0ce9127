"""The steps of a submission enter, its rounds leave: what was said last, and since when it differs.

A round ends when the bureau gives a submission back or unlocks it.
"""

from dataclasses import dataclass
from datetime import datetime

from plans.submitting.transitions import State, Step

RETURNS = (Step.GIVE_BACK, Step.UNLOCK)


@dataclass(frozen=True, slots=True)
class Since:
    """A moment that the bureau may compare with."""

    name: str
    label: str
    at: datetime


def last_return(events):
    """The step by which it went back to the school last, of steps newest first; None without."""
    return next((event for event in events if event.action in RETURNS), None)


def standing_return(submission):
    """The step by which it was given back last, with its comments; None unless it stands so."""
    if submission.state != State.RETURNED:
        return None
    return submission.events.for_page().filter(action__in=RETURNS).first()


def moments_of(submission, events):
    """What the page may compare with, the latest first; nothing where all is as approved."""
    if submission.state == State.APPROVED:
        return []
    found = []
    returned = last_return(events)
    if returned:
        found.append(Since("return", f"上次{returned.get_action_display()}以后", returned.at))
    approved = next((event for event in events if event.action == Step.APPROVE), None)
    # Between an approval and its unlocking nothing changes.
    if approved and returned.action == Step.GIVE_BACK:
        found.append(Since("approval", "上次通过以后", approved.at))
    return found


def comments_of(event):
    """Key of a field -> what the bureau said of it in a step."""
    found = {}
    for comment in event.comments.all() if event else ():
        found.setdefault(comment.field, []).append(comment)
    return found
