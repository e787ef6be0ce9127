"""A person and a matter enter, its next state leaves, with who, when and why.

Every step asks for the right and the state on the locked row: of two at once, one is refused.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans.editing import Conflict
from plans.models import YEARS, Matter, MatterStep, Period
from plans.tracking import evidence
from plans.tracking.lights import WHOLE
from plans.tracking.telling import tell_of
from plans.tracking.transitions import TRANSITIONS, Step, require
from plans.tracking.weighing import whole_progress

LONGEST_NOTE = 2_000
LONGEST_REASON = 300
WEIGHING = frozenset(
    (
        Step.CHANGE,
        Step.REPORT,
        Step.FINISH,
        Step.GIVE_BACK,
        Step.ASK_EXTENSION,
        Step.STOP,
        Step.REOPEN,
    )
)
"""Steps after which the whole that a matter is a part of may be further on, or less far."""


@transaction.atomic
def check(matter, *, user, note=""):
    """Find the matter fit to be sent."""
    found = locked(matter, Step.CHECK, user)
    require_whole(found)
    return move(found, Step.CHECK, user=user, note=note)


@transaction.atomic
def dispatch(matter, *, user, note="", is_told=True):
    """Send it to who leads it; from now on it is followed up."""
    found = locked(matter, Step.DISPATCH, user)
    require_whole(found)
    found.dispatched_at = timezone.now()
    return move(found, Step.DISPATCH, user=user, note=note, is_told=is_told)


@transaction.atomic
def acknowledge(matter, *, user, note=""):
    """Take it up."""
    return move(locked(matter, Step.ACKNOWLEDGE, user), Step.ACKNOWLEDGE, user=user, note=note)


@transaction.atomic
def report(matter, *, user, version, progress, note, figure=None, files=()):
    """Tell how far it is; ``figure`` is what its target has reached. Returns the matter.

    ``files`` are pairs of name and bytes that prove it.

    Raises ``Conflict`` where somebody reported since ``version``, ``ValidationError`` by field.
    """
    found = locked(matter, Step.REPORT, user, version)
    _require_no_parts(found)
    is_late = _is_late(found)
    _hear(found, progress, note)
    facts = {"progress": found.progress, "figure": figure, "files": files, "is_late": is_late}
    return move(found, Step.REPORT, user=user, note=found.note, **facts)


def unchanged(matter, *, user, version):
    """Tell that nothing has changed since the last report."""
    return report(matter, user=user, version=version, progress=matter.progress, note="进展无变化。")


@transaction.atomic
def finish(matter, *, user, version, note, figure=None, files=(), proof=""):
    """Report it as done, to be checked; the day counts for its light.

    A finding is proven: by files, or by ``proof``, which says where the proof is kept.
    """
    found = locked(matter, Step.FINISH, user, version)
    _require_parts_closed(found)
    is_late = _is_late(found)
    _hear(found, WHOLE, note)
    found.reported_on = timezone.localdate()
    found.asked_until, found.asked_reason = None, ""
    facts = {"progress": WHOLE, "figure": figure, "files": files, "is_late": is_late}
    move(found, Step.FINISH, user=user, note=found.note, proof=proof.strip(), **facts)
    evidence.require_proof(found)
    return found


@transaction.atomic
def give_back(matter, *, user, reason, progress=None):
    """Have it done again (退回重办), for a reason; its progress may be set back."""
    found = locked(matter, Step.GIVE_BACK, user)
    why = said(reason, "退回重办要写明原因，让牵头单位知道改什么。")
    found.progress = min(found.progress, WHOLE - 1) if progress is None else percent(progress)
    found.reported_on = None
    return move(found, Step.GIVE_BACK, user=user, note=why, progress=found.progress)


@transaction.atomic
def close(matter, *, user, note=""):
    """Find it done and take it off the list (销号); a finding only with proof."""
    found = locked(matter, Step.CLOSE, user)
    _require_parts_closed(found)
    evidence.require_proof(found)
    found.closed_on = timezone.localdate()
    return move(found, Step.CLOSE, user=user, note=note)


@transaction.atomic
def ask_extension(matter, *, user, until, reason, progress=None):
    """Ask for more time before the last day is over, saying why and how far it is."""
    found = locked(matter, Step.ASK_EXTENSION, user)
    require_near(until, "until")
    if until is None or until <= found.due_on:
        message = f"申请的日期要晚于现在的完成时限（{found.due_on:%Y-%m-%d}）。"
        raise ValidationError({"until": message})
    why = said(reason, "申请延期要写明理由和目前进展。")
    found.asked_until, found.asked_reason = until, why
    if progress is not None and not found.parts.exists():
        found.progress = percent(progress)
    facts = {"due_on": until, "progress": found.progress}
    return move(found, Step.ASK_EXTENSION, user=user, note=why, **facts)


@transaction.atomic
def grant_extension(matter, *, user, until=None, note=""):
    """Set the day that was asked for, or another later one; the first day stays visible."""
    found = locked(matter, Step.GRANT_EXTENSION, user)
    require_near(until, "until")
    new = until or found.asked_until
    if new <= found.due_on:
        message = f"新的时限要晚于现在的完成时限（{found.due_on:%Y-%m-%d}）。"
        raise ValidationError({"until": message})
    before, found.due_on = found.due_on, new
    found.asked_until, found.asked_reason = None, ""
    return move(found, Step.GRANT_EXTENSION, user=user, note=note, due_on=new, was_due_on=before)


@transaction.atomic
def refuse_extension(matter, *, user, reason):
    """Leave the day as it is, for a reason."""
    found = locked(matter, Step.REFUSE_EXTENSION, user)
    found.asked_until, found.asked_reason = None, ""
    why = said(reason, "不同意延期要写明原因。")
    return move(found, Step.REFUSE_EXTENSION, user=user, note=why)


@transaction.atomic
def urge(matter, *, user, note, is_told=True):
    """Call on who leads it (催办)."""
    found = locked(matter, Step.URGE, user)
    why = said(note, "请写明催办的要求。")
    return move(found, Step.URGE, user=user, note=why, is_told=is_told)


@transaction.atomic
def stop(matter, *, user, reason):
    """Follow it up no more, for a reason; it counts neither as done nor as late."""
    found = locked(matter, Step.STOP, user)
    if found.parts.exclude(state__in=Matter.OVER).exists():
        raise ValidationError("还有没办结的分解事项，请先办结或终止它们。")
    why = said(reason, "终止督办要写明原因。")
    return move(found, Step.STOP, user=user, note=why)


@transaction.atomic
def reopen(matter, *, user, reason, due_on=None):
    """Take up again what was over, for a reason."""
    found = locked(matter, Step.REOPEN, user)
    _require_followed_once(found)
    why = said(reason, "重新办理要写明原因。")
    require_near(due_on, "due_on")
    before = found.due_on
    found.closed_on, found.reported_on = None, None
    found.progress = min(found.progress, WHOLE - 1)
    found.due_on = due_on or before
    found.dispatched_at = found.dispatched_at or timezone.now()
    facts = {"due_on": found.due_on, "was_due_on": before}
    return move(found, Step.REOPEN, user=user, note=why, **facts)


def locked(matter, step, user, version=None):
    """The matter as it stands, locked, where the user may take the step.

    Raises ``Conflict`` where somebody took another one since ``version``.
    """
    found = Matter.objects.for_change(matter.pk)
    require(step, found, user)
    if version is not None and found.version != version:
        raise Conflict([found])
    return found


def move(matter, step, *, user, note="", files=(), is_told=True, **facts):
    """Write a step with its files and the state that it leads to; returns the matter.

    The whole that it is a part of goes on with its progress. Whom it concerns is told, unless the
    caller tells of several together.
    """
    before = matter.state
    matter.state = TRANSITIONS[step].target or before
    if matter.state != before:
        matter.turned_on = timezone.localdate()
    matter.version += 1
    matter.save()
    taken = MatterStep.objects.create(
        matter=matter,
        action=step,
        from_state=before,
        to_state=matter.state,
        by=user,
        at=timezone.now(),
        note=note.strip(),
        **facts,
    )
    evidence.keep(taken, files)
    if step in WEIGHING:
        carry_up(matter)
    if is_told:
        tell_of(step, [matter], by=user)
    return matter


def carry_up(matter):
    """Give the whole that a matter is a part of the weighted progress of its parts, and so on.

    Locks go from the part to the whole, never the other way: nobody waits in a circle.
    """
    while matter.parent_id:
        whole = Matter.objects.for_change(matter.parent_id)
        parts = whole.parts.exclude(state=Matter.State.STOPPED)
        progress = whole_progress(parts.values_list("weight", "progress"))
        if progress == whole.progress or not parts.exists():
            return
        whole.progress = progress
        whole.save(update_fields=["progress"])
        matter = whole


def require_near(day, field):
    """Raises ``ValidationError`` for a day that no plan speaks of."""
    if day is not None and not YEARS[0] <= day.year <= YEARS[1]:
        raise ValidationError({field: f"年份要在 {YEARS[0]} 到 {YEARS[1]} 之间，请核对日期。"})


def said(reason, message):
    """A reason that a person gave; raises ``ValidationError`` where it is none, or no end."""
    reason = reason.replace("\0", "").strip()
    if not reason:
        raise ValidationError({"reason": message})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"请写在 {LONGEST_REASON} 字以内。"})
    return reason


def percent(value):
    """A progress in whole percent; raises ``ValidationError``."""
    try:
        number = int(str(value).strip().rstrip("%％"))
    except ValueError:
        raise ValidationError({"progress": "进度请填 0 到 100 的整数。"}) from None
    if not 0 <= number <= WHOLE:
        raise ValidationError({"progress": "进度请填 0 到 100 的整数。"})
    return number


def require_note(note):
    """Raises ``ValidationError`` for a note that says nothing, or has no end."""
    if not note.strip():
        raise ValidationError({"note": "请写一句进展；没有变化的，请写“无变化”。"})
    if len(note.strip()) > LONGEST_NOTE:
        raise ValidationError({"note": f"进展请写在 {LONGEST_NOTE} 字以内。"})


def _hear(matter, progress, note):
    require_note(note)
    matter.progress, matter.heard_at = percent(progress), timezone.now()
    matter.note = note.strip()


def _is_late(matter):
    """Whether the last period that was frozen went by without a report on the matter."""
    periods = Period.objects.filter(bureau=matter.bureau_id).defer("snapshot", "matters")
    frozen = periods.order_by("-ends_on").first()
    if frozen is None or timezone.localdate(matter.dispatched_at) > frozen.ends_on:
        return False
    return matter.heard_at is None or timezone.localdate(matter.heard_at) < frozen.begins_on


def require_whole(matter):
    """Somebody answers for it, until a day."""
    wrong = {}
    if matter.lead is None:
        wrong["lead_unit"] = "还没有定牵头单位或承办学校。"
    if matter.due_on is None and not matter.is_lasting:
        wrong["due_on"] = "还没有定完成时限。"
    if wrong:
        raise ValidationError(wrong)


def _require_followed_once(matter):
    """What was stopped may have been proposed anew meanwhile."""
    others = Matter.objects.filter(task=matter.task_id, parent=None).exclude(pk=matter.pk)
    is_whole = matter.task_id is not None and matter.parent_id is None
    if is_whole and others.exclude(state=Matter.State.STOPPED).exists():
        raise ValidationError("这项计划任务已经另行立项督办，请在那一事项里办理。")


def _require_no_parts(matter):
    if matter.parts.exclude(state=Matter.State.STOPPED).exists():
        raise ValidationError("这一事项已经分解，进度由各分解事项合成，请在分解事项里反馈。")


def _require_parts_closed(matter):
    left = matter.parts.exclude(state__in=Matter.OVER).count()
    if left:
        raise ValidationError(f"还有 {left} 项分解事项没有办结，请先办结它们。")
