"""A workbook that people sent and the faults in it enter; it leaves again with its cells marked."""

from datetime import date

from indicators.workbook import Workbook
from plans.tables.cells import MARK
from plans.tables.columns import KEY, TROUBLE
from plans.tables.writing import (
    AUTHOR,
    CHOICES,
    FACE,
    dress,
    fill_choices,
    offer,
    put,
    write_heads,
)

RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006", "border": 1, "border_color": "#9C0006"}
MOST_IN_CELL = 1000
"""Characters of all troubles of a row in one cell."""


def mark(sheets, place, report, offered) -> bytes:
    """All sheets and cells that were sent; faulty ones red, with what to do in a comment.

    The column 问题 says the same in words. Marks are taken no notice of when the file comes back.
    ``offered`` are the names that lists offer.
    """
    work = Workbook(**FACE)
    for number, sheet in enumerate(sheets):
        if sheet.name == CHOICES:
            continue
        made = work.book.add_worksheet(sheet.name)
        if sheet.is_hidden:
            made.hide()
        if number == place.sheet:
            _mark(work, made, sheet, place, report)
        else:
            _copy(work, made, sheet, {})
    fill_choices(work, report.table, offered)
    return work.close()


def _mark(work, made, sheet, place, report):
    """The sheet that holds the table."""
    faults = _faults(place, report)
    at_trouble = place.columns.get(TROUBLE, max(place.columns.values(), default=0) + 1)
    _copy(work, made, sheet, faults, without=(place.head, at_trouble))
    heads = [sheet.text(place.head, column) for column in range(len(sheet.rows[place.head]))]
    heads[at_trouble:] = [TROUBLE, *heads[at_trouble + 1 :]]
    write_heads(work, made, heads, place.head)
    is_hidden = not any(KEY in checked.faults for checked in report.faulty)
    dress(work, made, place.columns, report.table, is_hidden=is_hidden)
    offer(work, made, place.columns, report.table, (place.head + 1, len(sheet.rows) + 100))
    for checked in report.faulty:
        words = "；".join(_said(report.table, checked))[:MOST_IN_CELL]
        put(work, made, (checked.given.place, at_trouble), f"{MARK} {words}", text_wrap=True)
    made.set_column(at_trouble, at_trouble, 60)
    for cell, message in faults.items():
        size = {"author": AUTHOR, "width": 260, "height": 40 + len(message) // 16 * 18}
        made.write_comment(*cell, message, size)
    made.freeze_panes(place.head + 1, len(report.table.marks) + 1)
    made.activate()
    if faults:
        made.set_selection(*min(faults), *min(faults))


def _faults(place, report):
    """What is wrong by cell."""
    heads = {column.field: column.head for column in report.table.columns}
    return {
        (checked.given.place, place.columns[heads.get(name, name)]): message
        for checked in report.faulty
        for name, message in checked.faults.items()
    }


def _said(table, checked):
    heads = {column.field: column.head for column in table.columns}
    return [f"{heads.get(name, name)}：{message}" for name, message in checked.faults.items()]


def _copy(work, made, sheet, faults, without=(None, None)):
    """Every cell as it was sent; the head row and the column 问题 are written anew."""
    head, at_trouble = without
    for row, line in enumerate(sheet.rows):
        for column, value in enumerate(line):
            if head is not None and (row == head or (row > head and column == at_trouble)):
                continue
            is_faulty = (row, column) in faults
            if value == "" and not is_faulty:
                continue
            style = RED if is_faulty else {}
            shown = MARK if is_faulty and value == "" else _unmarked(value)
            look = _look(sheet, row, column, value)
            put(work, made, (row, column), shown, look=look, is_faulty=is_faulty, **style)


def _unmarked(value):
    return value.removeprefix(f"{MARK} ") if isinstance(value, str) else value


def _look(sheet, row, column, value):
    if (row, column) in sheet.percents:
        return "percent"
    if isinstance(value, date):
        return "date"
    return "text" if isinstance(value, str) else "plain"
