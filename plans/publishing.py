"""A reviewed plan enters, its figures are published or taken back; every version stays."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.models import Indicator, Target
from indicators.releasing import release, withdraw
from plans.models import Plan, Publication, PublishedFigure
from plans.reckoning import latest_figures, reckon, unproven
from plans.rights import is_withdrawer, require_editor, require_unsubmitted

WRITTEN = ("new", "changed", "again")
"""States of an entry that needs a new version."""


class Changed(Exception):
    """What would be published is no longer what the user saw."""


@transaction.atomic
def publish(plan, *, user, seen, reason=""):
    """Write targets and observations of the plan with their evidence; returns the publication.

    ``seen`` is the digest of what the user was shown. Published values are never overwritten
    (教育统计管理规定 §32): a changed one becomes a new version, for a reason. Raises ``Changed``,
    ``ValidationError`` where something stands against it, ``PermissionDenied`` for readers.
    """
    require_editor(user, plan)
    require_unsubmitted(plan)
    found = reckon(locked(pk=plan.pk))
    if found.digest != seen:
        raise Changed
    return write(found, user=user, reason=reason)


def locked(**which):
    """A plan, locked with the indicators that it speaks of, as accepting a figure locks them.

    Neither publishing nor accepting then writes a second value beside the other's.
    """
    plan = Plan.objects.select_for_update().get(**which)
    named = plan.statements.counting().exclude(indicator=None).order_by().values("indicator")
    list(Indicator.objects.select_for_update(no_key=True).filter(pk__in=named).order_by("pk"))
    return plan


def write(found, *, user, reason=""):
    """Publish what was reckoned of a locked plan; whoever calls has asked for the right.

    Raises ``ValidationError`` where something stands against it.
    """
    plan = found.plan
    number = plan.publications.count() + 1
    if found.obstacles:
        raise ValidationError(found.obstacles)
    if number > 1 and not reason.strip():
        raise ValidationError({"reason": "再次发布要写明原因。"})
    if found.corrections and not reason.strip():
        raise ValidationError({"reason": _told(found.corrections)})
    publication = Publication.objects.create(
        plan=plan,
        number=number,
        published_by=user,
        published_at=timezone.now(),
        reason=reason,
        counts=counts_of(found),
    )
    write_figures(found, publication, user)
    withdraw(found.withdrawn, by=user, reason=reason)
    _set_state(plan, Plan.State.PUBLISHED)
    return publication


@transaction.atomic
def unpublish(plan, *, user, reason):
    """Take a published plan back: its figures get a last version that says so.

    For administrators, for a reason. Raises ``PermissionDenied`` and ``ValidationError``.
    """
    require_unsubmitted(plan)
    if not is_withdrawer(user, plan):
        raise PermissionDenied("只有管理员可以撤回已发布的计划。")
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if not plan.is_published:
        raise ValidationError("这份计划没有发布，不必撤回。")
    if not reason.strip():
        raise ValidationError({"reason": "撤回发布要写明原因。"})
    withdraw(unproven(latest_figures(plan).values()), by=user, reason=reason)
    publication = plan.publications.first()
    publication.withdrawn_by, publication.withdrawn_at = user, timezone.now()
    publication.withdrawal_reason = reason
    publication.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    _set_state(plan, Plan.State.PROPOSED)
    return publication


def _told(corrections):
    values = "、".join(f"{e.before}，改为 {e.figure.value.normalize():f}" for e in corrections)
    return f"督办反馈采纳的完成值将被更正（{values}），要写明原因。"


def counts_of(found):
    """What a publication wrote, to be read years later."""
    written = {state: len(found.counted(state)) for state in (*WRITTEN, "same")}
    targets = sum(isinstance(entry.figure, Target) for entry in found.entries)
    return written | {
        "targets": targets,
        "observations": len(found.entries) - targets,
        "withdrawn": len(found.withdrawn),
        "tasks": found.tasks,
        "funding": found.funding,
    }


def write_figures(found, publication, user):
    """New versions of what is new or changed, and the evidence of everything."""
    written = [entry for entry in found.entries if entry.state in WRITTEN]
    for entry in written:
        entry.figure.supersedes = entry.before
        entry.figure.reason = publication.reason if entry.before else ""
    release([entry.figure for entry in written], by=user)
    PublishedFigure.objects.bulk_create(
        PublishedFigure(publication=publication, statement=row, **_told_by(entry))
        for entry in found.entries
        for row in entry.statements
    )


def _told_by(entry):
    figure = entry.before if entry.state == "same" else entry.figure
    return {"target" if isinstance(figure, Target) else "observation": figure}


def _set_state(plan, state):
    plan.state = state
    plan.skip_history_when_saving = True
    plan.save(update_fields=["state"])
