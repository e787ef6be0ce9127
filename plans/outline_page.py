"""A plan enters, the sections of its page leave: outline, figures, money, schools and doubts."""

from plans.models import Plan, Statement
from plans.outline import tasks_of
from plans.presenting import amount, figure

NATURES = (
    ("targets", "目标", (Statement.Nature.TARGET,)),
    ("actuals", "完成与基期", (Statement.Nature.ACTUAL, Statement.Nature.BASELINE)),
    ("standards", "标准与参照", (Statement.Nature.STANDARD, Statement.Nature.REFERENCE)),
)


def plan_sections(plan: Plan):
    """Rows of every section of a plan page, in document order, figures ready to read."""
    statements = list(plan.statements.kept().select_related("indicator", "funding_item"))
    for row in statements:
        row.figure = figure(row)
    measured = [row for row in statements if row.category == Statement.Category.INDICATOR]
    money = [row for row in statements if row.category == Statement.Category.FUNDING]
    added = _without_statement(plan)
    return {
        "tasks": tasks_of(plan),
        "tables": [
            (key, name, [row for row in measured if row.nature in natures])
            for key, name, natures in NATURES
        ],
        "money": money,
        "funding": added,
        "money_count": len(money) + len(added),
        "schools": list(plan.schools.all()),
        "problems": list(plan.problems.all()),
    }


def _without_statement(plan):
    """Funding items that a person added."""
    items = list(plan.fundingitems.kept().filter(statement__isnull=True))
    for item in items:
        item.figure = amount(item.amount)
    return items
