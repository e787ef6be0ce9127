"""Bytes of a workbook enter, its sheets leave, and the rows of the table that it holds."""

import io
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

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
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_QUOTED = re.compile(r'"[^"]*"|\\.')
PERCENT_FORMATS = {"9", "10"}
"""Numbers of the formats 0% and 0.00% that every workbook has."""


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
            percents = _percents(parts)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(book, number, percents) for number in range(len(book.sheet_names))]
    except ReadError as error:
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


def _sheet(book, number, percents):
    name = book.sheet_names[number]
    rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
    is_hidden = "Visible" not in str(book.sheets_metadata[number].visible)
    return Sheet(name, rows, percents.get(name, frozenset()), is_hidden)


def _percents(parts):
    """Cells shown as percentages by sheet; refuses sheets too large to be held in memory."""
    styles = _percent_styles(parts)
    files = _files(parts)
    if len(files) > MOST_SHEETS:
        raise TableError(f"工作表太多（{len(files)} 张），最多 {MOST_SHEETS} 张。")
    return {name: frozenset(_scan(parts, path, styles)) for name, path in files.items()}


def _files(parts):
    """Path of each sheet's part by the sheet's name."""
    links = etree.fromstring(parts.read("xl/_rels/workbook.xml.rels"), _parser())
    paths = {link.get("Id"): link.get("Target") for link in links}
    book = etree.fromstring(parts.read("xl/workbook.xml"), _parser())
    rid = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    found = {s.get("name"): paths[s.get(rid)] for s in book.iter(f"{_NS}sheet")}
    return {n: p.lstrip("/") if p.startswith("/") else f"xl/{p}" for n, p in found.items()}


def _percent_styles(parts):
    """Numbers of the cell styles whose format shows a percentage."""
    if "xl/styles.xml" not in parts.namelist():
        return set()
    root = etree.fromstring(parts.read("xl/styles.xml"), _parser())
    formats = PERCENT_FORMATS | {
        f.get("numFmtId")
        for f in root.iter(f"{_NS}numFmt")
        if "%" in _QUOTED.sub("", f.get("formatCode", ""))
    }
    styles = root.find(f"{_NS}cellXfs")
    found = enumerate(styles if styles is not None else ())
    return {str(number) for number, style in found if style.get("numFmtId") in formats}


def _scan(parts, path, styles):
    """Places of cells with one of the styles, counted from 0."""
    with parts.open(path) as stream:
        for _, cell in etree.iterparse(
            stream, tag=f"{_NS}c", resolve_entities=False, no_network=True
        ):
            match = _REF.fullmatch(cell.get("r", "A1"))
            row, column = (int(match[2]), _number(match[1])) if match else (0, 0)
            if row > MOST_ROWS or column > MOST_COLUMNS:
                most = f"最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列"
                raise TableError(f"表格太大：{cell.get('r')} 还有内容，{most}。")
            if cell.get("s") in styles:
                yield row - 1, column - 1
            cell.clear()


def _parser():
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _number(letters):
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


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
