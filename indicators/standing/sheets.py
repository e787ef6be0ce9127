"""How a county stands enters, the sheets of its workbook leave."""

from decimal import Decimal

from indicators.exporting import Sheet
from indicators.standing.compliance import Verdict
from indicators.standing.words import WORDS

SOURCE = ("依据", "未核实之处")
SCHOOLS = (
    "学段", "乡镇", "学校", "指标", "现有", "单位", "分母", "数值", "标准", "判定", "还缺", *SOURCE,
)  # fmt: skip
LACKING = ("乡镇", "学校", "学段", "指标", "数值", "标准", "还缺", "单位", *SOURCE)
VERDICTS = ("学段", "乡镇", "学校", "达标项数", "判定", "说明")
JUDGED = ("指标", "标准", "评定", "理由", "材料", "评定人", "评定日期", "来源", *SOURCE)
LEFT_OUT = ("学段", "乡镇", "学校", "学生数")
DOUBTFUL = "依据的标准或规则未核实"
SUMMARY = (
    "学段", "指标", "标准", "全县平均", "达标校数", "未达标校数", "无数据校数", "还缺", "单位",
    "差异系数", "上限", "差异系数判定", "缺数据的学校", *SOURCE,
)  # fmt: skip
COUNTY = ("指标", "学段", "数值", "标准", "判定", *SOURCE)


def schools_sheet(stages):
    """One row a school and item."""
    rows = [_cell(stage, line, cell) for stage in stages for line in stage.lines
            for cell in line.cells]  # fmt: skip
    return Sheet("各校", SCHOOLS, rows)


def sheets(stages, county, judged=()):
    """All that the page shows."""
    summary = [_column(stage, column) for stage in stages for column in stage.columns]
    verdicts = [
        (
            stage.label,
            line.school.town,
            line.school.name,
            line.met,
            WORDS[line.verdict],
            DOUBTFUL if line.is_doubtful else "",
        )
        for stage in stages
        for line in stage.lines
    ]
    whole = [
        (
            c.item.name,
            c.standard.get_stage_display(),
            c.shown,
            str(c.standard),
            WORDS[c.verdict],
            *source_of(c.standard),
        )
        for c in county
    ]
    made = [
        Sheet("全县", SUMMARY, summary),
        Sheet("学校判定", VERDICTS, verdicts),
        schools_sheet(stages),
        Sheet("缺口清单", LACKING, _lacking(stages)),
        Sheet("全县指标", COUNTY, whole),
        Sheet("人工评定", JUDGED, [_judged(one) for one in judged]),
        Sheet("未计入的教学点", LEFT_OUT, _left_out(stages)),
    ]
    return [sheet for sheet in made if sheet.rows]


def source_of(*standards):
    """Document and article of standards, and what of them nobody verified."""
    known = [one for one in standards if one]
    told = {f"{one.document}{f'“{one.article}”' if one.article else ''}": None for one in known}
    doubts = {one.doubt or "未核实": None for one in known if not one.is_verified}
    return "；".join(filter(None, told)), "；".join(doubts)


def _lacking(stages):
    """One row for each standard that a school misses."""
    return [
        (
            line.school.town, line.school.name, stage.label, cell.item.name, cell.shown,
            str(cell.standard), _exact(cell.lack) if cell.gap is None else cell.gap,
            cell.standard.unit if cell.gap is None else cell.unit, *source_of(cell.standard),
        )
        for stage in stages for line in stage.lines for cell in line.cells
        if cell.verdict is Verdict.NOT_MET
    ]  # fmt: skip


def _judged(one):
    asked = "；".join(f"{s.get_stage_display()}{s}" for s in one.standards) or one.item.note
    found = one.result
    told = (
        (found.reason, found.document, str(found.recorded_by), found.decided_on, found.origin)
        if found
        else ("",) * 5
    )
    return (one.item.name, asked, one.word, *told, *source_of(*one.standards))


def _left_out(stages):
    return [
        (stage.label, line.school.town, line.school.name, _exact(line.pupils))
        for stage in stages
        for line in stage.left_out
    ]


def _cell(stage, line, cell):
    lacking = WORDS[cell.verdict] if cell.gap is None else cell.gap
    return (
        stage.label, line.school.town, line.school.name, cell.item.name, _exact(cell.part),
        cell.item.part.unit if cell.item.part else "", _exact(cell.whole), cell.shown,
        str(cell.standard), WORDS[cell.verdict], lacking, *source_of(cell.standard),
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
        *source_of(column.standard, column.limit),
    )  # fmt: skip


def _exact(value):
    """A fraction as a number of a workbook, to four decimals."""
    if value is None:
        return None
    return round(Decimal(value.numerator) / Decimal(value.denominator), 4)
