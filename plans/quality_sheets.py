"""A report on the quality of extraction enters, its sheets and charts leave."""

from indicators.charting import charts
from indicators.exporting import Sheet
from plans.differences import FIELDS, label
from plans.models import Statement

MOST_BARS = 12
HEAD = ("规则", "代码", "已核", "未改", "更正", "剔除", "不纳入", "未改比例（%）")


def rules_sheet(report):
    """A row for each rule, a column for each field that was corrected in it."""
    names = FIELDS[Statement]
    head = (*HEAD, *(f"更正：{label(Statement, name)}" for name in names), "剔除理由")
    return Sheet("规则", head, [_rule_row(rule, names) for rule in report.rules])


def sheets_of(report):
    """Rules, fields, and what all of it comes to."""
    fields = [(f.label, f.name, f.confirmed, f.corrected, f.accuracy) for f in report.fields]
    total = report.total
    summary = [
        ("已核", total.reviewed),
        ("未改", total.accepted),
        ("更正", total.corrected),
        ("剔除", total.rejected),
        ("不纳入", total.left_out),
        ("漏识别（人工补录）", report.missed),
    ]
    return [
        rules_sheet(report),
        Sheet("字段", ("字段", "代码", "确认", "更正", "准确率（%）"), fields),
        Sheet("合计", ("项目", "条数"), summary),
    ]


def _rule_row(rule, names):
    counts = {field.name: field.corrected for field in rule.fields}
    reasons = "；".join(f"{reason}（{count}）" for reason, count in rule.reasons)
    decided = (rule.reviewed, rule.accepted, rule.corrected, rule.rejected, rule.left_out)
    fields = (counts.get(name, 0) for name in names)
    return (rule.name, rule.code, *decided, rule.unchanged, *fields, reasons)


def charts_of(report):
    """What became of the proposals of each rule, and which fields people correct."""
    rules = [(r.name, r.accepted, r.corrected, r.rejected) for r in report.rules[:MOST_BARS]]
    fields = [(f.label, f.corrected) for f in report.fields if f.corrected]
    drawn = []
    if rules:
        series = ("未改", "更正", "剔除")
        drawn.append(charts.stacked(rules, series=series, title="各规则的核对结果", unit="条"))
    if fields:
        drawn.append(charts.bars(fields, series=("更正",), title="各字段的更正", unit="条"))
    return drawn
