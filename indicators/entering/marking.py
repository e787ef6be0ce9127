"""A file as it was sent and what became of its rows enter; a workbook leaves that shows both."""

from decimal import Decimal, InvalidOperation

from indicators.entering.files import MARK, RESULT
from indicators.workbook import HEAD, Workbook

BASE = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006", "border": 1, "border_color": "#9C0006"}
AUTHOR = "教育计划"
LONG_CODE = 10
"""Characters from which a number may be a code, as of schools, and stays the text it is."""


def marked(grid, head, lines):
    """The same cells, the faulty ones red with a comment, and the column 结果."""
    work = Workbook(**BASE)
    sheet = work.book.add_worksheet("导入结果")
    heads = grid.rows[head]
    at = heads.index(RESULT) if RESULT in heads else grid.width
    by_row = {line.row: line for line in lines}
    for row, cells in enumerate(grid.rows):
        faults = by_row[row].faults if row in by_row else {}
        for column, text in enumerate(cells):
            if column != at:
                _put(work, sheet, (row, column), text, column in faults, row == head)
        for column, message in faults.items():
            size = {"author": AUTHOR, "width": 260, "height": 40 + len(message) // 16 * 18}
            sheet.write_comment(row, column, message, size)
    _results(work, sheet, (head, at), lines)
    return work.close()


def _put(work, sheet, place, text, is_faulty, is_head):
    style = RED if is_faulty else HEAD if is_head else {}
    value = MARK if is_faulty and not text else text if is_head else _number(text)
    look = {"num_format": "@"} if isinstance(value, str) else {}
    work.put(sheet, place, value, work.format(**style, **look))


def _number(text):
    """A number as one, all else as the text that it is: nothing becomes a formula."""
    if len(text) >= LONG_CODE or not text.replace(".", "", 1).lstrip("-").isdecimal():
        return text
    if text.startswith("0") and not text.startswith("0.") and text != "0":
        return text
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _results(work, sheet, place, lines):
    head, at = place
    work.put(sheet, (head, at), RESULT, work.format(**HEAD))
    for line in lines:
        words = f"{line.words}：{'；'.join(line.faults.values())}" if line.faults else line.words
        style = RED if line.faults else {}
        work.put(sheet, (line.row, at), words, work.format(text_wrap=True, **style))
    sheet.set_column(0, at - 1 if at else 0, 14)
    sheet.set_column(at, at, 50)
    sheet.freeze_panes(head + 1, 1)
