"""Bytes of a workbook enter, its sheets leave, and the rows of the table that it holds."""

import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from indicators.percents import TooLarge, percents
from plans.extraction import ReadError
from plans.extraction.reading import archive
from plans.tables.cells import plain
from plans.tables.checking import Given
from plans.tables.columns import DROP, KEY, VERSION, Table

LARGEST_MB = 5
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 10_000, 100, 20
HEAD_WITHIN = 10
"""Rows in which the head may stand: people put a title above it."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class TableError(ValueError):
    """A workbook that cannot be taken; its text says what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet from its first cell on; ``percents`` are the cells shown as percentages."""

    name: str
    rows: list
    percents: frozenset
    is_hidden: bool

    def value(self, row, column):
        """What stands in a cell; a percentage as people see it."""
        line = self.rows[row]
        value = line[column] if column < len(line) else ""
        if (row, column) in self.percents and isinstance(value, int | float):
            return f"{plain(Decimal(repr(value)) * 100)}%"
        return value

    def text(self, row, column):
        """The same as text."""
        return plain(self.value(row, column))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands in a workbook: number of the sheet, row of the head, its columns."""

    sheet: int
    head: int
    columns: dict


def read(data: bytes) -> list[Sheet]:
    """The sheets of an xlsx workbook; raises ``TableError`` for whatever is none."""
    _refuse(data)
    try:
        archive.entries(data)
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            found = percents(
                parts, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS, most_sheets=MOST_SHEETS
            )
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(book, number, found) for number in range(len(book.sheet_names))]
    except (ReadError, TooLarge) as error:
        raise TableError(str(error)) from error
    except (CalamineError, etree.XMLSyntaxError, KeyError, ValueError) as error:
        if isinstance(error, TableError):
            raise
        message = "表格已损坏或不完整，无法打开。请用 Excel 或 WPS 重新保存为 .xlsx 后再上传。"
        raise TableError(message) from error


def find(sheets: list[Sheet], table: Table) -> Place:
    """The sheet and head row of a table; raises ``TableError`` where columns are missing."""
    needed = table.needed
    best = None
    for number, sheet in enumerate(sheets):
        for row in range(min(HEAD_WITHIN, len(sheet.rows))):
            heads = _heads(sheet, row)
            missing = [head for head in needed if head not in heads]
            if best is None or len(missing) < len(best[0]):
                best = missing, Place(number, row, heads)
    if best is None or len(best[0]) > len(table.columns) // 2:
        raise TableError(
            f"没有找到“{table.name}”表：请{table.origin}，在那个文件里填写，再上传那个文件。"
        )
    if best[0]:
        raise TableError(
            f"表里缺少这些列：{'、'.join(best[0])}。请不要删除或改名，重新{table.origin}。"
        )
    _refuse_doubles(sheets[best[1].sheet], best[1], needed)
    return best[1]


def given(sheets: list[Sheet], place: Place, table: Table) -> list[Given]:
    """The rows of a table in which something stands; their place is the number of the row."""
    sheet, at = sheets[place.sheet], place.columns
    rows = []
    for row in range(place.head + 1, len(sheet.rows)):
        texts = {column.field: sheet.text(row, at[column.head]) for column in table.columns}
        key, version = (sheet.text(row, at[h]) if h in table.marks else "" for h in (KEY, VERSION))
        if key or any(texts.values()):
            drop = sheet.text(row, at[DROP]) if DROP in at else ""
            rows.append(Given(row, key, version, texts, drop))
    return rows


def fill(sheet: Sheet, place: Place, cells: dict) -> None:
    """Put into rows what they got when they were written: by number of the row, then by head."""
    for row, found in cells.items():
        for head, value in found.items():
            sheet.rows[int(row)][place.columns[head]] = value


def _refuse(data):
    if len(data) > LARGEST_MB * 1024**2:
        raise TableError(f"文件超过 {LARGEST_MB} MB。请去掉图片和无关的工作表后再上传。")
    if data.startswith(OLD_OFFICE):
        raise TableError("这是旧格式（.xls）或加了密码的文件。请取消密码、另存为 .xlsx 后再上传。")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise TableError("这不是 Excel 表格（.xlsx），或者文件不完整。请上传从本页导出的文件。")


def _sheet(book, number, found):
    name = book.sheet_names[number]
    rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
    is_hidden = "Visible" not in str(book.sheets_metadata[number].visible)
    return Sheet(name, rows, found.get(name, frozenset()), is_hidden)


def _heads(sheet, row):
    """Column by head; of several of one name the first."""
    found = {}
    for column in range(len(sheet.rows[row])):
        found.setdefault(_head(sheet, row, column), column)
    return found


def _head(sheet, row, column):
    return "".join(sheet.text(row, column).split())


def _refuse_doubles(sheet, place, needed):
    heads = [_head(sheet, place.head, c) for c in range(len(sheet.rows[place.head]))]
    doubles = [head for head in needed if heads.count(head) > 1]
    if doubles:
        raise TableError(f"这些列出现了两次，分不清用哪一列：{'、'.join(doubles)}。")
