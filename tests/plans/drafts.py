"""A bureau enters, a draft with an outline of three levels leaves, and what tests ask of it."""

from plans import outline
from plans.models import Plan, Statement, Task

SHAPE = [("一", 0), ("（一）", 1), ("1.", 2), ("（二）", 1), ("二", 0)]


def drafted(bureau):
    """A draft with five tasks in three levels, each proposed."""
    plan = Plan.objects.create(
        bureau=bureau, region=bureau, title="青禾县2024年教育要点", year=2024, state="draft"
    )
    for position, (number, depth) in enumerate(SHAPE):
        Task.objects.create(
            plan=plan, position=position, depth=depth, number=number, title=f"事项{number}",
            text=f"事项{number}的内容",
        )  # fmt: skip
    return plan


def shape(plan):
    return [(t.number, t.depth) for t in outline.tasks_of(plan)]


def task(plan, number):
    return plan.tasks.get(number=number)


def statement(plan, owner, quote="", **facts):
    facts = {"value": 3, "unit": "所", "comparator": "at_least", "nature": "target", **facts}
    return Statement.objects.create(
        plan=plan, task=owner, quote=quote, category="indicator", year=2024, **facts
    )


def move(plan, number, step, user, version=1):
    outline.move(task(plan, number), user=user, version=version, step=step)
