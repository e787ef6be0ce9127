"""A PDF file with a text layer enters, its text leaves: lines joined, page furniture out."""

import re
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from math import hypot

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pdfplumber.utils.exceptions import PdfminerException

from plans.extraction.reading.content import Content, Lines
from plans.extraction.reading.glyphs import readable
from plans.extraction.reading.layout import (
    Frame,
    Line,
    Page,
    frame_of,
    glued,
    opening_of,
    paragraphs,
    without_furniture,
)
from plans.extraction.reading.ruled import Grid, ruled_tables
from plans.extraction.schema import Problem, ReadError

LOCKED = "PDF 设有打开密码。请取消密码后再上传。"
BROKEN = "PDF 文件已损坏或不完整，无法打开。请重新导出后再上传。"
SCANNED = "这是扫描件 PDF（{} 页都没有文字层）。请先用文字识别（OCR）转换后再上传。"
PARTLY = "第 {} 页没有文字层（可能是扫描页），这些页的内容没有读取。"
GARBLED = "PDF 的字体没有文字对应关系，读出的是乱码。请用原软件另存为 .docx 或 .txt 后再上传。"
NO_TABLES = "PDF 局部损坏，表格无法按行读取，已按普通文字读取，请核对。"
MAX_PAGES = 2000
RULES = 4
"""Drawn paths on a page from which on it may hold a ruled table: a frame and one line inside."""
ASCENT = 0.88
"""How much of the type's size stands above its baseline: Chinese type is drawn so."""
UNREADABLE = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08]")


def read_pdf(data: bytes) -> Content:
    """Text of a PDF in reading order, ruled tables as rows.

    Raises ReadError for a damaged, locked, scanned or garbled file; pages without text layer in a
    file that has one are a problem.
    """
    pages, silent = read_pages(data)
    if not any(page.lines for page in pages):
        raise ReadError(SCANNED.format(len(pages)))
    text = "".join(line.text for page in pages for line in page.lines)
    if len(UNREADABLE.findall(text)) > 0.3 * len(text):
        raise ReadError(GARBLED)
    problems = [Problem("reading", PARTLY.format("、".join(map(str, silent))))] if silent else []
    tables: dict[int, list[Grid]] = {}
    try:
        tables = ruled_tables(data, [n for n, page in enumerate(pages) if page.ruled])
    except PdfminerException:
        problems.append(Problem("reading", NO_TABLES))
    return assemble(pages, tables).content(tuple(problems))


def read_pages(data: bytes) -> tuple[list[Page], list[int]]:
    """Lines of all pages, and the numbers (from 1) of pages with pictures but no text."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise ReadError(LOCKED if code == raw.FPDF_ERR_PASSWORD else BROKEN) from error
    with document:
        if not len(document):
            raise ReadError(BROKEN)
        if len(document) > MAX_PAGES:
            raise ReadError(f"PDF 超过 {MAX_PAGES} 页。请拆分后再上传。")
        pages, silent = [], []
        for number in range(len(document)):
            page, pictures = read_page(document, number)
            pages.append(page)
            if pictures and not page.lines:
                silent.append(number + 1)
        return pages, silent


def read_page(document: pdfium.PdfDocument, number: int) -> tuple[Page, bool]:
    """Lines of one page with their places, and whether pictures are on it."""
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise ReadError(BROKEN) from error
    text = page.get_textpage()
    lines = list(lines_of(text, page.get_height()))
    kinds = [item.type for item in page.get_objects(max_depth=3)]
    ruled = kinds.count(raw.FPDF_PAGEOBJ_PATH) >= RULES
    result = Page(lines, page.get_width(), page.get_height(), ruled)
    pictures = raw.FPDF_PAGEOBJ_IMAGE in kinds
    text.close()
    page.close()
    return result, pictures


def lines_of(text: pdfium.PdfTextPage, height: float) -> Iterator[Line]:
    """Lines as the text layer breaks them; places count from the top left corner."""
    for match in re.finditer(r"[^\r\n]+", text.get_text_range()):
        shown = match.group().strip()
        if not shown:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        ends = (start, start + len(opening_of(shown)) - 1, start + len(shown) - 1)
        first, opening, last = (glyph(text, at) for at in ends)
        size = max(first.size, last.size)
        top = height - max(first.baseline, last.baseline) - ASCENT * size
        width = opening.right - first.left
        yield Line(readable(shown), first.left, last.right, top, top + size, width)


@dataclass(frozen=True, slots=True)
class Glyph:
    """Place and size of a character as the file alone says them, from the bottom left corner.

    How tall its box is would come from the machine's fonts where the file embeds none.
    """

    left: float
    right: float
    baseline: float
    size: float


def glyph(text: pdfium.PdfTextPage, at: int) -> Glyph:
    """A character by its place in the page's text."""
    index = max(raw.FPDFText_GetCharIndexFromTextIndex(text.raw, at), 0)
    left, _, right, _ = text.get_charbox(index, loose=True)
    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
    raw.FPDFText_GetMatrix(text.raw, index, matrix)
    size = raw.FPDFText_GetFontSize(text.raw, index) * hypot(matrix.c, matrix.d)
    return Glyph(left, right, y.value, size)


def assemble(pages: list[Page], tables: dict[int, list[Grid]]) -> Lines:
    """Paragraphs and table rows in reading order; a paragraph may run on over pages."""
    result = Lines()
    kept = without_furniture(pages)
    frame = frame_of(line for lines in kept for line in lines)
    waiting: list[Line] = []
    head: list[str] | None = None
    for number, lines in enumerate(kept):
        for item in in_order(lines, tables.get(number, [])):
            if isinstance(item, Line):
                waiting.append(item)
                continue
            if waiting:
                head = None
            flush(result, waiting, frame)
            head = add_table(result, item, head)
    flush(result, waiting, frame)
    return result


def in_order(lines: list[Line], grids: list[Grid]) -> list[Line | Grid]:
    """Lines outside the tables, and the tables, from top to bottom."""
    outside = [
        line
        for line in lines
        if not any(
            grid.holds((line.left + line.right) / 2, (line.top + line.bottom) / 2) for grid in grids
        )
    ]
    return sorted([*outside, *grids], key=lambda item: item.top)


def flush(result: Lines, waiting: list[Line], frame: Frame) -> None:
    """Write out the paragraphs gathered so far."""
    for paragraph in paragraphs(waiting, frame):
        result.add(paragraph)
    waiting.clear()


def add_table(result: Lines, grid: Grid, head: list[str] | None) -> list[str]:
    """Write out a table; returns its head, which is left out where a following page repeats it."""
    rows = grid.rows[1:] if grid.rows[0] == head else grid.rows
    if head is not None and len(head) == len(rows[0]):
        rows = [*continued(result, rows[0]), *rows[1:]]
    for row in rows:
        result.add_row(row)
    return grid.rows[0] if head is None or len(head) != len(grid.rows[0]) else head


def continued(result: Lines, row: list[str]) -> list[list[str]]:
    """The first row after a page break, with the last one before it where it belongs there.

    A row without number whose other cells are filled takes the merged cell from above; one with
    more gaps is the rest of a row that the break went through.
    """
    above = result.parts[-1].split("\t") if result.parts else []
    if row[0] or len(above) != len(row):
        return [row]
    if all(row[1:]):
        return [[above[0], *row[1:]]]
    result.take_back()
    return [[glued(a, b) if a and b else a or b for a, b in zip(above, row, strict=True)]]
