"""Steps that a bureau takes with one submission enter; its page leaves, or says what stood against.

Nothing that was typed is lost: a refused step shows the page again with all of it.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from plans import submitting
from plans.editing import Conflict
from plans.submitting import Step
from plans.submitting.transitions import require_role
from plans.views.paths import day_of, said, version_of
from plans.views.submission_paths import reviewed_submission
from plans.views.submission_review import review_page, typed_comments

COMMENTED = (
    "您写了 {number} 条意见。通过以后意见不会发给学校：要请学校修改，请点“退回学校”；"
    "要通过，请先清空这些意见。"
)


@require_POST
def review_open(request, pk):
    """Begin to read what was submitted; from now on the school cannot withdraw it."""
    found = reviewed_submission(request, pk)
    return _take(request, Step.OPEN, found, lambda: submitting.open_(found, user=request.user))


@require_POST
def review_give_back(request, pk):
    """Give it back with a reason, a day, and comments by field."""
    found = reviewed_submission(request, pk)
    return _take(
        request,
        Step.GIVE_BACK,
        found,
        lambda: submitting.give_back(
            found, user=request.user, version=version_of(request), **_returned(request)
        ),
    )


@require_POST
def review_approve(request, pk):
    """Approve it, unless the person wrote comments, which would be lost by it."""
    found = reviewed_submission(request, pk)

    def act():
        number = len(typed_comments(request))
        if number:
            raise ValidationError(COMMENTED.format(number=number))
        submitting.approve(found, user=request.user, version=version_of(request))

    return _take(request, Step.APPROVE, found, act)


@require_POST
def review_unlock(request, pk):
    """Let the school change what was approved, for a reason."""
    found = reviewed_submission(request, pk)
    return _take(
        request,
        Step.UNLOCK,
        found,
        lambda: submitting.unlock(found, user=request.user, **_returned(request)),
    )


@require_POST
def review_answer(request, pk):
    """Answer a request for more time."""
    found = reviewed_submission(request, pk)
    if request.POST.get("answer") == "refuse":
        return _take(request, Step.REFUSE_EXTENSION, found, lambda: _refuse(request, found))
    return _take(request, Step.GRANT_EXTENSION, found, lambda: _grant(request, found))


def _refuse(request, submission):
    reason = _text(request, "answer_reason")
    submitting.refuse_extension(submission, user=request.user, reason=reason)


def _grant(request, submission):
    """A day that cannot be read is none that was asked for."""
    sent = request.POST.get("until", "").strip()
    until = day_of(sent)
    if sent and until is None:
        raise ValidationError("延期的日期看不懂，请重新选择。")
    reason = _text(request, "answer_reason")
    submitting.grant_extension(submission, user=request.user, until=until, reason=reason)


def _take(request, step, submission, act):
    """Take the step if the page that the person saw still holds."""
    require_role(step, submission, request.user)
    if step != Step.OPEN and version_of(request) != submission.version:
        return _meanwhile(request, submission)
    try:
        act()
    except (Conflict, ValidationError) as error:
        now = reviewed_submission(request, submission.pk)
        if now.version != submission.version or isinstance(error, Conflict):
            return _meanwhile(request, now)
        status = 409 if step == Step.OPEN else 422
        return review_page(request, now, error=said(error), status=status)
    messages.success(request, f"已{step.label}。")
    return redirect("submission-review", pk=submission.pk)


def _meanwhile(request, submission):
    """Say what happened since the page was opened."""
    last = submission.events.for_page().first()
    at = timezone.localtime(last.at)
    who = "您自己" if last.by == request.user else last.by
    told = f"您打开本页以后，{who}在 {at:%m-%d %H:%M} 办理了“{last.get_action_display()}”。"
    kept = "您刚才的操作没有执行，写的内容都保留着，请看清现在的情况再办。"
    return review_page(request, submission, error=told + kept, status=409)


def _returned(request):
    return {
        "reason": _text(request, "reason"),
        "due_on": day_of(request.POST.get("due_on", "")),
        "comments": typed_comments(request),
    }


def _text(request, name):
    return request.POST.get(name, "").replace("\x00", "").strip()
