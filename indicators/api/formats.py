"""Rows of a statement enter, chunks of bytes leave, of any number of rows at constant memory."""

import csv
import io
from itertools import islice
from tempfile import TemporaryFile

import orjson
import xlsxwriter
from django.db import connection

from indicators.problems import Problem

CHUNK = 2_000
EXCEL_ROWS = 1_048_575
"""Rows below the head that a sheet of Excel holds."""
BOM = "\ufeff"
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def rows_of(sql, params):
    """Rows as the database gives them, a chunk at a time; the cursor ends with the reading."""
    # A server-side cursor where there is a server: PostgreSQL's client would keep all rows.
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(CHUNK):
            yield rows


def as_csv(names, chunks, *, for_excel=False):
    """CSV in UTF-8; for Excel with a BOM, and no cell that Excel would run as a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(BOM if for_excel else "")
    writer.writerow(names)
    for rows in chunks:
        writer.writerows(map(_harmless, rows) if for_excel else rows)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


def _harmless(row):
    return [
        f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell for cell in row
    ]


def as_ndjson(names, chunks):
    """One JSON object a line."""
    for rows in chunks:
        yield b"".join(
            orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE)
            for row in rows
        )


def as_xlsx(names, chunks):
    """A workbook with numbers as numbers; raises ``Problem`` (413) where a sheet cannot hold it."""
    with TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            _write_sheet(book, names, chunks)
        file.seek(0)
        yield from iter(lambda: file.read(1 << 16), b"")


def _write_sheet(book, names, chunks):
    sheet = book.add_worksheet("数据")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, names, book.add_format({"bold": True}))
    for number, row in enumerate(islice((row for rows in chunks for row in rows), EXCEL_ROWS), 1):
        sheet.write_row(number, 0, row)


def check_size(sql, params):
    """Raise ``Problem`` (413) where there are more rows than a sheet of Excel holds."""
    with connection.cursor() as cursor:
        # The rows that were asked for may have a limit of their own.
        first = f"SELECT 1 FROM ({sql}) AS asked LIMIT {EXCEL_ROWS + 1}"
        counted = f"SELECT count(*) FROM ({first}) AS counted"
        cursor.execute(counted, params)
        (rows,) = cursor.fetchone()
    if rows > EXCEL_ROWS:
        raise Problem(
            413,
            "too_many_rows_for_excel",
            f"结果超过 Excel 一张表的 {EXCEL_ROWS} 行：请加筛选条件，或改用 CSV。",
            f"More than the {EXCEL_ROWS} rows of an Excel sheet: filter, or use CSV.",
        )


STREAMS = {"csv": as_csv, "ndjson": as_ndjson, "xlsx": as_xlsx, "sdmx-csv": as_csv}
"""Word for a format -> how its rows are written."""
