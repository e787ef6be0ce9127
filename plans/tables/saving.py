"""Checked rows of a table enter, the plan changes in one step that one undo takes back."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from indicators.models import Unit
from plans import editing
from plans.differences import UNITS
from plans.models import ReviewState, Task
from plans.tables.checking import Fate
from plans.tables.columns import KEY, VERSION, version_of

DROPPED = "在表格中删除"
"""Reason of rows that were taken out in a table, where the person gave none."""


@transaction.atomic
def save(report, *, user, reason=""):
    """Write the rows that can be written; raises as ``editing.change_rows`` does."""
    at = timezone.now()
    Unit.objects.bulk_create(report.names.new_units.values())
    by_fate = {fate: [r for r in report.writable if r.fate is fate] for fate in Fate}
    if changed := by_fate[Fate.CHANGED]:
        changes = [editing.Change(r.row, r.seen, r.values) for r in changed]
        editing.change_rows(changes, user=user, reason=reason, at=at)
    if new := by_fate[Fate.NEW]:
        _add(new, user=user, reason=reason, at=at)
    if dropped := [r.row for r in by_fate[Fate.DROPPED]]:
        state, why = ReviewState.REJECTED, reason or DROPPED
        editing.decide(dropped, user=user, state=state, reason=why, at=at)


def written(report):
    """Cells that the rows just written, and still there, have now: by place, then by head."""
    return {
        str(c.given.place): _cells(c, report.table)
        for c in report.writable
        if c.fate is not Fate.DROPPED
    }


def _cells(checked, table):
    """Number and version of a row; of a new one also what was filled in by itself."""
    row = checked.row
    if checked.fate is Fate.CHANGED:
        return {KEY: row.key, VERSION: version_of(row) + 1}
    left = [c for c in table.columns if not checked.given.texts[c.field]]
    filled = {c.head: c.text(row) for c in left if c.field != UNITS}
    return filled | {KEY: row.key, VERSION: version_of(row)}


def _add(new, **by):
    """Write new rows; tasks come behind those that the plan has, whatever place they took."""
    rows = [checked.row for checked in new]
    for checked in new:
        # A unit that was unknown when the row took it has its number only now.
        for name, value in checked.values.items():
            if name != UNITS:
                setattr(checked.row, name, value)
    if isinstance(rows[0], Task):
        last = rows[0].plan.tasks.aggregate(last=Max("position"))["last"]
        first = 0 if last is None else last + 1
        for place, row in enumerate(rows):
            row.position = first + place
    editing.add_rows(rows, units=[c.values.get(UNITS, ()) for c in new], **by)
