"""Rows and who changed them enter, records of the history leave: a fixed number of queries.

Writing goes past the signals of django-simple-history, so that a change of many rows is one
insertion, and so that an imported row costs no history until somebody touches it.
"""

from datetime import timedelta

from django.db.models import Max, Min

from plans.differences import UNIT_RECORDS, links
from plans.models import FundingItem, Plan, Statement, Task

TRACKED = (Plan, Task, Statement, FundingItem)
"""Models that remember their changes."""
UNDONE = "撤销"
"""Reason of a change that took another one back."""
ASIDE, TAKEN_UP = "搁置", "恢复核对"
"""Reasons of decisions about a whole document, which have their own way back."""
RECENT = 500
"""Moments of change that undo looks back over."""


def write(rows, *, user, at, reason="", kind="~"):
    """One record for each row of one model, its supporting units included.

    ``kind`` is ``+`` for a new row, ``~`` for a changed one.
    """
    if not rows:
        return
    model = type(rows[0])
    records = model.history.bulk_history_create(
        rows, update=kind == "~", default_user=user, default_change_reason=reason, default_date=at
    )
    if model is Task:
        _write_units(rows, records)


def _write_units(rows, records):
    """Supporting units as they stood; history has a table of its own for them."""
    links = {}
    for link in Task.supporting_units.through.objects.filter(task__in=rows):
        links.setdefault(link.task_id, []).append(link)
    model = Task.history.model.supporting_units.model
    model.objects.bulk_create(
        model(history_id=record.history_id, id=link.pk, task_id=record.id, unit_id=link.unit_id)
        for record in records
        for link in links.get(record.id, ())
    )


def begin(rows, at):
    """Write what rows without a history said before their first change, which comes at ``at``.

    Nobody is its author: the program proposed it.
    """
    if not rows:
        return
    model = type(rows[0])
    known = set(model.history.filter(id__in=[r.pk for r in rows]).values_list("id", flat=True))
    new = [row for row in rows if row.pk not in known]
    if new:
        write(new, user=None, at=_origin(plan_of(new[0]), at), kind="+")


def _origin(plan, at):
    """When the program proposed the rows of a plan: at its import, or when it was begun."""
    if plan.source:
        return plan.source.uploaded_at
    began = of_plan(Plan, plan).aggregate(at=Min("history_date"))["at"]
    return began or at - timedelta(milliseconds=1)


def plan_of(row):
    """The plan that a tracked row belongs to."""
    return row if isinstance(row, Plan) else row.plan


def first_of(rows):
    """The first record of each row of one model by its id: what was proposed, or first written."""
    model = type(rows[0])
    records = with_links(model, id__in=[row.pk for row in rows])
    return {record.id: record for record in records.order_by("-history_date", "-history_id")}


def before(records):
    """What the rows of records of one moment and model said before it, by their id."""
    ids, at = [record.id for record in records], records[0].history_date
    model = records[0].instance_type
    older = with_links(model, id__in=ids, history_date__lt=at).order_by("history_date")
    return {record.id: record for record in older}


def with_links(model, **wanted):
    """Records of a model with the rows that they lead to, in a fixed number of queries."""
    found = model.history.filter(**wanted).select_related(*links(model), "history_user")
    return found.prefetch_related(f"{UNIT_RECORDS}__unit") if model is Task else found


def of_plan(model, plan):
    """All records of a plan's rows of a model, newest first."""
    column = "id" if model is Plan else "plan"
    return model.history.filter(**{column: plan.pk}).select_related("history_user")


def last_changed_at(plan):
    """The moment of the newest change anywhere in a plan, None where nobody changed anything."""
    moments = (of_plan(m, plan).aggregate(at=Max("history_date"))["at"] for m in TRACKED)
    return max(filter(None, moments), default=None)


def last_operation(plan, user):
    """Records of the user's newest change in a plan that is not taken back yet: one moment's."""
    taken_back = 0
    for at, reason in _moments(plan, user):
        if reason == UNDONE:
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return [
                record
                for model in TRACKED
                for record in of_plan(model, plan).filter(history_user=user, history_date=at)
            ]
    return []


def changed_since(plan, user, moment):
    """Whether the user's newest change in a plan that is not taken back is younger than that."""
    records = last_operation(plan, user)
    return bool(records) and records[0].history_date > moment


def _moments(plan, user):
    """When a person changed something in a plan and why, newest first, each moment once."""
    found = set()
    for model in TRACKED:
        mine = of_plan(model, plan).filter(history_user=user).order_by("-history_date")
        mine = mine.exclude(history_change_reason__in=(ASIDE, TAKEN_UP))
        if model is Plan:
            mine = mine.exclude(history_type="+")  # A plan that was begun stays.
        moments = mine.values_list("history_date", "history_change_reason").distinct()
        found.update(dict(moments[:RECENT]).items())
    return sorted(dict(found).items(), reverse=True)
