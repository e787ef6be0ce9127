"""Sheets of a round enter, a workbook's pages leave: items by school, credibility, items."""

from indicators.exporting import Sheet as Table
from plans.models import Mark

STEPS = {Mark.Step.SELF: "自评", Mark.Step.CHECK: "复评", Mark.Step.SAMPLE: "抽评"}
NO_FIGURE = "—"


def tables(sheets, items):
    """All pages: final marks by item and school, each mark with its reason, credibility."""
    return [_matrix(sheets), _marks(sheets), _credibility(sheets), _items(items)]


def said(mark):
    """What a cell says of a mark: a number where it has points."""
    if mark is None:
        return None
    return mark.points if mark.points is not None else mark.get_verdict_display()


def _matrix(sheets):
    asked = {line.item.pk: line.item for sheet in sheets for line in sheet.lines}
    items = sorted(asked.values(), key=lambda item: item.position)
    head = ("序号", "参评单位", "学段", "得分", "满分", "达标", "未达标", *map(str, items))
    rows = []
    for sheet in sheets:
        finals = {line.item.pk: line.final for line in sheet.lines}
        place, sums = sheet.place, sheet.totals
        facts = (place.number, place.place.name, place.get_stage_display())
        facts += (sums.points, sums.full, sums.met, sums.not_met)
        rows.append((*facts, *(said(finals.get(item.pk)) for item in items)))
    return Table("结果", head, rows)


def _marks(sheets):
    head = ("参评单位", "分类", "条目", "分值", "自评", "复评", "抽评", "结果", "结果取自", "理由")
    rows = []
    for sheet in sheets:
        for line in sheet.lines:
            final, item = line.final, line.item
            whose = (sheet.place.place.name, item.group, str(item), item.points)
            each = (said(line.marks.get(step)) for step in STEPS)
            end = (final.get_step_display(), final.reason) if final else (NO_FIGURE, "")
            rows.append((*whose, *each, said(final), *end))
    return Table("逐条", head, rows)


def _credibility(sheets):
    head = ("参评单位", "学段", "可比条数", "自评可信度（%）", "虚高条数", "偏低条数", "分差")
    rows = []
    for sheet in sheets:
        held, place = sheet.credibility, sheet.place
        percent = NO_FIGURE if held.percent is None else held.percent
        deviation = NO_FIGURE if held.deviation is None else held.deviation
        facts = (place.place.name, place.get_stage_display(), held.compared, percent)
        rows.append((*facts, held.over, held.under, deviation))
    return Table("自评可信度", head, rows)


def _items(items):
    head = ("分类", "条目", "可比单位数", "自评可信度（%）", "虚高单位数", "偏低单位数")
    rows = []
    for item, held in items:
        percent = NO_FIGURE if held.percent is None else held.percent
        rows.append((item.group, str(item), held.compared, percent, held.over, held.under))
    return Table("各条目", head, rows)
