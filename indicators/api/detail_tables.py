"""What the data interface tells of one thing, member by member."""

from dataclasses import replace

from django.db.models import Case, Value, When

from indicators.api.resources import (
    FRAMEWORKS,
    INDICATORS,
    OBSERVATIONS,
    REGIONS,
    SCHOOLS,
    TARGETS,
)
from indicators.api.tables import Column, Moment
from indicators.figure_filters import NamedFilterSet


def nested(meaning, columns):
    """An array of objects of these members, with one such object as its example."""
    example = [{name: column.example for name, column in columns.items()}]
    return Column("", "array", meaning, example, columns)


class Unfiltered(NamedFilterSet):
    """One thing has nothing to be narrowed by."""


def detail_of(table, title, columns, *, versions=()):
    """The table of one row of a list, with more members than the list has."""
    return replace(
        table,
        title=title,
        columns=columns,
        filterset=Unfiltered,
        orders={},
        formats=("json",),
        shape=("fields",),
        versions=versions,
        sdmx={},
    )


def picked(columns, *names):
    """Some of the columns."""
    return {name: columns[name] for name in names}


CATALOGUE = {
    "changed": Column(
        Moment("history_date"), "string", "修改时刻（UTC）", "2026-03-01T01:30:00.000000Z"
    ),
    "change": Column(
        Case(
            When(history_type="+", then=Value("created")),
            When(history_type="-", then=Value("deleted")),
            default=Value("changed"),
        ),
        "string", "created 为新建，changed 为修改", "created",
    ),
    **picked(INDICATORS.columns, "name", "unit", "stage", "kind", "direction", "aggregation"),
    "formula": Column("formula", "string", "公式", ""),
    "definition": Column("definition", "string", "定义", ""),
}  # fmt: skip
INDICATOR = detail_of(
    INDICATORS,
    "一个指标：定义、别名、算法和修改",
    {
        **INDICATORS.columns,
        "aggregation_note": Column("aggregation_note", "string", "汇总说明", ""),
        "numerator": Column("numerator__code", "string?", "分子的指标代码", None),
        "denominator": Column("denominator__code", "string?", "分母的指标代码", None),
        "formula": Column("formula", "string", "公式，由指标代码组成", ""),
        "merged_into": Column("merged_into__code", "string?", "并入了哪个指标", None),
        "aliases": Column("", "array", "别名", ["学前三年毛入园率（%）"]),
        "versions": nested("条目的各个版本，旧的在前", CATALOGUE),
    },
)
PLACE = picked(REGIONS.columns, "adcode", "name", "level", "since", "until")
REGION = detail_of(
    REGIONS,
    "一个地区：上级、下级和同一代码的旧地区",
    {
        **REGIONS.columns,
        "ancestors": nested("上级，最高的在前", PLACE),
        "children": nested("直接下级", PLACE),
        "former": nested("同一代码的其他地区（名称不同或已撤销）", PLACE),
    },
)
SCHOOL = detail_of(
    SCHOOLS,
    "一所学校",
    {
        **SCHOOLS.columns,
        "observations": Column(
            "", "string", "它的监测值的地址", "/api/v1/observations/?school=1"
        ),
    },
)  # fmt: skip
STANDARD = {
    name: column
    for name, column in FRAMEWORKS.columns.items()
    if not str(column.expression).startswith("item__")
}
_ITEM = {
    name: replace(column, expression=column.expression.removeprefix("item__"))
    for name, column in FRAMEWORKS.columns.items()
    if name not in STANDARD
}
ITEM = {
    "item": _ITEM["item"],
    "name": Column("name", "string", "条目名称", ""),
    "above": _ITEM["above"],
    "level": Column("", "integer", "在树中的层次，0 为最上层", 1),
    "kind": Column("kind", "string", "分类（group）、按数据判定或人工评定", "measured"),
    "scope": Column("scope", "string", "school 逐校、county 全县", "school"),
    **picked(_ITEM, "indicator", "numerator", "denominator", "per"),
    "note": Column("note", "string", "评定要求", ""),
    "standards": nested("标准，各有文件和条款", STANDARD),
}
FRAMEWORK = detail_of(
    FRAMEWORKS,
    "一个指标体系：条目树和各条的标准",
    {
        "code": Column("code", "string", "体系代码", "balanced-2017"),
        "name": Column("name", "string", "名称", "县域义务教育优质均衡"),
        "number": Column("number", "string", "文号", "教督〔2017〕6号"),
        "issuer": Column("issuer", "string", "印发机关", "教育部"),
        "version": Column("version", "string", "版本", "2017"),
        "note": Column("note", "string", "说明", ""),
        "region": Column("bureau__adcode", "string?", "编制它的教育局的地区；公用的为空", None),
        "least_met": Column("least_met", "integer?", "每校至少达标项数", 6),
        "rest_percent": Column(
            "rest_percent", "integer?", "其余项至少达到标准的百分之几", 85
        ),
        "is_rule_verified": Column(
            Case(When(is_rule_verified=True, then=Value(1)), default=Value(0)),
            "integer", "1 表示学校规则已与文件原文核对", 1,
        ),
        "rule_doubt": Column("rule_doubt", "string", "学校规则未核实之处", ""),
        "items": nested("条目，上级在前，下级紧随其后", ITEM),
    },
)  # fmt: skip
EVIDENCE = {
    "release": Column("", "integer", "说的是哪一次发布的数值", 12),
    "plan": Column("", "integer", "计划编号", 1),
    "source": Column("", "integer?", "来源文件编号", 1),
    "quote": Column("", "string", "所在句，个人信息已隐去", "学前三年毛入园率达到92.4%。"),
    "start": Column("", "integer?", "在原文中的起点（字符）", 120),
    "end": Column("", "integer?", "在原文中的终点", 126),
}
"""Where a plan says a figure; ``settings.API_EVIDENCE`` tells it."""


def _figure(table, title):
    told = [name for name in ("value", "value_high", "status") if name in table.columns]
    version = picked(table.columns, "release", "updated", *told, "origin", "note", "deleted")
    more = {
        "versions": nested("各次发布的数值，旧的在前", version),
        "evidence": nested("计划中的出处；origin 不是 plan 的没有", EVIDENCE),
    }
    return detail_of(table, title, table.columns | more, versions=("as_of",))


OBSERVATION = _figure(OBSERVATIONS, "一个监测值：各个版本、来源和出处")
TARGET = _figure(TARGETS, "一个目标值：各个版本、来源和出处")
