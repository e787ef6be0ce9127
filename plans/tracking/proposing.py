"""A person and what shall be followed up enter, matters leave: new ones, changed ones, parts."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from plans.editing import Conflict
from plans.models import COUNTING, Matter, MatterStep, Plan, Statement
from plans.tracking.limits import default_due
from plans.tracking.ruling import rules_of
from plans.tracking.steps import carry_up, move, require_near, require_whole, said
from plans.tracking.transitions import Step, require

FIELDS = (
    "kind", "origin", "number", "title", "text", "lead_unit", "lead_school", "leader", "cadence",
    "begun_on", "due_on", "weight", "statement",
)  # fmt: skip
"""What a person says of a matter."""
DEEPEST = 3
"""Levels of matters: the whole, its parts, and theirs."""
MOST_PARTS = 200
State = Matter.State


@transaction.atomic
def propose(*, user, supporting=(), **facts):
    """A new matter of the user's bureau, to be checked; raises ``ValidationError`` by field."""
    _require_proposer(user)
    facts.setdefault("begun_on", timezone.localdate())
    require_near(facts["begun_on"], "begun_on")
    if facts.get("due_on") is None:
        kind, rules = facts.get("kind", Matter.Kind.PLAN), rules_of(user.region_id)
        facts["due_on"] = default_due(kind, facts["begun_on"], rules)
    matter = Matter(bureau_id=user.region_id, created_by=user, **facts)
    matter.first_due_on = matter.due_on
    _check(matter)
    matter.save()
    matter.supporting_units.set(supporting)
    _remember([matter], user)
    return matter


@transaction.atomic
def propose_tasks(tasks, *, user):
    """Matters of confirmed tasks of published plans, with their units and days.

    Returns the matters, and the tasks that are followed up already. Raises ``ValidationError``
    for a task that nobody has confirmed: what the program believes is no order to anybody.
    """
    _require_proposer(user)
    tasks = list(tasks)
    # Of two who propose tasks of one plan at once, the second finds those of the first.
    list(Plan.objects.select_for_update().filter(pk__in={task.plan_id for task in tasks}))
    _require_published(tasks, user)
    numbers = [task.pk for task in tasks]
    followed = Matter.objects.filter(task__in=numbers, parent=None)
    known = set(followed.exclude(state=Matter.State.STOPPED).values_list("task", flat=True))
    new = [task for task in tasks if task.pk not in known]
    targets = _targets(new)
    matters = Matter.objects.bulk_create(_of_task(task, user, targets.get(task.pk)) for task in new)
    through = Matter.supporting_units.through
    through.objects.bulk_create(
        through(matter=matter, unit=unit)
        for matter, task in zip(matters, new, strict=True)
        for unit in task.supporting_units.all()
    )
    _remember(matters, user)
    return matters, [task for task in tasks if task.pk in known]


@transaction.atomic
def change(matter, *, user, version, values, supporting=None, reason=""):
    """Other facts for a matter; once it was sent, for a reason, and its day by extension alone.

    Raises ``Conflict`` where it was changed since ``version``, ``ValidationError`` by field.
    """
    found = Matter.objects.for_change(matter.pk)
    require(Step.CHANGE, found, user)
    if found.version != version:
        raise Conflict([found])
    _refuse_other_kind(found, values)
    is_sent = found.state in Matter.RUNNING
    if is_sent:
        reason = said(reason, "已经下发的事项，修改要写明原因。")
    for name, value in values.items():
        _refuse_new_day(found, name, value, is_sent)
        setattr(found, name, value)
    if is_sent:
        require_whole(found)
    else:
        found.first_due_on = found.due_on
    _check(found)
    if supporting is not None:
        found.supporting_units.set(supporting)
    return move(found, Step.CHANGE, user=user, note=reason)


@transaction.atomic
def break_down(matter, *, user, parts):
    """Divide a matter among units, towns and schools; ``parts`` are facts of each. Returns them.

    Parts of what was sent have been checked with it, and wait only to be sent.
    """
    whole = Matter.objects.for_change(matter.pk)
    require(Step.CHANGE, whole, user)
    _require_room(whole, len(parts))
    made = []
    for number, facts in enumerate(parts, whole.parts.count() + 1):
        inherited = {name: getattr(whole, name) for name in ("kind", "origin", "cadence", "leader")}
        inherited |= {"number": f"{whole.number or whole.pk}-{number}", "due_on": whole.due_on}
        part = Matter(
            bureau_id=whole.bureau_id,
            created_by=user,
            parent=whole,
            task=whole.task,
            begun_on=timezone.localdate(),
            **(inherited | facts),
        )
        part.first_due_on = part.due_on
        part.state = State.CHECKED if whole.state in Matter.RUNNING else State.PROPOSED
        _require_within(part, whole)
        _check(part)
        part.save()
        made.append(part)
    _remember(made, user)
    carry_up(made[0])
    return made


def _targets(tasks):
    """Number of a task -> its target; none where it has several, which a person must choose of."""
    rows = Statement.objects.counting().filter(
        task__in=tasks, nature=Statement.Nature.TARGET, indicator__isnull=False
    )
    found = {}
    for row in rows:
        found.setdefault(row.task_id, []).append(row)
    return {task: rows[0] for task, rows in found.items() if len(rows) == 1}


def _of_task(task, user, target):
    today = timezone.localdate()
    due_on = task.due_on if task.due_on and task.due_on >= today else None
    return Matter(
        bureau_id=task.plan.bureau_id,
        created_by=user,
        task=task,
        statement=target,
        number=task.number,
        title=task.gist,
        text=task.text,
        lead_unit=task.lead_unit,
        lead_school=task.plan.school,
        begun_on=today,
        due_on=due_on,
        first_due_on=due_on,
    )


def _require_published(tasks, user):
    strangers = [task for task in tasks if task.plan.bureau_id != user.region_id]
    if strangers:
        raise PermissionDenied("只能为本局的计划任务立项。")
    for task in tasks:
        if not task.plan.is_published:
            raise ValidationError(f"计划《{task.plan}》还没有发布，发布以后才能立项督办。")
        if task.state not in COUNTING:
            raise ValidationError(f"任务“{task}”还没有核对，核对以后才能立项督办。")


def _remember(matters, user):
    now = timezone.now()
    MatterStep.objects.bulk_create(
        MatterStep(matter=matter, action=Step.PROPOSE, to_state=matter.state, by=user, at=now)
        for matter in matters
    )


def _require_proposer(user):
    if not user.may_import:
        raise PermissionDenied("只有本局的管理员和科室人员可以立项督办。")


def _check(matter):
    """Raises ``ValidationError`` by field."""
    for name in ("begun_on", "due_on"):
        require_near(getattr(matter, name), name)
    matter.full_clean(exclude=["supporting_units"])


def _refuse_other_kind(matter, values):
    """What an inspection found is closed with proof alone, whatever somebody calls it."""
    if values.get("kind", matter.kind) != matter.kind and hasattr(matter, "finding"):
        raise ValidationError({"kind": "检查反馈的问题不能改成别的来源。"})


def _refuse_new_day(matter, name, value, is_sent):
    if is_sent and name == "due_on" and value != matter.due_on:
        raise ValidationError({"due_on": "已经下发的事项，改完成时限要走延期申请。"})


def _require_room(whole, number):
    level, above = 1, whole
    while above.parent_id:
        level, above = level + 1, above.parent
    if level >= DEEPEST:
        raise ValidationError(f"最多分解 {DEEPEST - 1} 层，这一事项不能再分解。")
    if not number or whole.parts.count() + number > MOST_PARTS:
        raise ValidationError(f"请分解成 1 到 {MOST_PARTS} 项。")
    if whole.progress and not whole.parts.exists():
        raise ValidationError("这一事项已经反馈过进度，不能再分解。")


def _require_within(part, whole):
    if part.due_on and whole.due_on and part.due_on > whole.due_on:
        told = f"分解事项的时限不能晚于原事项的时限（{whole.due_on:%Y-%m-%d}）。"
        raise ValidationError({"due_on": told})
