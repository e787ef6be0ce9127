"""A comparison enters, the sheets of its workbook leave: figures as numbers in base units."""

from indicators.exporting import Sheet
from indicators.models import Comparator
from plans.compare_page import MONEY, PARTS, TARGETS, TASKS
from plans.presenting import figure

FIGURE = ("比较", "数值", "上限", "年度")
NEAR = "可能对应"


def sheets_of(comparison):
    """Targets, tasks, sums, and the near names that a person must look at."""
    names = [_called(plan) for plan in (comparison.before, comparison.after)]
    made = {
        TARGETS: (_promise_head(names, comparison.year), _promise_row),
        TASKS: (_task_head(names), _task_row),
        MONEY: (_promise_head(names, comparison.year), _promise_row),
    }
    sheets = [
        Sheet(PARTS[part], head, [row(line) for line in comparison.parts[part]])
        for part, (head, row) in made.items()
    ]
    return [*sheets, Sheet(NEAR, ("部分", *names), _near_rows(comparison))]


def _called(plan):
    return f"{plan.year}年 {plan.title}" if plan.year else plan.title


def _promise_head(names, year):
    one, other = ([f"{name}：{column}" for column in FIGURE] for name in names)
    reported = f"{year}年完成" if year else "完成"
    tail = ("单位", "计量对象", "相差", "状态", "力度", "原目标")
    return ("名称", "范围", *one, reported, *other, *tail, *(f"{n}：原句" for n in names))


def _promise_row(line):
    side, pair = line.pair.after or line.pair.before, line.pair
    kept = {True: "已达到", False: "未达到", None: ""}[line.is_kept]
    one, other = (_figure(s) for s in line.sides)
    quotes = (getattr(s.row, "quote", "") if s else "" for s in line.sides)
    reported = "、".join(str(said) for said, _ in line.reports)
    force = pair.force.label if pair.force else ""
    tail = (side.unit, side.per, pair.difference, pair.state.label, force, kept)
    return (pair.name, line.where, *one, reported, *other, *tail, *quotes)


def _figure(side):
    if side is None:
        return ("",) * len(FIGURE)
    return Comparator(side.comparator).label, side.value, side.value_high, side.due_year


def _task_head(names):
    one, other = ([f"{name}：{column}" for column in ("时限", "牵头单位")] for name in names)
    return ("任务", *one, *other, "变化", "状态")


def _task_row(line):
    one, other = ((s.due_on, s.lead) if s else ("", "") for s in line.sides)
    return (line.pair.name, *one, *other, "、".join(line.changes), line.pair.state.label)


def _near_rows(comparison):
    return [
        (PARTS[part], *(_said(side, part) for side in line.sides))
        for part, lines in comparison.near.items()
        for line in lines
    ]


def _said(side, part):
    return side.name if part == TASKS else f"{side.name} {figure(side)}"
