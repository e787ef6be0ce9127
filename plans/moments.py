"""A plan and moments enter, what its rows said then and how that differs leaves.

A fixed number of queries, however many rows.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery

from plans.differences import FIELDS, UNITS, label, shown, units_of
from plans.editing import PLACE
from plans.history import TRACKED, of_plan, with_links
from plans.models import Plan, ReviewState, Statement, Task

GONE = ReviewState.REJECTED


@dataclass(frozen=True, slots=True)
class Difference:
    """How a row of one record differs from another: what happened, and field by field."""

    key: str
    kind: str
    name: str
    what: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    before_at: datetime | None = None


def touched(model, plan, since, until=None):
    """Ids of the rows of a plan that changed after a moment, until another one, to be selected."""
    records = of_plan(model, plan).filter(history_date__gt=since)
    if until:
        records = records.filter(history_date__lte=until)
    return records.order_by().values("id")


def standing(model, ids, moment):
    """The record of each row that stood at a moment, by id; none where the row was not there."""
    older = model.history.filter(id=OuterRef("id"), history_date__lte=moment)
    newest = older.order_by("-history_date", "-history_id").values("history_id")[:1]
    return {r.id: r for r in linked(model, id__in=ids, history_id=Subquery(newest))}


def before(model, records):
    """The record of each row that came just before the ones given, by the id of the latter."""
    older = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    newest = older.order_by("-history_id").values("history_id")[:1]
    asked = model.history.filter(history_id__in=[r.history_id for r in records])
    pairs = dict(asked.annotate(last=Subquery(newest)).order_by().values_list("history_id", "last"))
    found = {r.history_id: r for r in linked(model, history_id__in=filter(None, pairs.values()))}
    return {number: found.get(last) for number, last in pairs.items()}


def linked(model, **wanted):
    """Records with the rows that they name."""
    found = with_links(model, **wanted)
    return found.select_related("task") if model is Statement else found


def differences(plan, start, end):
    """What happened to the rows of a plan from one moment to another, kind by kind."""
    found = []
    for model in TRACKED:
        ids = touched(model, plan, start, end)
        old, new = standing(model, ids, start), standing(model, ids, end)
        pairs = [(old.get(pk), new[pk]) for pk in new]
        found += [d for a, b in pairs if (d := difference(model, a, b))]
    return found


def difference(model, old, new):
    """How a record differs from an older one of the same row, None where it does not."""
    was_there = old is not None and is_there(model, old)
    if not was_there and not is_there(model, new):
        return None
    what = "修改" if was_there else "新增"
    if not is_there(model, new):
        what = "删除"
    fields = _fields(model, old if was_there else None, new) if what != "删除" else []
    if what == "修改" and not fields:
        return None
    return Difference(
        key=new.instance.key,
        kind=str(model._meta.verbose_name),
        name=str((old or new).instance if what == "删除" else new.instance),
        what=what,
        fields=fields,
        before_at=old and old.history_date,
    )


def is_there(model, record):
    """Whether the row was part of the plan."""
    return model is Plan or record.state != GONE


def _fields(model, old, new):
    names = [*FIELDS[model], *(() if model is Plan else ("state",))]
    changed = [n for n in names if old is None or _value(old, n) != _value(new, n)]
    told = [(label(model, n), _said(old, n), _said(new, n)) for n in changed]
    return [line for line in told if line[1] or line[2]] + _moved(model, old, new)


def _value(record, name):
    if name == UNITS:
        return set(units_of(record))
    return getattr(record, record._meta.get_field(name).attname)


def _said(record, name):
    """A field of a record in words, empty where there is no record."""
    if record is None:
        return ""
    if name == UNITS:
        return "、".join(unit.name for unit in units_of(record))
    return shown(record, name)


def _moved(model, old, new):
    """What changed of the place of a row among the others."""
    if old is None or model not in PLACE:
        return []
    if model is not Task:
        same = old.task_id == new.task_id
        return [] if same else [(label(model, "task"), _said(old, "task"), _said(new, "task"))]
    found = []
    if old.depth != new.depth:
        found.append((label(model, "depth"), f"第 {old.depth + 1} 级", f"第 {new.depth + 1} 级"))
    if old.position != new.position:
        found.append((label(model, "position"), "", "移动了位置"))
    return found
