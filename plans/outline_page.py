"""A plan and its reader enter, the sections of its page leave: outline, figures, money, doubts."""

from plans.models import FundingItem, Plan, Problem, Statement, Task
from plans.outline import in_order
from plans.presenting import amount, figure

NATURES = (
    ("targets", "目标", (Statement.Nature.TARGET,)),
    ("actuals", "完成与基期", (Statement.Nature.ACTUAL, Statement.Nature.BASELINE)),
    ("standards", "标准与参照", (Statement.Nature.STANDARD, Statement.Nature.REFERENCE)),
)


def plan_sections(plan: Plan, user):
    """Rows that a person may see of every section, in document order, figures ready to read."""
    statements = _seen(Statement, plan, user).kept()
    statements = list(statements.select_related("indicator", "funding_item"))
    for row in statements:
        row.figure = figure(row)
    measured = [row for row in statements if row.category == Statement.Category.INDICATOR]
    money = [row for row in statements if row.category == Statement.Category.FUNDING]
    added = _without_statement(plan, user)
    return {
        "tasks": list(in_order(_seen(Task, plan, user).kept())),
        "tables": [
            (key, name, [row for row in measured if row.nature in natures])
            for key, name, natures in NATURES
        ],
        "money": money,
        "funding": added,
        "money_count": len(money) + len(added),
        "schools": list(plan.schools.all()),
        "problems": list(_seen(Problem, plan, user)),
    }


def _seen(model, plan, user):
    return model.objects.visible_to(user).filter(plan=plan)


def _without_statement(plan, user):
    """Funding items that a person added."""
    items = list(_seen(FundingItem, plan, user).kept().filter(statement__isnull=True))
    for item in items:
        item.figure = amount(item.amount)
    return items
