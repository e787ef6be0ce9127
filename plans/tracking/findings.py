"""An inspection and what it found enter, matters with their measures leave (问题整改).

A finding goes the way of every matter, and is closed with proof alone (``evidence``).
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from indicators.models import School
from plans.models import Finding, Inspection, Matter
from plans.tracking import proposing
from plans.tracking.steps import require_near

LONGEST_TITLE = 60
"""Characters of the problem that name its matter; the whole stands in its text."""


@transaction.atomic
def add_inspection(*, user, **facts):
    """An inspection of the user's bureau; raises ``ValidationError`` by field."""
    require_keeper(user)
    row = Inspection(bureau_id=user.region_id, created_by=user, **facts)
    _check(row)
    row.save()
    return row


@transaction.atomic
def change_inspection(inspection, *, user, **facts):
    """Other words or another day for an inspection."""
    require_keeper(user)
    row = Inspection.objects.visible_to(user).select_for_update().get(pk=inspection.pk)
    for name, value in facts.items():
        setattr(row, name, value)
    _check(row)
    row.save()
    return row


@transaction.atomic
def register(inspection, *, user, problem, measures, lead, manner, person="", due_on=None):
    """A problem with its measures, to be checked and sent as every matter; returns it.

    ``lead`` is a unit or a school. Raises ``ValidationError`` by field.
    """
    require_keeper(user)
    if inspection.bureau_id != user.region_id:
        raise PermissionDenied("只能登记本局检查的问题。")
    _require_day(manner, due_on)
    matter = proposing.propose(
        user=user,
        kind=Matter.Kind.FINDING,
        origin=str(inspection),
        title=gist(problem),
        text=problem.strip(),
        begun_on=inspection.day,
        due_on=due_on,
        **{"lead_school" if isinstance(lead, School) else "lead_unit": lead},
    )
    row = Finding(
        matter=matter, inspection=inspection, measures=measures, person=person, manner=manner
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def revise(matter, *, user, version, reason="", **beside):
    """Another inspection, measures, person or manner for a finding; for a reason once it was sent.

    Raises ``Conflict`` where somebody took a step since ``version``.
    """
    changed = proposing.change(matter, user=user, version=version, values={}, reason=reason)
    row = Finding.objects.filter(matter=changed).first() or Finding(matter=changed)
    for name, value in beside.items():
        setattr(row, name, value)
    row.full_clean()
    if row.inspection.bureau_id != changed.bureau_id:
        raise ValidationError({"inspection": "请选择本局登记的检查。"})
    _require_day(row.manner, changed.due_on)
    row.save()
    return row


def gist(problem):
    """The first words of a problem, as its matter is called."""
    words = " ".join(problem.split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"


def require_keeper(user):
    """Raises ``PermissionDenied`` for whoever registers no findings."""
    if not user.may_import:
        raise PermissionDenied("只有本局的管理员和科室人员可以登记检查和问题。")


def _require_day(manner, due_on):
    if due_on is None and manner != Finding.Manner.LASTING:
        raise ValidationError({"due_on": "请填整改时限；只有长期坚持的可以不填。"})


def _check(row):
    require_near(row.day, "day")
    row.full_clean()
