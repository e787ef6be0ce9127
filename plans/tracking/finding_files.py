"""A ledger of findings enters, its sheet and its Word document leave."""

from indicators.exporting import Sheet
from plans import word
from plans.tracking.rectifying import HEAD

WIDTHS = (11, 52, 58, 26, 17, 24, 34, 22, 13)
"""Of the columns, in millimetres of a landscape page."""
ORIGIN = "来源"


def sheet(chapters):
    """Official columns, and which inspection each comes from."""
    rows = [
        (entry.number, *entry.cells[1:], chapter.name)
        for chapter in chapters
        for entry in chapter.entries
    ]
    return Sheet("整改台账", (*HEAD, ORIGIN), rows)


def document(chapters, title, day):
    """The bytes of the Word document: landscape, its head on every page."""
    paper = word.Paper(is_landscape=True)
    paper.line(title, word.TITLE, word.CENTRE)
    entries = [entry for chapter in chapters for entry in chapter.entries]
    closed = sum(entry.row.matter.closed_on is not None for entry in entries)
    told = f"截至{day.year}年{day.month}月{day.day}日，共{len(entries)}件，已销号{closed}件"
    paper.line(f"（{told}）", word.CELL, word.CENTRE)
    rows = []
    for chapter in chapters:
        rows.append((f"{chapter.name}，{len(chapter.entries)}件",))
        rows += [entry.cells for entry in chapter.entries]
    paper.table(WIDTHS, HEAD, rows)
    return paper.close()
