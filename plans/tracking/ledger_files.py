"""A ledger enters, its sheet and its Word document leave."""

from indicators.exporting import Sheet
from plans import word
from plans.tracking.books import GROUPS, HEAD

WIDTHS = (12, 70, 30, 40, 27, 56, 22)
"""Of the columns, in millimetres of a landscape page."""


def sheet(chapters, by):
    """Official columns, and the group where no column says it."""
    names = {"kind": (GROUPS["kind"],)}.get(by, ())
    rows = [
        (entry.number, *entry.cells[1:], *(chapter.name for _ in names))
        for chapter in chapters
        for entry in chapter.entries
    ]
    return Sheet("督办台账", (*HEAD, *names), rows)


def document(chapters, title, day):
    """The bytes of the Word document: landscape, its head on every page."""
    paper = word.Paper(is_landscape=True)
    paper.line(title, word.TITLE, word.CENTRE)
    count = sum(len(chapter.entries) for chapter in chapters)
    told = f"（截至{day.year}年{day.month}月{day.day}日，共{count}件）"
    paper.line(told, word.CELL, word.CENTRE)
    rows = []
    for chapter in chapters:
        rows.append((f"{chapter.name}（{len(chapter.entries)}件）",))
        rows += [entry.cells for entry in chapter.entries]
    paper.table(WIDTHS, HEAD, rows)
    return paper.close()
