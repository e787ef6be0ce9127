"""The resources of the data interface, column by column."""

from dataclasses import replace
from functools import partial

from django.db.models import Case, CharField, F, FloatField, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, LPad

from indicators.api import sdmx
from indicators.api.asking import VERSIONS
from indicators.api.reading import figures
from indicators.api.tables import Column, Moment, Table
from indicators.choices import Frequency, Origin
from indicators.entering.drafting import Fate
from indicators.figure_filters import ObservationFilter, TargetFilter
from indicators.models import Draft, Indicator, Observation, Region, School, Standard, Target
from indicators.name_filters import IndicatorNames, RegionNames, SchoolNames, StandardNames

FIGURE_FORMATS = ("json", "csv", "ndjson", "xlsx", "sdmx-csv")
LIST_FORMATS = ("json", "csv", "ndjson", "xlsx")


def _text(expression):
    return Cast(expression, CharField())


def _whole_years(*parts):
    return Concat(_text("year"), Value("-"), _text(F("year") + 1), *parts)


PERIOD = Case(
    When(frequency=Frequency.YEAR, then=_text("year")),
    When(frequency=Frequency.QUARTER, then=Concat(_text("year"), Value("-Q"), _text("part"))),
    When(
        frequency=Frequency.MONTH,
        then=Concat(_text("year"), Value("-"), LPad(_text("part"), 2, Value("0"))),
    ),
    When(frequency=Frequency.SCHOOL_YEAR, then=_whole_years()),
    default=_whole_years(Value("-"), _text("part")),
)
"""The code of ``indicators.periods``, made by the database."""

SDMX_PERIOD = Case(
    When(frequency=Frequency.SCHOOL_YEAR, then=Concat(_text("year"), Value("-09-01/P1Y"))),
    When(frequency=Frequency.TERM, part=1, then=Concat(_text("year"), Value("-09-01/P5M"))),
    When(frequency=Frequency.TERM, then=Concat(_text(F("year") + 1), Value("-02-01/P7M"))),
    default=PERIOD,
)
"""The same as a time range of SDMX 3.0 where its calendar has no word."""


def _number(expression):
    return Cast(F(expression), FloatField())


_STABLE = Coalesce("first_id", "id")
_PLACE = {
    "indicator": Column("indicator__code", "string", "指标代码", "pre.gross_enrolment_3y"),
    "indicator_name": Column("indicator__name", "string", "指标名称", "学前三年毛入园率"),
    "unit": Column("indicator__unit", "string", "单位", "%"),
    "region": Column("region__adcode", "string", "地区的行政区划代码", "341524"),
    "region_name": Column("region__name", "string", "地区名称", "金寨县"),
    "school": Column("school_id", "integer?", "学校编号；地区的数为空", None),
    "school_name": Column("school__name", "string?", "学校名称", None),
    "frequency": Column("frequency", "string", "时期类型", "year"),
    "period": Column(PERIOD, "string", "时期", "2024"),
}
_VERSION = {
    "origin": Column("origin", "string", "来源", "plan"),
    "note": Column("note", "string", "附注", ""),
    "release": Column("released_in_id", "integer", "公布它的发布编号", 12),
    "updated": Column(
        Moment(F("released_in__at")), "string", "公布时刻（UTC）", "2026-03-01T01:30:00.000000Z"
    ),
    "deleted": Column(
        Case(When(Q(is_withdrawn=True), then=Value(1)), default=Value(0)),
        "integer", "1 表示已撤回，只在 updated_after 中出现", 0,
    ),
}  # fmt: skip
_ORDERS = {
    "id": (),
    "indicator": ("indicator",),
    "region": ("region",),
    "period": ("period",),
    "value": ("value",),
    "release": ("release",),
}
_ID = Column(_STABLE, "integer", "编号，更正后不变", 1)
_VALUE = Column(_number("value"), "number", "数值", 92.4)
_PARTS = {
    "nature": Column("nature", "string", "性质", "actual"),
    "sex": Column("sex", "string", "性别，空为不分", ""),
    "residence": Column("residence", "string", "城乡，空为不分", ""),
    "stage": Column("stage", "string", "学段，空为不分", ""),
    "ownership": Column("ownership", "string", "办别，空为不分", ""),
}
_STATUS = Column("status", "string", "状态", "final")

OBSERVATIONS = Table(
    name="observations",
    title="监测值",
    rows=partial(figures, Observation),
    columns={
        "id": _ID,
        **_PLACE,
        **_PARTS,
        "value": _VALUE,
        "status": _STATUS,
        **_VERSION,
    },
    filterset=ObservationFilter,
    orders=_ORDERS,
    formats=FIGURE_FORMATS,
    versions=tuple(VERSIONS),
    sdmx=sdmx.columns(SDMX_PERIOD, _number("value")),
)

TARGETS = Table(
    name="targets",
    title="目标值",
    rows=partial(figures, Target),
    columns={
        "id": _ID,
        **_PLACE,
        "comparator": Column("comparator", "string", "比较", "at_least"),
        "value": _VALUE,
        "value_high": Column(_number("value_high"), "number?", "区间的上限", None),
        "baseline": Column(_number("baseline"), "number?", "基期值", None),
        **_VERSION,
    },
    filterset=TargetFilter,
    orders=_ORDERS,
    formats=LIST_FORMATS,
    versions=tuple(VERSIONS),
)

SERIES = replace(
    OBSERVATIONS,
    name="series",
    title="系列",
    orders={},
    formats=("json",),
    shape=("limit", "after"),
)
COMPARISON = replace(SERIES, name="compare", title="比较", shape=())


def _drafts(access, _versions):
    """What waits at the bureaus of the client's regions."""
    return access.readable(Draft.objects.all(), "bureau__adcode")


DRAFTS = Table(
    name="drafts",
    title="待发布的数据：录入而还没有发布的监测值",
    rows=_drafts,
    columns={
        "id": Column("pk", "integer", "待发布数据的编号", 1),
        **_PLACE,
        **_PARTS,
        "value": Column(_number("value"), "number?", "拟发布的数值，空为撤回", 92.4),
        "status": _STATUS,
        "outcome": Column(
            Case(
                When(value=None, then=Value(Fate.WITHDRAWN.value)),
                When(supersedes=None, then=Value(Fate.CREATED.value)),
                default=Value(Fate.UPDATED.value),
            ),
            "string", "发布以后会怎样：created、updated、withdrawn", "updated",
        ),
        "published_value": Column(
            _number("supersedes__value"), "number?", "录入时已发布的数值，空为没有", 91.8
        ),
        "origin": Column("origin", "string", "来源", "client"),
        "client": Column(
            Case(When(origin=Origin.CLIENT, then="entered_by__last_name"), default=Value("")),
            "string", "写入它的接口账号，空为人员录入", "市数据平台",
        ),
        "note": Column("note", "string", "附注", ""),
        "reason": Column("reason", "string", "更正原因", ""),
        "bureau": Column("bureau__adcode", "string", "待其发布的教育局所在地区的代码", "341524"),
        "entered": Column(
            Moment(F("entered_at")), "string", "录入时刻（UTC）", "2026-03-01T01:30:00.000000Z"
        ),
    },
    filterset=ObservationFilter,
    orders={name: _ORDERS.get(name, (name,)) for name in
            ("id", "indicator", "region", "period", "entered")},
    formats=LIST_FORMATS,
)  # fmt: skip


def _indicators(_access, _versions):
    return Indicator.objects.all()


def _regions(_access, _versions):
    return Region.objects.all()


def _schools(access, _versions):
    return access.readable(School.objects.filter(is_confirmed=True))


def _standards(access, _versions):
    """Those of frameworks that all share, and of such as the client's regions made."""
    rows = Standard.objects.all()
    own = access.readable(rows, "item__framework__bureau__adcode")
    return rows.filter(Q(item__framework__bureau=None) | Q(pk__in=own.order_by().values("pk")))


INDICATORS = Table(
    name="indicators",
    title="指标",
    rows=_indicators,
    columns={
        "code": Column("code", "string", "代码", "pre.gross_enrolment_3y"),
        "name": Column("name", "string", "名称", "学前三年毛入园率"),
        "unit": Column("unit", "string", "单位", "%"),
        "stage": Column("stage", "string", "学段，空为不分", "preschool"),
        "kind": Column("kind", "string", "类型", "rate"),
        "direction": Column("direction", "string", "方向", "higher"),
        "aggregation": Column("aggregation", "string", "汇总方式", "none"),
        "weight": Column("weight__code", "string?", "加权平均的权数", None),
        "definition": Column("definition", "string", "定义", ""),
        "source_note": Column("source_note", "string", "出处", ""),
    },
    filterset=IndicatorNames,
    orders={"code": ("code",), "name": ("name",)},
    formats=LIST_FORMATS,
)

REGIONS = Table(
    name="regions",
    title="地区",
    rows=_regions,
    columns={
        "adcode": Column("adcode", "string", "行政区划代码", "341524"),
        "name": Column("name", "string", "名称", "金寨县"),
        "full_name": Column("full_name", "string", "全称", "安徽省六安市金寨县"),
        "level": Column("level", "string", "级别", "county"),
        "parent": Column("parent__adcode", "string?", "上级的代码", "341500"),
        "since": Column("since", "integer?", "启用年", None),
        "until": Column("until", "integer?", "最后一年", None),
    },
    filterset=RegionNames,
    orders={"adcode": ("adcode",), "name": ("name",)},
    formats=LIST_FORMATS,
)

SCHOOLS = Table(
    name="schools",
    title="学校",
    rows=_schools,
    columns={
        "id": Column("pk", "integer", "学校编号", 1),
        "school_code": Column("school_code", "string", "学校标识码，空为未填", "2134015001"),
        "name": Column("name", "string", "名称", "青禾县第一小学"),
        "region": Column("region__adcode", "string?", "所在地区的代码", "341524"),
        "region_name": Column("region__name", "string?", "所在地区", "金寨县"),
        "stage": Column("stage", "string", "学段", "primary"),
        "town": Column("town", "string", "乡镇（街道）", "河湾镇"),
    },
    filterset=SchoolNames,
    orders={"id": (), "name": ("name",)},
    formats=LIST_FORMATS,
)
FRAMEWORKS = Table(
    name="frameworks",
    title="指标体系的标准，一行一条",
    rows=_standards,
    columns={
        "id": Column("pk", "integer", "标准编号", 1),
        "framework": Column("item__framework__code", "string", "体系代码", "balanced-2017"),
        "framework_name": Column("item__framework__name", "string", "体系名称", ""),
        "version": Column("item__framework__version", "string", "版本", ""),
        "item": Column("item__code", "string", "条目编号", "1.1"),
        "item_name": Column("item__name", "string", "条目名称", ""),
        "above": Column("item__parent__code", "string?", "上级条目编号", "1"),
        "indicator": Column("item__indicator__code", "string?", "指标代码", None),
        "numerator": Column("item__part__code", "string?", "分子的指标代码", "tea.above_degree"),
        "denominator": Column("item__whole__code", "string?", "分母的指标代码", "pri.pupils"),
        "per": Column("item__per", "integer?", "每多少个分母单位", 100),
        "measure": Column("measure", "string", "衡量数值还是差异系数", "value"),
        "stage": Column("stage", "string", "学段，空为不分", "primary"),
        "region": Column("region__adcode", "string?", "地方标准的地区；国家标准为空", None),
        "since": Column("since", "integer", "自哪一年起", 2017),
        "until": Column("until", "integer?", "到哪一年止", None),
        "comparator": Column("comparator", "string", "比较", "at_least"),
        "value": Column(_number("value"), "number", "标准", 4.2),
        "unit": Column("unit", "string", "单位", "人"),
        "document": Column("document", "string", "文件", "教督〔2017〕6号"),
        "article": Column("article", "string", "条款", ""),
        "is_verified": Column(
            Case(When(is_verified=True, then=Value(1)), default=Value(0)),
            "integer", "1 表示已与文件原文核对", 1,
        ),
        "doubt": Column("doubt", "string", "未核实之处", ""),
    },
    filterset=StandardNames,
    orders={"id": ()},
    formats=LIST_FORMATS,
)  # fmt: skip
TABLES = {
    each.name: each
    for each in (OBSERVATIONS, DRAFTS, TARGETS, INDICATORS, REGIONS, SCHOOLS, FRAMEWORKS)
}
"""Name of a resource -> its table."""
