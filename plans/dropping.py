"""A school, duty or deadline found in a plan enters; it is taken out, or comes back."""

from django.db import transaction

from plans.models import Dropped
from plans.rights import require_editor, require_reason

SCHOOL = "g"
"""First character of the key of a school."""


@transaction.atomic
def drop(plan, key, *, user, reason=""):
    """Take a record out of what was found; False where the plan holds no such record.

    A dropped school is no school of the plan any more. Raises ``PermissionDenied`` for readers,
    ``ValidationError`` for a published plan without a reason.
    """
    require_editor(user, plan)
    require_reason(plan, reason)
    if _held(plan, key) is None:
        return False
    facts = {"dropped_by": user, "reason": reason}
    Dropped.objects.get_or_create(plan=plan, key=key, defaults=facts)
    if key.startswith(SCHOOL):
        plan.schools.remove(int(key[1:]))
    return True


@transaction.atomic
def take_back(plan, key, *, user, reason=""):
    """Bring a dropped record back; False where there is none. Raises as ``drop`` does."""
    require_editor(user, plan)
    require_reason(plan, reason)
    count, _ = Dropped.objects.filter(plan=plan, key=key).delete()
    if count and key.startswith(SCHOOL):
        plan.schools.add(int(key[1:]))
    return bool(count)


def last_dropped(plan, user):
    """What the user dropped last and has not taken back; None where there is nothing."""
    return plan.dropped.filter(dropped_by=user).order_by("-dropped_at").first()


def _held(plan, key):
    """The record of a plan that a key names, None where there is none."""
    rows = {SCHOOL: plan.schools, "r": plan.duties, "d": plan.deadlines}.get(key[:1])
    is_number = key[1:].isascii() and key[1:].isdecimal()
    return rows.filter(pk=int(key[1:])).first() if rows and is_number else None
