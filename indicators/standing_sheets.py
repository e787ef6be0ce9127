"""How a county stands enters, the sheets of its workbook leave."""

from decimal import Decimal

from indicators.exporting import Sheet
from indicators.standing_words import WORDS

SCHOOLS = ("学段", "乡镇", "学校", "指标", "现有", "单位", "分母", "数值", "标准", "判定", "还缺")
SUMMARY = (
    "学段", "指标", "标准", "全县平均", "达标校数", "未达标校数", "无数据校数", "还缺", "单位",
    "差异系数", "上限", "差异系数判定", "缺数据的学校",
)  # fmt: skip
COUNTY = ("指标", "学段", "数值", "标准", "判定")


def schools_sheet(stages):
    """One row a school and item."""
    rows = [_cell(stage, line, cell) for stage in stages for line in stage.lines
            for cell in line.cells]  # fmt: skip
    return Sheet("各校", SCHOOLS, rows)


def sheets(stages, county):
    """All that the page shows."""
    summary = [_column(stage, column) for stage in stages for column in stage.columns]
    verdicts = [
        (stage.label, line.school.town, line.school.name, line.met, WORDS[line.verdict])
        for stage in stages
        for line in stage.lines
    ]
    whole = [
        (c.item.name, c.standard.get_stage_display(), c.shown, str(c.standard), WORDS[c.verdict])
        for c in county
    ]
    head = ("学段", "乡镇", "学校", "达标项数", "判定")
    made = [
        Sheet("全县", SUMMARY, summary),
        Sheet("学校判定", head, verdicts),
        schools_sheet(stages),
        Sheet("全县指标", COUNTY, whole),
    ]
    return [sheet for sheet in made if sheet.rows]


def _cell(stage, line, cell):
    lacking = WORDS[cell.verdict] if cell.gap is None else cell.gap
    return (
        stage.label, line.school.town, line.school.name, cell.item.name, _exact(cell.part),
        cell.item.part.unit if cell.item.part else "", _exact(cell.whole), cell.shown,
        str(cell.standard), WORDS[cell.verdict], lacking,
    )  # fmt: skip


def _column(stage, column):
    spread = column.variation
    names = "、".join(column.lacking) if spread else ""
    limit = column.limit and column.limit.value
    state = WORDS[column.state] if column.limit else ""
    counts = (column.counts[name] for name in ("met", "not_met", "no_data"))
    return (
        stage.label, column.item.name, str(column.standard), _exact(column.mean), *counts,
        column.gap, column.unit, spread and spread.value, limit, state, names,
    )  # fmt: skip


def _exact(value):
    """A fraction as a number of a workbook, to four decimals."""
    if value is None:
        return None
    return round(Decimal(value.numerator) / Decimal(value.denominator), 4)
