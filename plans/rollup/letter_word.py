"""A target letter enters, the bytes of a Word document leave, in the look of official papers.

GB/T 9704: A4, margins 37, 35, 28 and 26 mm, 22 lines of 16 pt on a page, page numbers between
dashes. The fonts are named, not shipped: offices have them.
"""

import io
from copy import deepcopy
from functools import cache

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from plans.rollup.letter_parts import SIGNING, TABLE_HEAD, WIDTHS, parts_of, signing_of, table_of

TITLE, FANG, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LATIN = "Times New Roman"
PITCH = 28.95
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
PREFIX = "Letter"
"""Of the names of styles, so that they are none of Word's own."""
CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
LOOKS = {
    "title": (TITLE, 22, PITCH + 7, CENTER, 0),
    "parties": (FANG, 16, PITCH, CENTER, 0),
    "heading": (HEI, 16, PITCH, None, 2),
    "text": (FANG, 16, PITCH, JUSTIFY, 2),
    "signing": (FANG, 16, PITCH + 7, None, 0),
    "column": (HEI, 12, 20, CENTER, 0),
    "cell": (FANG, 12, 20, CENTER, 0),
    "name": (FANG, 12, 20, None, 0),
    "number": (SONG, 14, 18, CENTER, 0),
}
"""Style -> font, size, line pitch in pt, alignment, characters that a first line stands in."""


def as_word(content) -> bytes:
    """The letter as .docx."""
    document = Document(io.BytesIO(_laid_out()))
    document.core_properties.title = f"{content.school}{content.title}"
    document.core_properties.author = content.bureau
    for kind, text in parts_of(content):
        if kind == "table":
            _targets(document, content)
        else:
            _say(document.add_paragraph(), kind, text)
    _signing(document, content)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def _laid_out():
    """A document with page, styles and page number and no words yet: the same for all letters."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for side, size in MARGINS.items():
        setattr(page, f"{side}_margin", Mm(size))
    page.footer_distance = Mm(25)
    for grid in page._sectPr.findall(qn("w:docGrid")):
        page._sectPr.remove(grid)
    page._sectPr.append(_element("w:docGrid", type="lines", linePitch=str(round(PITCH * 20))))
    for name, look in LOOKS.items():
        _add_style(document, name, look)
    _number_pages(page.footer.paragraphs[0])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_style(document, name, look):
    """A style of paragraphs; its East Asian font must be named apart."""
    font, size, pitch, alignment, indent = look
    style = document.styles.add_style(PREFIX + name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size = LATIN, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    shape = style.paragraph_format
    shape.alignment = alignment
    shape.space_before = Pt(0)
    shape.space_after = Pt(PITCH / 2 if name == "parties" else 0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    shape.first_line_indent = Pt(size * indent)
    shape.keep_with_next = name in ("title", "heading", "signing")
    if size < 16:
        style.element.get_or_add_pPr().append(_element("w:snapToGrid", val="0"))


def _say(paragraph, kind, text):
    # By its number: python-docx would look through all styles for each cell of a table.
    paragraph._p.style = PREFIX + kind
    paragraph.add_run(text)


def _element(name, **attributes):
    found = OxmlElement(name)
    for attribute, value in attributes.items():
        found.set(qn(f"w:{attribute}"), value)
    return found


def _targets(document, content):
    table = _table(document, WIDTHS, "Table Grid")
    _row(table, TABLE_HEAD, ["column"] * len(WIDTHS), "w:cantSplit", "w:tblHeader")
    styles = ["name" if head == "指标" else "cell" for head in TABLE_HEAD]
    _row(table, [""] * len(WIDTHS), styles, "w:cantSplit")
    # A copy of the row for each target: hundreds of letters are written at once.
    empty = table.rows[-1]._tr
    for words in table_of(content):
        row = deepcopy(empty)
        for text, word in zip(row.iter(qn("w:r")), words, strict=True):
            text.text = word
        empty.addprevious(row)
    empty.getparent().remove(empty)


def _table(document, widths, style=None):
    table = document.add_table(rows=0, cols=len(widths), style=style)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    # New rows take their widths from the columns.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _row(table, words, styles, *properties):
    row = table.add_row()
    for name in properties:
        row._tr.get_or_add_trPr().append(_element(name))
    for cell, text, style in zip(row.cells, words, styles, strict=True):
        _say(cell.paragraphs[0], style, text)


def _signing(document, content):
    """Both parties side by side, kept on one page."""
    _say(document.add_paragraph(), "signing", "")
    table = _table(document, (SIGNING, SIGNING))
    for pair in signing_of(content):
        _row(table, pair, ("signing", "signing"), "w:cantSplit")


def _number_pages(paragraph):
    """— 1 —, as a field that Word counts."""
    _say(paragraph, "number", "— ")
    paragraph._p.append(_element("w:fldSimple", instr="PAGE"))
    paragraph.add_run(" —")
