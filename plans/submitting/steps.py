"""A person and a submission enter, its next state leaves, with who, when and why.

Every step asks for the right and the state on the locked row: of two at once, one is refused.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from plans import publishing
from plans.editing import Conflict, row_of
from plans.models import FieldComment, Plan, Submission, SubmissionEvent, SubmittedText
from plans.reckoning import reckon
from plans.search import index_plans
from plans.submitting.completeness import require_complete
from plans.submitting.telling import tell_of
from plans.submitting.transitions import TRANSITIONS, State, Step, require

LONGEST_REASON, LONGEST_COMMENT = 300, 500


@transaction.atomic
def submit(submission, *, user):
    """Hand in what the school has filled in; its head's to do. Returns the submission.

    Raises ``ValidationError`` by field where something is missing.
    """
    found = locked(submission, Step.SUBMIT, user)
    plan = Plan.objects.select_for_update().get(submission=found)
    plan.submission = found
    texts = list(found.texts.all())
    require_complete(plan)
    now = timezone.now()
    found.submitted_at, found.opened_at = now, None
    found.asked_until, found.asked_reason = None, ""
    found.passages.all().delete()
    event = move(found, Step.SUBMIT, user=user, at=now)
    SubmittedText.objects.bulk_create(
        SubmittedText(event=event, section_id=text.section_id, text=text.text) for text in texts
    )
    return found


@transaction.atomic
def withdraw(submission, *, user, reason=""):
    """Take back what was handed in, as long as the bureau has not opened it."""
    found = locked(submission, Step.WITHDRAW, user)
    last = found.events.filter(action=Step.SUBMIT).latest("at", "pk")
    move(found, Step.WITHDRAW, user=user, reason=reason, target=last.from_state)
    return found


@transaction.atomic
def open_(submission, *, user):
    """The bureau begins to read: from now on nobody withdraws. The second time changes nothing."""
    found = locked(submission, Step.OPEN, user)
    if found.opened_at is None:
        found.opened_at = timezone.now()
        move(found, Step.OPEN, user=user, at=found.opened_at)
    return found


@transaction.atomic
def give_back(submission, *, user, version, reason, due_on, comments=None):
    """Let the school change it until a day, for a reason; ``comments`` are texts by field key."""
    found = locked(submission, Step.GIVE_BACK, user, version)
    return _return(found, Step.GIVE_BACK, user, reason, due_on, comments)


@transaction.atomic
def unlock(submission, *, user, reason, due_on, comments=None):
    """Let the school change an approved plan until a day, for a reason.

    What was approved last goes on to count, until the next approval replaces it by new versions:
    a published figure is corrected, never dropped (教育统计管理规定 §32), and the sum of a county
    does not fall because one school mends a line. The page of the plan is closed to readers from
    outside meanwhile, since its rows are no longer the approved ones.
    """
    found = locked(submission, Step.UNLOCK, user)
    return _return(found, Step.UNLOCK, user, reason, due_on, comments)


@transaction.atomic
def approve(submission, *, user, version):
    """Approve what was read in ``version``, which publishes the plan and locks it."""
    found = locked(submission, Step.APPROVE, user, version)
    plan = publishing.locked(submission=found)
    publishing.write(reckon(plan), user=user, reason=_reason_of_correction(found))
    found.approved_at = timezone.now()
    found.opened_at = found.opened_at or found.approved_at
    move(found, Step.APPROVE, user=user, at=found.approved_at)
    return found


def approve_many(versions, *, user):
    """Approve each of several, by number with the version that was seen, on its own.

    Returns the approved ones, and pairs of a refused one and why.
    """
    approved, refused = [], []
    for found in Submission.objects.visible_to(user).filter(pk__in=versions).for_board():
        try:
            approved.append(approve(found, user=user, version=versions[found.pk]))
        except (Conflict, PermissionDenied) as error:
            refused.append((found, str(error)))
        except ValidationError as error:
            refused.append((found, "".join(error.messages)))
    return approved, refused


@transaction.atomic
def ask_extension(submission, *, user, until, reason):
    """Ask the bureau for more time; a new request replaces one that waits."""
    found = locked(submission, Step.ASK_EXTENSION, user)
    if until is None or until <= found.last_day:
        message = f"申请的日期要晚于现在的截止日期（{found.last_day:%Y-%m-%d}）。"
        raise ValidationError({"until": message})
    found.asked_until, found.asked_reason = until, _said(reason, "申请延期要写明理由。")
    move(found, Step.ASK_EXTENSION, user=user, reason=reason, due_on=until)
    return found


@transaction.atomic
def grant_extension(submission, *, user, until=None, reason=""):
    """Give the school the time that it asked for, or until another day."""
    found = locked(submission, Step.GRANT_EXTENSION, user)
    found.due_on = _coming(until or found.asked_until)
    found.asked_until, found.asked_reason = None, ""
    move(found, Step.GRANT_EXTENSION, user=user, reason=reason, due_on=found.due_on)
    return found


@transaction.atomic
def refuse_extension(submission, *, user, reason):
    """Leave the day as it is, for a reason."""
    found = locked(submission, Step.REFUSE_EXTENSION, user)
    found.asked_until, found.asked_reason = None, ""
    why = _said(reason, "不同意延期要写明原因。")
    move(found, Step.REFUSE_EXTENSION, user=user, reason=why)
    return found


def locked(submission, step, user, version=None):
    """The submission as it stands, locked, where the user may take the step.

    Raises ``Conflict`` where somebody took another one since ``version``.
    """
    found = Submission.objects.for_change(submission.pk)
    require(step, found, user)
    if version is not None and found.version != version:
        raise Conflict([found])
    return found


def move(submission, step, *, user, at=None, reason="", target=None, due_on=None):
    """Write a step with its event, which leaves, and tell whom it concerns.

    The state is the table's unless told, and that of the plan follows it.
    """
    before = submission.state
    submission.state = target or TRANSITIONS[step].target or before
    submission.version += 1
    submission.save()
    _turn_plan(submission)
    event = SubmissionEvent.objects.create(
        submission=submission,
        action=step,
        from_state=before,
        to_state=submission.state,
        by=user,
        at=at or timezone.now(),
        reason=reason.strip()[:LONGEST_REASON],
        due_on=due_on,
    )
    tell_of(event)
    return event


def _return(submission, step, user, reason, due_on, comments):
    comments = {f: text.strip() for f, text in (comments or {}).items() if text.strip()}
    _require_comments(submission, comments)
    why = _said(reason, f"{step.label}要写明原因，让学校知道改什么。")
    submission.due_on = _coming(due_on)
    event = move(submission, step, user=user, reason=why, due_on=due_on)
    FieldComment.objects.bulk_create(
        FieldComment(event=event, field=field, text=text) for field, text in comments.items()
    )
    return submission


def _require_comments(submission, comments):
    """Every comment is about a section, an item of the form or a row of the plan."""
    known = set()
    for section in submission.campaign.form.sections.prefetch_related("indicators"):
        known |= {section.key, *(item.key for item in section.indicators.all())}
    strangers = [key for key in comments if key not in known and not row_of(submission.plan, key)]
    if any(len(text) > LONGEST_COMMENT for text in comments.values()):
        raise ValidationError(f"每条意见请写在 {LONGEST_COMMENT} 字以内。")
    if strangers:
        raise ValidationError("有的意见找不到对应的位置，请刷新页面后重新填写。")


def _turn_plan(submission):
    """Give the plan of a submission its state, and the search what may be found of it."""
    state = Plan.State.SUBMITTED if submission.is_read else Plan.State.FILLING
    if submission.state == State.APPROVED:
        state = Plan.State.PUBLISHED
    plan = Plan.objects.filter(submission=submission).exclude(state=state).first()
    if plan is None:
        return
    plan.state = state
    plan.skip_history_when_saving = True
    plan.save(update_fields=["state"])
    index_plans([plan])


def _reason_of_correction(submission):
    """Why what is approved differs from what was approved before; empty the first time."""
    last = submission.events.filter(action=Step.UNLOCK).order_by("-at", "-pk").first()
    return last.reason if last else ""


def _said(reason, message):
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": message})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"请写在 {LONGEST_REASON} 字以内。"})
    return reason


def _coming(day):
    if day is None or day < timezone.localdate():
        raise ValidationError({"due_on": "请填写今天或以后的截止日期。"})
    return day
