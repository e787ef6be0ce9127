"""Requests of a bureau about one submission enter, what it says and its steps leave."""

import re
from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.rights import may_review
from plans.submitting import Step, may, parts_of
from plans.submitting.changed import marks_since
from plans.submitting.fields import names_of
from plans.submitting.queue import queue_of
from plans.submitting.rounds import comments_of, last_return, moments_of
from plans.submitting.transitions import TRANSITIONS
from plans.views.submission_paths import reviewed_submission

COMMENT = re.compile(r"comment-([a-z]\d{1,9})", re.ASCII)
"""Name of the field in which the bureau comments on a field of the paper."""
WEEK = timedelta(days=7)


@require_safe
def review(request, pk):
    """What a submission says, as far as the bureau may read it, and what can be done with it."""
    return review_page(request, reviewed_submission(request, pk))


def review_page(request, submission, *, error="", status=200):
    """The page; after a refusal with what the person had typed."""
    user = request.user
    events = list(submission.events.visible_to(user).for_page())
    context = {
        "submission": submission,
        "events": events,
        "queue": queue_of(submission, user),
        "may": {step.value: may(step, submission, user) for step in TRANSITIONS},
        "typed": typed_comments(request),
        "error": error,
        "due_on": request.POST.get("due_on") or _due_on(submission),
        "until": request.POST.get("until") or submission.asked_until,
    }
    if may_review(user, submission):
        context |= _paper(request, submission, events)
    context["strays"] = _strays(context)
    return render(request, "submissions/review.html", context, status=status)


def typed_comments(request):
    """Key of a field -> what the person wrote about it."""
    found = ((COMMENT.fullmatch(name), text) for name, text in request.POST.items())
    return {match[1]: _clean(text) for match, text in found if match and _clean(text)}


def _clean(text):
    """Words without what no database takes."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def _paper(request, submission, events):
    parts = parts_of(submission, request.user)
    moments = moments_of(submission, events)
    asked = request.GET.get("since")
    since = next((one for one in moments if one.name == asked), moments[0] if moments else None)
    return {
        "parts": parts,
        "names": names_of(parts),
        "comments": comments_of(last_return(events)),
        "moments": moments,
        "since": since,
        "changes": marks_since(submission, parts, since.at) if since else {},
        "is_readable": True,
        "is_commenting": _is_commenting(request, submission),
    }


def _is_commenting(request, submission):
    """Whether the person can send it back now; what is approved, once he wants to unlock it."""
    if may(Step.UNLOCK, submission, request.user):
        return "unlock" in request.GET or request.method == "POST"
    return may(Step.GIVE_BACK, submission, request.user)


def _strays(context):
    """What the person wrote about fields that the page has no place for now: name, key, text."""
    names = context.get("names", {})
    is_shown = context.get("is_commenting", False)
    return [
        (names.get(key, ""), key, text)
        for key, text in context["typed"].items()
        if not is_shown or key not in names
    ]


def _due_on(submission):
    """Until when a school changes what comes back, unless the bureau says otherwise."""
    return max(submission.last_day, timezone.localdate() + WEEK)
