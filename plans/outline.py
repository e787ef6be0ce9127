"""What a person does with a task of the outline enters, the rows that it concerns leave changed.

One act is one moment in the history, so that ``editing.undo`` takes it back whole. Versions are
what the person saw; the tree is read and locked anew, so that two people never tear it.
"""

import re

from django.db import transaction
from django.utils import timezone

from plans import editing, tree
from plans.models import Plan, ReviewState, SourceContent, Statement, Task

END_OF_CLAUSE = re.compile(r"[，。；：\n]")
TITLE = 40
"""Characters of the first clause of a new item that become its title."""
NEW = "new"


def tasks_of(plan):
    """The tasks that are part of a plan, in order, with the units that they name."""
    return list(in_order(plan.tasks.kept()))


def in_order(tasks):
    """Tasks of a plan as its outline shows them."""
    found = tasks.order_by("position", "pk").select_related("lead_unit")
    return found.prefetch_related("supporting_units")


@transaction.atomic
def move(task, *, user, version, step, reason=""):
    """One step ``up``, ``down``, ``in`` or ``out``, with all that belongs to the task.

    Raises ``tree.CannotMoveError``, and as ``editing.change`` does.
    """
    rows = _locked(task.plan)
    places = tree.STEPS[step](_nodes(rows), task.pk)
    return _place(rows, places, {task.pk: version}, user=user, reason=reason)


@transaction.atomic
def drop(task, *, user, version, anchor, where, reason=""):
    """``before``, ``after`` or ``inside`` the task with the id ``anchor``; raises as ``move``."""
    rows = _locked(task.plan)
    places = tree.drop(_nodes(rows), task.pk, anchor, where)
    return _place(rows, places, {task.pk: version}, user=user, reason=reason)


@transaction.atomic
def insert(task, *, user, anchor=None, where="after", units=(), reason="", at=None):
    """Write a new task beside another one, or at the end; raises as ``move``."""
    at = at or timezone.now()
    rows = _locked(task.plan)
    places = tree.insert(_nodes(rows), NEW, anchor, where)
    task.position, task.depth = places.pop(NEW)
    _place(rows, places, {}, user=user, reason=reason, at=at)
    return editing.add(task, user=user, units=units, reason=reason, at=at)


@transaction.atomic
def split(task, *, user, version, values, rest, reason=""):
    """Give a task new values and the text ``rest`` to a new one right behind it, which leaves.

    What belonged to the task, and statements whose sentence stands in ``rest`` alone, go along.
    """
    at = timezone.now()
    task = editing.change(task, user=user, version=version, values=values, reason=reason, at=at)
    rest = rest.strip()
    title = END_OF_CLAUSE.split(rest, maxsplit=1)[0]
    start, end = _place_of(rest, task)
    new = Task(
        plan=task.plan,
        start=start,
        end=end,
        title=title if len(title) <= TITLE else "",
        text=rest,
        lead_unit=task.lead_unit,
        due_on=task.due_on,
    )
    units = list(task.supporting_units.all())
    said = {"user": user, "reason": reason, "at": at}
    insert(new, anchor=task.pk, where="next", units=units, **said)
    gone = [s for s in _statements([task]) if s.quote in rest and s.quote not in task.text]
    _hand_over([s for s in gone if s.quote], new, **said)
    return new


def _place_of(part, task):
    """Source span of a part of a task's text: the end of the task, or the one place that says it.

    Two times None where the task says it nowhere or more than once.
    """
    contents = SourceContent.objects.filter(source=task.plan.source_id)
    content = contents.only("clean", "offsets").first() if task.place else None
    if content is None:
        return None, None
    text = content.repaired
    first, last = text.within(task.place)
    said = text.value[first:last].rstrip()
    if not said.endswith(part) and said.count(part) != 1:
        return None, None
    at = first + said.rfind(part)
    return text.span(at, at + len(part))


@transaction.atomic
def merge(task, *, user, version, reason=""):
    """Take in the next task: its text, units, statements, and what belongs to it.

    Raises ``tree.CannotMoveError`` where the next one belongs elsewhere.
    """
    said = {"user": user, "reason": reason, "at": timezone.now()}
    rows = _locked(task.plan)
    taken, places = tree.absorb(_nodes(rows), task.pk)
    by_id = {row.pk: row for row in rows}
    into, other = by_id[task.pk], by_id[taken]
    kept = editing.change(into, version=version, values=_joined(into, other), **said)
    editing.decide([other], state=ReviewState.REJECTED, **said)
    _place(rows, places, {}, **said)
    _hand_over(_statements([other]), kept, **said)
    return kept


@transaction.atomic
def remove(task, *, user, version, reason=""):
    """Reject a task with all that belongs to it; their statements stay in the plan."""
    said = {"user": user, "reason": reason, "at": timezone.now()}
    rows = _locked(task.plan)
    nodes = _nodes(rows)
    start = tree.index(nodes, task.pk)
    gone = rows[start : tree.branch(nodes, start)]
    gone[0].version = version
    editing.decide(gone, state=ReviewState.REJECTED, **said)
    _hand_over(_statements(gone), None, **said)
    return gone


def settle(plan, *, user, reason="", at=None):
    """Bring up the tasks that a restored outline left too deep."""
    rows = tasks_of(plan)
    _place(rows, tree.settle(_nodes(rows)), {}, user=user, reason=reason, at=at)


def _locked(plan):
    """The outline as it stands, for one person at a time."""
    return tasks_of(Plan.objects.select_for_update().get(pk=plan.pk))


def _nodes(rows):
    return [tree.Node(row.pk, row.position, row.depth) for row in rows]


def _place(rows, places, seen, **said):
    """Write new places; ``seen`` are the versions of the tasks that the person saw."""
    changes = [
        editing.Change(row, seen.get(row.pk, row.version), places[row.pk]._asdict())
        for row in rows
        if row.pk in places
    ]
    return editing.place(changes, **said) if changes else []


def _statements(tasks):
    return list(Statement.objects.kept().filter(task__in=tasks))


def _hand_over(statements, task, **said):
    """Let statements belong to another task, or to none."""
    if statements:
        editing.place([editing.Change(s, s.version, {"task": task}) for s in statements], **said)


def _joined(into, other):
    """Values of a task that takes in another one: nobody and nothing of either is lost."""
    heading = other.number + other.title
    text = other.number + other.text
    if not text.startswith(heading):
        text = f"{heading}\n{other.text}"
    lead = into.lead_unit or other.lead_unit
    units = [*into.supporting_units.all(), other.lead_unit, *other.supporting_units.all()]
    return {
        "text": f"{into.text}\n{text}".strip(),
        "lead_unit": lead,
        "supporting_units": [u for u in dict.fromkeys(units) if u not in (None, lead)],
        "due_on": into.due_on or other.due_on,
    }
