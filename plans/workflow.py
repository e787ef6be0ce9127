"""What a person decides about a whole plan enters, its new state leaves; all of it is remembered.

Publishing is in ``plans.publishing``.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans import editing, history
from plans.importing import read_again, record_again
from plans.models import OpenRow, Plan, ReviewState
from plans.rights import require_editor, require_unsubmitted


@transaction.atomic
def confirm_header(plan, *, user, version, values, reason=""):
    """Correct and confirm what the plan says about itself. Raises as ``editing.change`` does."""
    changed = editing.change(plan, user=user, version=version, values=values, reason=reason)
    changed.confirmed_by, changed.confirmed_at = user, timezone.now()
    changed.skip_history_when_saving = True
    changed.save(update_fields=["confirmed_by", "confirmed_at"])
    return changed


@transaction.atomic
def resolve(problem, *, plan, user, note):
    """Settle a doubt of the import with a note; raises ``ValidationError`` without one."""
    require_editor(user, plan)
    if not note.strip():
        raise ValidationError({"note": "请写一句处理说明，例如“已与统计表核对，以表为准”。"})
    problem.resolved_by, problem.resolved_at, problem.note = user, timezone.now(), note.strip()
    problem.full_clean()
    problem.save(update_fields=["resolved_by", "resolved_at", "note"])


def reopen(problem, *, plan, user):
    """Bring a settled doubt back."""
    require_editor(user, plan)
    problem.resolved_by = problem.resolved_at = None
    problem.save(update_fields=["resolved_by", "resolved_at"])


@transaction.atomic
def accept_section(plan, picks, *, user, reason=""):
    """Accept the rows that ``picks`` name with the version they were seen in.

    Returns how many were accepted and how many somebody had changed meanwhile, which stay open.
    """
    at, accepted, stale = timezone.now(), 0, 0
    for model, versions in _by_model(picks).items():
        rows = model.objects.filter(plan=plan, pk__in=versions).undecided().select_related("plan")
        seen = [row for row in rows if row.version == versions[row.pk]]
        stale += len(rows) - len(seen)
        if seen:
            editing.decide(seen, user=user, state=ReviewState.ACCEPTED, reason=reason, at=at)
            accepted += len(seen)
    return accepted, stale


def _by_model(picks):
    """``s12:3`` -> Statement 12 in version 3; what is no such thing is left out."""
    found = {}
    for pick in picks:
        key, _, version = pick.partition(":")
        model = editing.BY_KEY.get(key[:1])
        if model and key[1:].isdecimal() and version.isdecimal():
            found.setdefault(model, {})[int(key[1:])] = int(version)
    return found


def hold(plan, key, *, user):
    """Remember that a person has a row in a form just now."""
    require_editor(user, plan)
    values = {"plan": plan, "key": key[:20], "opened_at": timezone.now()}
    OpenRow.objects.update_or_create(user=user, defaults=values)


def let_go(user):
    """The person has no row in a form any more."""
    OpenRow.objects.filter(user=user).delete()


def set_aside(plan, *, user, is_aside):
    """Put a document aside as no work of the bureau, or take it up again with what it holds.

    Nothing happens where it stands so already. Raises ``ValidationError`` for a published plan,
    ``ReadError`` when the file of one that is taken up cannot become text any more.
    """
    require_editor(user, plan)
    require_unsubmitted(plan)
    # Understanding a long file takes many seconds, in which nobody else should wait.
    document = None if is_aside else read_again(plan)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        if plan.is_published:
            raise ValidationError("已发布的计划不能搁置，请先撤回发布。")
        if is_aside != (plan.state == Plan.State.SET_ASIDE):
            _turn(plan, user, is_aside)
            record_again(plan, document)


def _turn(plan, user, is_aside):
    """Give a plan the other state, with its history."""
    at = timezone.now()
    history.begin([plan], at)
    plan.state = Plan.State.SET_ASIDE if is_aside else Plan.State.PROPOSED
    plan.version += 1
    plan.skip_history_when_saving = True
    plan.save(update_fields=["state", "version"])
    reason = history.ASIDE if is_aside else history.TAKEN_UP
    history.write([plan], user=user, at=at, reason=reason)
