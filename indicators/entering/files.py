"""Bytes of a table that somebody sent enter, its cells as text leave."""

import csv
import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from charset_normalizer import from_bytes
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from indicators.percents import TooLarge, percents
from indicators.values import plain

LARGEST_MB, UNPACKED_MB = 10, 200
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 10_000, 100, 20
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCODINGS = ("utf-8-sig", "gb18030")
MARK = "⚠"
"""What an empty faulty cell of a marked file holds; it is taken no notice of."""
RESULT = "结果"
"""Column of a marked file that says what became of each row."""


class FileFault(ValueError):
    """A file that cannot be taken; its text says what to do."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of texts, all of one width."""

    rows: list

    @property
    def width(self):
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def received(file):
    """Name and bytes of the file of a request; raises ``FileFault``."""
    if file is None:
        raise FileFault("还没有选择文件。请选择 .xlsx、.xls 或 .csv 表格。")
    if file.size > LARGEST_MB * 1024**2:
        raise FileFault(f"文件超过 {LARGEST_MB} MB。请去掉图片和无关的工作表，或分成几个文件。")
    return file.name[:255], file.read()


def read(data):
    """The cells of the first sheet in which something stands; raises ``FileFault``."""
    is_workbook = data.startswith((b"PK\x03\x04", OLD_OFFICE))
    rows = _workbook(data) if is_workbook else _text(data)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise FileFault("表格是空的。请下载模板，填好以后再上传。")
    width = max(map(len, rows))
    if len(rows) - 1 > MOST_ROWS or width > MOST_COLUMNS:
        raise FileFault(
            f"表格有 {len(rows)} 行、{width} 列，一次最多导入 {MOST_ROWS} 行、{MOST_COLUMNS} 列。"
            "请分成几个文件。"
        )
    return Grid([row + [""] * (width - len(row)) for row in rows])


def _workbook(data):
    try:
        found = {} if data.startswith(OLD_OFFICE) else _percents(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(cell != "" for row in rows for cell in row):
                return _texts(rows, found.get(name, frozenset()))
    except TooLarge as error:
        raise FileFault(str(error)) from error
    except (
        CalamineError, etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError,
    ) as error:  # fmt: skip
        raise FileFault(
            "表格打不开：已损坏、加了密码，或者不是 Excel 表格。"
            "请用 Excel 或 WPS 另存为 .xlsx 再上传。"
        ) from error
    return []


def _percents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > UNPACKED_MB * 1024**2:
            raise TooLarge(f"表格展开后超过 {UNPACKED_MB} MB。请只留要导入的内容。")
        return percents(
            parts,
            most_rows=MOST_ROWS + 50,
            most_columns=MOST_COLUMNS,
            most_sheets=MOST_SHEETS,
        )


def _texts(rows, shown_as_percents):
    return [
        [
            f"{plain(Decimal(repr(cell)) * 100)}%"
            if (row, column) in shown_as_percents and isinstance(cell, int | float)
            else plain(cell).removeprefix(MARK).strip()
            for column, cell in enumerate(line)
        ]
        for row, line in enumerate(rows)
    ]


def _text(data):
    text = _decoded(data)
    try:
        delimiter = "\t" if "\t" in text[:2000] else ","
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        # An apostrophe before = and the like keeps Excel from reckoning; it is no part of the text.
        return [[plain(cell.removeprefix("'")) for cell in row] for row in rows]
    except csv.Error as error:
        raise FileFault("CSV 文件格式不对。请用 Excel 打开，另存为 .xlsx 再上传。") from error


def _decoded(data):
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(data).best()
    if best is None or b"\0" in data:
        raise FileFault("看不懂这个文件：请上传 .xlsx、.xls，或 UTF-8、GB18030 编码的 .csv。")
    return str(best)
