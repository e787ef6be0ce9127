"""A plan and a kind of table enter, a workbook to fill in leaves."""

from xlsxwriter.utility import xl_range_abs

from indicators.workbook import HEAD, Workbook, is_exact
from plans.row_forms import names_of
from plans.tables.cells import MARK
from plans.tables.columns import DROP, KEY, VERSION, Table, version_of
from plans.tables.reading import MOST_COLUMNS, MOST_ROWS

CHOICES = "选项"
GUIDE = "填写说明"
SPARE = 500
"""Empty rows below the last one that offer lists to choose from."""
FACE = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
"""What all cells of a table have in common."""
LOOKS = {
    "date": "yyyy-mm-dd",
    "year": "0",
    "number": "#,##0.######",
    "whole_number": "#,##0",
    "percent": "0.00%",
    "whole_percent": "0%",
}
AUTHOR = "教育计划"
STEPS = (
    "在“{name}”表里直接修改；新增的行写在最下面，“编号”“版本”两列不要动（已隐藏）。",
    "删掉一行不会删除计划里的内容；要删除，在“删除”一栏填“是”。",
    "数字可以写成 1,200万、85%、≥85，日期可以写成 2025-06-30、2025年6月底。",
    "分不清的内容不会猜，会标出来请您改。",
    "“核对”“原句”两列只供参考，改了不起作用。自己加的列和工作表会原样保留。",
    "改好后在同一页“导入”。有问题的格会标红并加批注退还；全部无误之前不会写入任何内容。",
)


def put(work, sheet, place, value, *, look="text", is_faulty=False, **wanted):
    """Write a value that looks as its column says."""
    style = work.format(num_format=_pattern(look, is_faulty), **wanted)
    work.put(sheet, place, value, style)


def _pattern(look, is_faulty):
    """A number format; that of a faulty cell shows a mark before whatever stands in it."""
    pattern = LOOKS.get(look, "General" if look == "plain" else "@")
    if not is_faulty:
        return pattern
    shown = "General" if pattern == "@" else pattern
    if look == "date":
        return f'"{MARK} "{shown}'
    return f'"{MARK} "{shown};"{MARK} "-{shown};"{MARK} "{shown};"{MARK} "@'


def export(plan, table: Table, user) -> bytes:
    """The rows of a plan as a workbook to change and bring back."""
    work = Workbook(**FACE)
    sheet = work.book.add_worksheet(table.name)
    _guide(work, f"{plan.title}：{table.name}", [step.format(name=table.name) for step in STEPS])
    rows = list(table.rows(plan, user))
    heads = heads_of(table)
    sheet.set_column(0, MOST_COLUMNS - 1, None, work.format(locked=False))
    write_heads(work, sheet, heads, 0)
    for line, row in enumerate(rows, 1):
        _write_row(work, sheet, line, row, table)
    places = {head: at for at, head in enumerate(heads)}
    dress(work, sheet, places, table)
    offer(work, sheet, places, table, (1, len(rows) + SPARE))
    fill_choices(work, table, names_of(user))
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    allowed = ("format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows")
    sheet.protect("", dict.fromkeys((*allowed, "autofilter", "sort"), True))
    return work.close()


def template(table: Table, offered, steps) -> bytes:
    """An empty workbook to fill in, with lists to choose from and what to do step by step."""
    work = Workbook(**FACE)
    sheet = work.book.add_worksheet(table.name)
    _guide(work, table.name, steps)
    write_heads(work, sheet, table.needed, 0)
    places = {head: at for at, head in enumerate(table.needed)}
    dress(work, sheet, places, table)
    offer(work, sheet, places, table, (1, SPARE))
    fill_choices(work, table, offered)
    sheet.freeze_panes(1, 1)
    return work.close()


def heads_of(table):
    """Heads of the columns of a table, in order."""
    own = [column.head for column in table.columns]
    return [KEY, VERSION, *own, *(note.head for note in table.notes), DROP]


def write_heads(work, sheet, heads, row):
    """The head row."""
    style = work.format(**HEAD, text_wrap=True, valign="vcenter")
    for at, head in enumerate(heads):
        sheet.write_string(row, at, head, style)
    sheet.set_row(row, 24)


def cell_of(column, row):
    """Value of a cell and how it looks; percentages as such, so that 90% can be typed over them."""
    value = column.show(row)
    if column.look != "number" or value is None:
        return value, column.look
    kind = "" if value % 1 else "whole_"
    if getattr(row, "unit", "") == "%" and is_exact(value / 100):
        return value / 100, f"{kind}percent"
    return value, f"{kind}number"


def _write_row(work, sheet, line, row, table):
    put(work, sheet, (line, 0), row.key, locked=True)
    put(work, sheet, (line, 1), version_of(row), look="plain", locked=True)
    at = 2
    for column in table.columns:
        value, look = cell_of(column, row)
        put(work, sheet, (line, at), value, look=look, locked=False, text_wrap=look == "long")
        at += 1
    for note in table.notes:
        put(work, sheet, (line, at), note.show(row), locked=True, font_color="#55646C")
        at += 1
    put(work, sheet, (line, at), "", locked=False)


def dress(work, sheet, columns, table, *, is_hidden=True):
    """Widths and what an empty cell of a column takes; ``columns`` are places by head."""
    for head in table.marks:
        sheet.set_column(columns[head], columns[head], 8, None, {"hidden": is_hidden})
    for column in table.columns:
        at, pattern = columns[column.head], _pattern(column.look, False)
        look = "General" if column.look == "number" else pattern
        sheet.set_column(at, at, column.width, work.format(num_format=look, locked=False))
    for note in table.notes:
        if note.head in columns:
            sheet.set_column(columns[note.head], columns[note.head], note.width)


def offer(work, sheet, columns, table, lines):
    """Lists to choose from and hints, in the cells of the given lines."""
    first, last = lines
    for column in table.columns:
        rule = _rule(column, table)
        if rule:
            at = columns[column.head]
            sheet.data_validation(first, at, last, at, rule)
    if DROP in columns:
        yes = {"validate": "list", "source": ["是"], "input_title": DROP}
        yes |= {"input_message": "填“是”就从计划里删除这一行；不删除就留空。"}
        sheet.data_validation(first, columns[DROP], last, columns[DROP], yes)


def _rule(column, table):
    """What Excel offers and says in a cell of the column; it refuses nothing by itself."""
    rule = {"validate": "any"}
    if column.choices:
        rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
    elif column.names:
        place = [c.names for c in table.columns if c.names].index(column.names)
        source = f"={CHOICES}!{xl_range_abs(0, place, MOST_ROWS - 1, place)}"
        rule = {"validate": "list", "source": source, "error_type": "information"}
    if column.hint:
        rule |= {"input_title": column.head[:32], "input_message": column.hint}
    return rule if len(rule) > 1 else None


def fill_choices(work, table, offered):
    """A hidden sheet with the names that the lists offer."""
    sheet = work.book.add_worksheet(CHOICES)
    sheet.hide()
    for at, names in enumerate(c.names for c in table.columns if c.names):
        rows = [n[0] if isinstance(n, tuple) else n for n in offered[names.replace("-", "_")]]
        for line, name in enumerate(rows[:MOST_ROWS]):
            put(work, sheet, (line, at), name)


def _guide(work, title, steps):
    sheet = work.book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 100)
    put(work, sheet, (0, 0), title, bold=True)
    for line, step in enumerate(steps, 1):
        put(work, sheet, (line, 0), f"{line}. {step}", text_wrap=True)
