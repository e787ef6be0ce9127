"""Tables of words and numbers enter, a file that Excel opens leaves."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from indicators.workbook import HEAD, Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with, as Excel would reckon with it."""
WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name, the heads of the columns, and rows of words, numbers and days."""

    name: str
    head: tuple[str, ...]
    rows: list[tuple]


def as_xlsx(sheets, name):
    """A workbook to download, one sheet after the other, heads frozen and ready to filter."""
    work = Workbook()
    for sheet in sheets:
        _fill(work, sheet)
    return download(work.close(), f"{name}.xlsx")


def as_csv(sheet, name):
    """One sheet as text that Excel reads as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.head)
    writer.writerows([_harmless(value) for value in row] for row in sheet.rows)
    return download(text.getvalue().encode("utf-8-sig"), f"{name}.csv", CSV)


def _fill(work, sheet):
    page = work.book.add_worksheet(sheet.name)
    page.write_row(0, 0, sheet.head, work.format(**HEAD))
    day = work.format(num_format="yyyy-mm-dd", align="left")
    for line, row in enumerate(sheet.rows, 1):
        for at, value in enumerate(row):
            work.put(page, (line, at), value, day if isinstance(value, date) else None)
    for at, head in enumerate(sheet.head):
        longest = max((len(str(row[at] or "")) for row in sheet.rows), default=0)
        page.set_column(at, at, min(max(longest, len(head)) * 1.8 + 2, WIDEST))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.head) - 1)


def _harmless(value):
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def download(content, name, media_type=XLSX):
    """A file for the browser to save under a name, never to open by itself."""
    shown = content_disposition_header(True, name)
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": shown})
