"""Kinds of tables: which columns each has, how their cells are shown and how they are read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from indicators.models import Comparator
from indicators.workbook import LONGEST
from plans.models import FundingItem, Plan, Statement, Task
from plans.tables import cells
from plans.tables.cells import CellError
from plans.tables.figures import GROUP, settle_amount, settle_statement

KEY, VERSION, DROP, TROUBLE = "编号", "版本", "删除", "问题"
"""Heads of the columns that every sheet has beside its own."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``read`` takes a text that is not empty and the names."""

    field: str
    head: str
    width: int
    read: Callable[[str, Any], Any]
    show: Callable[[Any], Any]
    look: str = "text"
    empty: Any = ""
    choices: tuple[str, ...] = ()
    names: str = ""
    hint: str = ""

    def text(self, row) -> str:
        """What the cell of a row says."""
        return cells.plain(self.show(row))[:LONGEST]


@dataclass(frozen=True, slots=True)
class Note:
    """A column that only tells something about a row."""

    head: str
    width: int
    show: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: its rows, its columns, and what settles cells that depend on each other.

    Fields of a ``group`` are read together as soon as one of them changes. ``marks`` are heads that
    tell rows of the portal apart; a table that only brings rows in has none. ``origin`` says where
    people get the workbook.
    """

    key: str
    name: str
    model: type
    columns: tuple[Column, ...]
    notes: tuple[Note, ...] = ()
    joins: tuple[str, ...] = ()
    defaults: dict = field(default_factory=dict)
    settle: Callable | None = None
    group: tuple[str, ...] = ()
    marks: tuple[str, ...] = (KEY, VERSION)
    origin: str = "从本页导出表格"

    @property
    def needed(self) -> list[str]:
        """Heads without which a sheet is not this table."""
        return [*self.marks, *(column.head for column in self.columns)]

    def rows(self, plan: Plan, user):
        """The rows of a plan that a person may see, with all that their cells show."""
        rows = self.model.objects.visible_to(user).filter(plan=plan).kept()
        rows = rows.select_related(*self.joins)
        if self.model is Task:
            return rows.prefetch_related("supporting_units")
        # Databases differ on where an empty place stands; what people added comes last.
        return rows.order_by(F("start").asc(nulls_last=True), "pk")

    def new(self, plan: Plan):
        """A row that somebody adds."""
        return self.model(plan=plan, **self.defaults)


def version_of(row) -> int:
    """How often a row changed; money that follows a statement changes with it."""
    is_following = isinstance(row, FundingItem) and row.statement_id
    return row.version + (row.statement.version if is_following else 0)


def _attr(field):
    return lambda row: getattr(row, field)


def _words(field, head, width, **more):
    return Column(field, head, width, lambda text, names: text, _attr(field), **more)


def _choice(field, head, width, choices):
    labels = {label: value for value, label in choices.choices}
    signs = cells.SIGN_OF if choices is Comparator else {}

    def read(text, names):
        said = cells.folded(text)
        if said not in labels and said not in signs:
            raise CellError(f"“{text}”不在可选范围，请填：{'、'.join(labels)}。")
        return labels.get(said) or signs[said]

    def show(row):
        return dict(choices.choices).get(getattr(row, field), "")

    return Column(field, head, width, read, show, choices=tuple(labels), empty=None)


def _named(field, head, width, how, **more):
    def show(row):
        found = getattr(row, field)
        return str(found) if found else ""

    return Column(
        field, head, width, lambda text, names: getattr(names, how)(text), show, empty=None, **more
    )


def _year():
    read = lambda text, names: cells.year_of(text)  # noqa: E731
    return Column("year", "年度", 7, read, _attr("year"), "year", None)


def _figure(field, head, width, **more):
    read = lambda text, names: cells.figure_of(text)  # noqa: E731
    return Column(field, head, width, read, _attr(field), "number", None, **more)


STATE = Note("核对", 8, lambda row: row.get_state_display())
SENTENCE = Note("原句", 60, lambda row: row.quote)

TARGETS = Table(
    "targets",
    "指标",
    Statement,
    (
        _words("indicator_name", "文中指标", 26),
        _named("indicator", "目录指标", 22, "indicator", names="indicator-names"),
        _choice("nature", "性质", 7, Statement.Nature),
        _choice("comparator", "比较", 9, Comparator),
        _figure("value", "数值", 15, hint="按“单位”一栏填；可写 1,200万、85%、≥85"),
        _figure("value_high", "上限", 12, hint="只有区间或比值才填"),
        _words("unit", "单位", 8, hint="万元、亿元会换算成元"),
        _year(),
        _choice("category", "类别", 7, Statement.Category),
        _words("per", "计量对象", 12, hint="例如 生、校、人·年"),
        _words("scope", "范围", 16),
        _named("region", "地区", 14, "region", hint="空着就是计划的地区"),
        _named("school", "学校", 14, "school", names="school-names", hint="空着就是计划的学校"),
    ),
    (STATE, SENTENCE),
    ("indicator", "region", "school"),
    {
        "rule": Statement.BY_HAND,
        "nature": Statement.Nature.TARGET,
        "category": Statement.Category.INDICATOR,
    },
    settle_statement,
    GROUP,
)

TASKS = Table(
    "tasks",
    "任务",
    Task,
    (
        _words("number", "序号", 9),
        _words("title", "标题", 30),
        _words("text", "内容", 50, look="long"),
        _named("lead_unit", "牵头单位", 16, "unit", names="unit-names"),
        Column(
            "supporting_units",
            "配合单位",
            24,
            lambda text, names: names.units(text),
            lambda row: "、".join(unit.name for unit in row.supporting_units.all()),
            empty=(),
            hint="几个单位之间用“、”隔开",
        ),
        Column(
            "due_on",
            "完成时限",
            13,
            lambda text, names: cells.day_of(text),
            _attr("due_on"),
            "date",
            None,
            hint="例如 2025-06-30、2025年6月底",
        ),
    ),
    (STATE,),
    ("lead_unit",),
    {"position": 0},
)

FUNDING = Table(
    "funding",
    "经费",
    FundingItem,
    (
        _words("purpose", "经费项目", 34),
        _figure("amount", "金额（元）", 18, hint="可写 1,200万、4.4亿元"),
        _words("per", "计量对象", 14, hint="例如 生、校、人·年"),
        _year(),
        _words("funding_source", "资金来源", 22),
    ),
    (STATE,),
    ("statement",),
    {},
    settle_amount,
)

TABLES = {table.key: table for table in (TARGETS, TASKS, FUNDING)}
