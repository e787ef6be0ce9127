"""What programs read of plans: columns, filters, and which plans are open to them."""

from indicators.api.detail_tables import detail_of
from indicators.api.tables import Column, Table
from plans.filters.programs import PlanNames
from plans.models import Plan
from plans.models.reading import FILLING, PUBLISHED

SHAPE = ("limit", "after")


def plans(access, _versions):
    """Published plans of the client's regions, and drafts where its token says so."""
    rows = access.readable(Plan.objects.all(), "bureau__adcode")
    if access.reads_drafts:
        return rows.exclude(state=FILLING)
    return rows.filter(state=PUBLISHED)


PLANS = Table(
    name="plans",
    title="计划",
    rows=plans,
    columns={
        "id": Column("pk", "integer", "计划编号", 1),
        "title": Column("title", "string", "标题，个人信息已隐去", "青禾县2026年教育工作要点"),
        "kind": Column("kind", "string", "文种", "plan"),
        "year": Column("year", "integer?", "年度", 2026),
        "state": Column("state", "string", "状态", PUBLISHED),
        "region": Column("bureau__adcode", "string", "教育局所在地区的代码", "341524"),
        "region_name": Column("bureau__name", "string", "教育局所在地区", "金寨县"),
        "issuer": Column("issuer", "string", "发文单位", "青禾县教育局"),
        "doc_number": Column("doc_number", "string", "文号", "青教〔2026〕1号"),
        "source": Column("source_id", "integer?", "来源文件编号", 1),
    },
    filterset=PlanNames,
    orders={},
    formats=("json",),
    shape=SHAPE,
)
PLAN = detail_of(
    PLANS,
    "一份计划",
    {
        **PLANS.columns,
        "evidence": Column(
            "", "string?", "各数据出处的地址", "/api/v1/sources/1/evidence/"
        ),
    },
)  # fmt: skip
EVIDENCE = {
    "id": Column("pk", "integer", "出处编号", 1),
    "figure": Column("", "integer", "监测值或目标值的编号", 1),
    "of": Column("", "string", "observations 或 targets", "targets"),
    "indicator": Column(
        "statement__indicator__code", "string?", "指标代码", "pre.gross_enrolment_3y"
    ),
    "plan": Column("statement__plan_id", "integer", "计划编号", 1),
    "quote": Column("statement__quote", "string", "所在句，个人信息已隐去", ""),
    "start": Column("statement__start", "integer?", "在原文中的起点（字符）", 120),
    "end": Column("statement__end", "integer?", "在原文中的终点", 126),
}
"""Columns of the evidence of a source."""
