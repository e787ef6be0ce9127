"""Indicators, schools and a period enter, a workbook to fill in leaves."""

from indicators.workbook import HEAD, Workbook

WIDE = ("学校标识码", "学校", "时期")
LONG = ("学校标识码", "学校", "指标", "时期", "数值", "附注")
GUIDE = (
    "每行一所学校；“全县”一行填全县的数。没有数据就空着，不要填 0。",
    "数可以写 1,200、85%、1.2万；时期写 2025、2025-Q1、2025-03、2024-2025 或 2024-2025-1。",
    "可以加“性别”“城乡”“分学段”“办别”“性质”“附注”等列，也可以删掉不填的列和行。",
    "填好后在“导入”页上传。上传后先检查，看过结果再决定是否写入草稿。",
)


def template(indicators, schools, period, *, is_long=False):
    """Rows of the county and its schools; wide: a column an indicator, long: a row each."""
    work = Workbook()
    sheet = work.book.add_worksheet("数据")
    places = [("", "全县"), *((school.school_code, school.name) for school in schools)]
    if is_long:
        head = LONG
        rows = [(*place, i.name, period.code) for place in places for i in indicators]
    else:
        head = (*WIDE, *(f"{i.name}（{i.unit}）" for i in indicators))
        rows = [(*place, period.code) for place in places]
    style, text = work.format(**HEAD, text_wrap=True), work.format(num_format="@")
    for line, row in enumerate((head, *rows)):
        for column, value in enumerate(row):
            work.put(sheet, (line, column), value, text if line else style)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, len(head) - 1, 20)
    sheet.freeze_panes(1, 2)
    guide = work.book.add_worksheet("填写说明")
    for line, words in enumerate(GUIDE):
        work.put(guide, (line, 0), words)
    guide.set_column(0, 0, 100)
    return work.close()
