"""A process of its own that edits a plan: ``prepare``, ``edit USER SEED``, ``report``.

Used by ``test_concurrency``: two of these work on one database at the same time.
"""

import json
import random
import sys
from decimal import Decimal

import django

ROWS, EDITS = 12, 100


def prepare():
    """A bureau with two clerks and a plan of ``ROWS`` statements, all of value zero."""
    region = county("530199", "青禾县", "云岭省长川市青禾县")
    for name in ("one", "two"):
        person(name, "bureau_staff", region)
    plan = Plan.objects.create(bureau=region, region=region, title="青禾县2024年教育工作要点")
    Statement.objects.bulk_create(
        Statement(
            plan=plan,
            value=0,
            unit="所",
            comparator="exactly",
            nature="target",
            category="indicator",
            indicator_name=f"第{n}类学校数",
        )
        for n in range(ROWS)
    )


def edit(username, seed):
    """Add one to a row chosen by chance, ``EDITS`` times; returns how often somebody was first."""
    user, chance = User.objects.get(username=username), random.Random(seed)
    keys = list(Statement.objects.values_list("pk", flat=True))
    conflicts = 0
    for _ in range(EDITS):
        pk = chance.choice(keys)
        while not _add_one(pk, user):
            conflicts += 1
    return {"conflicts": conflicts}


def _add_one(pk, user):
    """One read, and one change of what was read; false where another change came between."""
    row = Statement.objects.select_related("plan").get(pk=pk)
    try:
        values = {"value": row.value + Decimal(1)}
        editing.change(row, user=user, version=row.version, values=values)
    except editing.Conflict:
        return False
    return True


def report():
    """What is left: sum of the values, of the versions, and the changes that history knows."""
    rows = list(Statement.objects.all())
    changes = Statement.history.exclude(history_user=None)
    return {
        "values": int(sum(row.value for row in rows)),
        "versions": sum(row.version - 1 for row in rows),
        "changes": changes.count(),
        "users": sorted(set(changes.values_list("history_user__username", flat=True))),
    }


if __name__ == "__main__":
    django.setup()
    from eduplan.accounts.models import User
    from plans import editing
    from plans.models import Plan, Statement
    from tests.conftest import county, person

    step, *arguments = sys.argv[1:]
    print(json.dumps({"prepare": prepare, "edit": edit, "report": report}[step](*arguments)))
