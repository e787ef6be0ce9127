"""A workbook as the portal gave it enters, one that a person changed in a spreadsheet leaves."""

import io
import re
import zipfile

import xlsxwriter
from lxml import etree

from plans.tables import reading

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(data, name):
    """Rows of a sheet as lists of values."""
    return next(sheet.rows for sheet in reading.read(data) if sheet.name == name)


def edited(data, name, cells, *, more=(), sheets=()):
    """The workbook with values put into cells ``(row, head)``, rows and sheets added."""
    made = [
        (sheet.name, [_values(sheet, row) for row in range(len(sheet.rows))])
        for sheet in reading.read(data)
    ]
    rows = dict(made)[name]
    heads = rows[0]
    rows += [[new.get(head, "") for head in heads] for new in more]
    for (row, head), value in cells.items():
        if head not in heads:
            heads.append(head)
        rows[row] += [""] * (len(heads) - len(rows[row]))
        rows[row][heads.index(head)] = value
    return built([*made, *sheets])


def _values(sheet, row):
    return [sheet.value(row, column) for column in range(len(sheet.rows[row]))]


def built(sheets, formats=None):
    """A workbook of sheets; ``formats`` are number formats by (row, column) of the first."""
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    book = xlsxwriter.Workbook(buffer, options)
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                shown = (formats or {}).get((r, c))
                sheet.write(
                    r, c, value, *([book.add_format({"num_format": shown})] if shown else [])
                )
    book.close()
    return buffer.getvalue()


def comments(data):
    """Texts of all comments by cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found = {}
        for path in parts.namelist():
            if re.match(r"xl/comments\d+\.xml", path):
                for comment in etree.fromstring(parts.read(path)).iter(f"{NS}comment"):
                    found[comment.get("ref")] = "".join(comment.itertext())
        return found


def fills(data, sheet=1):
    """Background colour by cell, of the cells that have one."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        styles = etree.fromstring(parts.read("xl/styles.xml"))
        page = etree.fromstring(parts.read(f"xl/worksheets/sheet{sheet}.xml"))
    colours = [f.find(f".//{NS}fgColor") for f in styles.find(f"{NS}fills")]
    of_style = [colours[int(x.get("fillId"))] for x in styles.find(f"{NS}cellXfs")]
    cells = [(c.get("r"), of_style[int(c.get("s", 0))]) for c in page.iter(f"{NS}c")]
    return {ref: colour.get("rgb") for ref, colour in cells if colour is not None}
