"""A plan or row and a moment enter, what it said then stands again: a new change like any other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans import editing, outline
from plans.history import TRACKED
from plans.models import Plan
from plans.moments import difference, standing, touched
from plans.rights import require_editor, require_reason


@transaction.atomic
def restore_plan(plan, moment, *, user, reason=""):
    """Bring a whole plan back to a moment; what was added since is rejected. Returns the rows."""
    said = _said(plan, moment, user, reason)
    rows = []
    for model in TRACKED:
        ids = [row["id"] for row in touched(model, plan, moment)]
        rows += _restore(model, ids, moment, said)
    outline.settle(plan, **said)
    return rows


@transaction.atomic
def restore_row(row, moment, *, user, reason=""):
    """Bring one row back to a moment; raises ``ValidationError`` where it was not there yet."""
    plan = row if isinstance(row, Plan) else row.plan
    said = _said(plan, moment, user, reason)
    if not standing(type(row), [row.pk], moment):
        raise ValidationError("那时还没有这一条，没有可以恢复的内容。")
    rows = _restore(type(row), [row.pk], moment, said)
    outline.settle(plan, **said)
    return rows


def _said(plan, moment, user, reason):
    require_editor(user, plan)
    require_reason(plan, reason)
    told = f"恢复到 {timezone.localtime(moment):%Y-%m-%d %H:%M:%S} 的内容"
    return {"user": user, "reason": f"{told}：{reason}" if reason else told, "at": timezone.now()}


def _restore(model, ids, moment, said):
    """Restore the rows of a model that say something else now."""
    then, now = standing(model, ids, moment), standing(model, ids, said["at"])
    changed = [pk for pk in now if _differs(model, then.get(pk), now[pk])]
    rows = list(model.objects.filter(pk__in=changed))
    records = {pk: then[pk] for pk in changed if pk in then}
    return editing.restore(rows, records, **said) if rows else []


def _differs(model, then, now):
    """Whether a row must change to say what it said; a plan was always there."""
    if then is None:
        return model is not Plan and difference(model, None, now) is not None
    return difference(model, now, then) is not None
