"""A submission enters, what its bureau said of its fields when it gave it back leaves."""

from plans.models import Submission
from plans.submitting.transitions import Step

GIVEN_BACK = (Step.GIVE_BACK, Step.UNLOCK)


def last_return(submission):
    """The step by which it was given back last, with its comments; None unless it stands so."""
    if submission.state != Submission.State.RETURNED:
        return None
    steps = submission.events.for_page().filter(action__in=GIVEN_BACK)
    return steps.first()


def comments_of(submission):
    """Key of a field -> the comments of the last return that are about it."""
    step = last_return(submission)
    found = {}
    for comment in step.comments.all() if step else ():
        found.setdefault(comment.field, []).append(comment)
    return found
