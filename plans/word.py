"""Lines and tables enter, a Word document in the fonts of official documents leaves.

GB/T 9704-2012: title in 小标宋 of size 二号, text in 仿宋 of 三号 with 28 points a line. A machine
without these fonts shows its own; their names are kept, for Chinese and for Latin letters alike.
"""

import io
import re
from dataclasses import dataclass

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
A4 = Mm(210), Mm(297)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Font:
    """Name and size in points."""

    name: str
    size: float
    is_bold: bool = False


TITLE = Font("方正小标宋简体", 22)
TEXT = Font("仿宋_GB2312", 16)
CELL = Font("仿宋_GB2312", 10.5)
HEAD = Font("黑体", 10.5)


class Paper:
    """A document under construction."""

    def __init__(self, *, is_landscape=False):
        self.document = docx.Document()
        self._set_up(self.document.sections[0], is_landscape)
        _name_font(self.document.styles["Normal"].element.get_or_add_rPr(), TEXT.name)

    def line(self, text, font=TEXT, align=LEFT, *, indent=0):
        """A paragraph; ``indent`` in characters of its own font."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing = Pt(28 if font.size <= TEXT.size else 34)
        layout.first_line_indent = Pt(indent * font.size)
        _write(paragraph, text, font)

    def table(self, widths, head, rows, *, height=0):
        """A table with a head on every page; a row of one word alone stands across all columns.

        ``height`` is the least of a row, in millimetres: room to write into.
        """
        table = self.document.add_table(rows=1 + len(rows), cols=len(widths))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for place, line in enumerate(table._tbl.tr_lst):
            is_head = place == 0
            _fill(table, line, head if is_head else rows[place - 1], widths, is_head=is_head)
            _mark(line, "w:tblHeader" if is_head else "w:cantSplit")
            if height and not is_head:
                line.trHeight_val = Mm(height)

    def turn(self):
        """Go on on a new page."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def close(self):
        """The bytes of the document."""
        written = io.BytesIO()
        self.document.save(written)
        return written.getvalue()

    def _set_up(self, section, is_landscape):
        width, height = A4
        if is_landscape:
            section.orientation, width, height = WD_ORIENT.LANDSCAPE, height, width
        section.page_width, section.page_height = width, height
        margins = (Mm(20),) * 4 if is_landscape else (Mm(37), Mm(35), Mm(28), Mm(26))
        section.top_margin, section.bottom_margin = margins[:2]
        section.left_margin, section.right_margin = margins[2:]


def _fill(table, line, words, widths, *, is_head):
    cells = [docx.table._Cell(tc, table) for tc in line.tc_lst]
    is_across = len(words) == 1
    if is_across:
        cells[0].merge(cells[-1])
    font = HEAD if is_head or is_across else CELL
    for cell, text, width in zip(cells, words, widths, strict=False):
        if not is_across:
            cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTRE if is_head else LEFT
        _write(paragraph, text, font)


def _write(paragraph, text, font):
    run = paragraph.add_run(_FORBIDDEN.sub("", text))
    run.font.size, run.font.bold = Pt(font.size), font.is_bold or None
    _name_font(run._element.get_or_add_rPr(), font.name)


def _name_font(properties, name):
    """Name a font for all scripts: by the first two alone Chinese stays as it was."""
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def _mark(line, name):
    """Show a row at the head of every page, or never break it across two."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    line.get_or_add_trPr().append(mark)
