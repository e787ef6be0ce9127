"""The one door to change a row: what a person wants enters, the row with its history leaves.

Every change checks the right, the reason and the version, and remembers who, when and why.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from plans import corrections, funding, history, learning
from plans.differences import FIELDS, UNITS, differing, plain_fields, units_of
from plans.models import FundingItem, Plan, ReviewState, Statement, Submission, Task
from plans.rights import require_editor, require_reason, require_unsubmitted
from plans.search import refresh

DECISION = ("state", "reason", "reviewed_by", "reviewed_at")
PLACE = {Task: ("position", "depth"), Statement: ("task",)}
"""Where a row stands among the others, which says nothing of what it contains."""

BY_KEY = {model.letter: model for model in (Statement, Task, FundingItem)}


class Conflict(Exception):
    """Somebody changed the rows meanwhile; ``rows`` are as they stand now."""

    def __init__(self, rows):
        super().__init__("您打开以后，别人已经改过这一条。")
        self.rows = rows


@dataclass(frozen=True, slots=True)
class Change:
    """New values for a row, by someone who saw it in a version."""

    row: models.Model
    version: int
    values: dict = field(default_factory=dict)


def row_of(plan, key):
    """The reviewed row of a plan that a key such as ``s12`` names; None where there is none."""
    model, number = BY_KEY.get(key[:1]), key[1:]
    if model is None or not number.isdecimal():
        return None
    return model.objects.filter(plan=plan, pk=int(number)).first()


def change(row, *, user, version, values, reason="", at=None):
    """Give one row new values, which confirms it; returns the row.

    Raises ``Conflict`` when it was changed since ``version``, ``ValidationError`` when the values
    are wrong or a published plan is changed without a reason, ``PermissionDenied`` for readers.
    """
    return change_rows([Change(row, version, values)], user=user, reason=reason, at=at)[0]


@transaction.atomic
def change_rows(changes, *, user, reason="", at=None):
    """As ``change``, for rows of one model and plan: all of them, or none where one is refused.

    What several calls do with one moment ``at`` is one change for history and ``undo``.
    """
    now = at or timezone.now()
    rows = _begun(changes, user, reason, now)
    if isinstance(rows[0], Statement):
        models.prefetch_related_objects(rows, "indicator")
    for row, wanted in zip(rows, changes, strict=True):
        _fill(row, wanted.values, FIELDS[type(row)])
        check(row)
    _link({r.pk: w.values[UNITS] for r, w in zip(rows, changes, strict=True) if UNITS in w.values})
    if not isinstance(rows[0], Plan):
        _confirm(rows, user, now)
    kept = _keep(rows, user=user, at=now, reason=reason)
    if isinstance(rows[0], Statement):
        learning.learn(kept, user=user, at=now)
    return kept


@transaction.atomic
def decide(rows, *, user, state, reason="", at=None):
    """Accept, reject, leave out or reopen rows of one model that the caller saw as they are.

    What a person corrected stays corrected when it is accepted. Raises as ``change`` does.
    """
    now = at or timezone.now()
    current = _begun([Change(row, row.version) for row in rows], user, reason, now)
    for row in current:
        is_kept = state == ReviewState.ACCEPTED and row.state == ReviewState.CORRECTED
        row.state = row.state if is_kept else state
        row.reason = reason
        is_open = state == ReviewState.PROPOSED
        row.reviewed_by, row.reviewed_at = (None, None) if is_open else (user, now)
    return _keep(current, user=user, at=now, reason=reason)


@transaction.atomic
def place(changes, *, user, reason="", at=None):
    """Give tasks a position and depth, or statements a task, which confirms none of them.

    Raises as ``change`` does.
    """
    now = at or timezone.now()
    rows = _begun(changes, user, reason, now)
    for row, wanted in zip(rows, changes, strict=True):
        _fill(row, wanted.values, PLACE[type(row)])
    return _keep(rows, user=user, at=now, reason=reason)


def add(row, *, user, units=(), reason="", at=None):
    """Write a row that a person made; it counts at once. Raises as ``change`` does."""
    return add_rows([row], user=user, units=[units], reason=reason, at=at)[0]


@transaction.atomic
def add_rows(rows, *, user, units=(), reason="", at=None):
    """As ``add``, for rows of one model and plan; ``units`` are the supporting ones of each."""
    plan, now = history.plan_of(rows[0]), at or timezone.now()
    _admit(user, plan, reason)
    for row in rows:
        if not isinstance(row, Plan):
            row.state, row.reviewed_by, row.reviewed_at = ReviewState.ACCEPTED, user, now
        check(row)
    type(rows[0]).objects.bulk_create(rows)
    if units:
        _link({row.pk: of_row for row, of_row in zip(rows, units, strict=True) if of_row})
    history.write(rows, user=user, at=now, reason=reason, kind="+")
    _follow(rows)
    return rows


@transaction.atomic
def restore(rows, records, *, user, reason="", at=None):
    """Bring rows of one model back to records of their history, by id; one without is rejected.

    Raises as ``change`` does.
    """
    now = at or timezone.now()
    current = _begun([Change(row, row.version) for row in rows], user, reason, now)
    for row in current:
        _restore(row, records.get(row.pk))
    if isinstance(current[0], Task):
        _link({pk: units_of(record) for pk, record in records.items()})
    return _keep(current, user=user, at=now, reason=reason)


@transaction.atomic
def undo(plan, *, user):
    """Take back the user's last change in a plan, whole; returns its rows, none where none is left.

    Raises ``Conflict`` when somebody changed one of them since.
    """
    _admit(user, plan, history.UNDONE)
    by_model, now = {}, timezone.now()
    for record in history.last_operation(plan, user):
        by_model.setdefault(record.instance_type, []).append(record)
    return [row for records in by_model.values() for row in _take_back(records, user, now)]


def _admit(user, plan, reason):
    """Let in whoever may change the plan now.

    A submission stays locked until the change is written: it is not handed in meanwhile.
    """
    if plan.submission_id is not None:
        plan.submission = Submission.objects.for_change(plan.submission_id)
    require_editor(user, plan)
    require_reason(plan, reason)


def _begun(changes, user, reason, at):
    """The rows as they stand, locked and with a history."""
    model, plan = type(changes[0].row), history.plan_of(changes[0].row)
    _admit(user, plan, reason)
    if model is Plan:
        require_unsubmitted(plan)
    found = model.objects.select_for_update().in_bulk([c.row.pk for c in changes])
    rows = [found[c.row.pk] for c in changes]
    stale = [row for row, c in zip(rows, changes, strict=True) if row.version != c.version]
    if stale:
        raise Conflict(stale)
    for row in rows:
        if not isinstance(row, Plan):
            row.plan = plan
    history.begin(rows, at)
    return rows


def _fill(row, values, allowed):
    unknown = values.keys() - set(allowed)
    if unknown:
        raise ValidationError(f"不能修改：{'、'.join(sorted(unknown))}")
    for name, value in values.items():
        if name != UNITS:
            setattr(row, name, value)


def check(row):
    """Raise ``ValidationError`` for what a person wrote wrongly in a row.

    Links of a row are objects that were read from the database; nobody asks it again for each.
    """
    is_plan = isinstance(row, Plan)
    links = [] if is_plan else [field.name for field in row._meta.fields if field.is_relation]
    row.full_clean(exclude=links, validate_unique=is_plan, validate_constraints=is_plan)


def _link(units):
    """Give tasks their supporting units: id of the task -> units."""
    if not units:
        return
    link = Task.supporting_units.through
    link.objects.filter(task__in=units).delete()
    link.objects.bulk_create(
        link(task_id=pk, unit_id=unit.pk) for pk, of_task in units.items() for unit in of_task
    )


def _confirm(rows, user, now):
    """A row that a person saved is decided: corrected where it differs from the proposal."""
    first = history.first_of(rows)
    if isinstance(rows[0], Task):
        models.prefetch_related_objects(rows, UNITS)
    for row in rows:
        row.state = _state(row, first[row.pk])
        row.reason, row.reviewed_by, row.reviewed_at = "", user, now


def _state(row, first):
    by_hand = first.state != ReviewState.PROPOSED
    return ReviewState.ACCEPTED if by_hand or not differing(row, first) else ReviewState.CORRECTED


def _keep(rows, *, user, at, reason):
    """Write changed rows of one model, their next version, their history and what follows."""
    model = type(rows[0])
    for row in rows:
        row.version += 1
    # The rows are there and locked; bulk_update takes twenty times as long for thousands of them.
    model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*_stored(model), "version"],
    )
    history.write(rows, user=user, at=at, reason=reason)
    _follow(rows)
    return rows


def _follow(rows):
    """What rests on the rows: money of statements, counted corrections, what a search finds."""
    if isinstance(rows[0], Statement):
        funding.follow(rows)
        corrections.count(rows)
    refresh(rows)


def _take_back(records, user, at):
    """Bring rows of one model back to what they said before the records."""
    model = records[0].instance_type
    rows = model.objects.select_for_update().in_bulk([record.id for record in records])
    later = model.history.filter(id__in=rows, history_date__gt=records[0].history_date)
    by_others = later.exclude(history_user=user).values_list("id", flat=True)
    if by_others:
        raise Conflict([rows[pk] for pk in set(by_others)])
    before = history.before(records)
    return restore(list(rows.values()), before, user=user, reason=history.UNDONE, at=at)


def _restore(row, record):
    """Give a row the values of a record; a row that was not there before is rejected."""
    if record is None:
        row.state = ReviewState.REJECTED
        return
    for name in _stored(type(row)):
        attname = row._meta.get_field(name).attname
        setattr(row, attname, getattr(record, attname))


def _stored(model):
    """Columns of a row that a change may touch, its version left out."""
    decision = () if model is Plan else DECISION
    return [*plain_fields(model), *decision, *PLACE.get(model, ())]
