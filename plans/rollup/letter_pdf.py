"""A target letter enters, the bytes of a PDF leave; it needs no office program.

The characters are those of a font that every PDF reader knows (STSong-Light, not embedded), or of
the TrueType font that the setting PDF_FONT points at, which is embedded.
"""

import io
import logging
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from reportlab.lib import textsplit
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import (
    CondPageBreak,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from plans.rollup.letter_parts import SIGNING, TABLE_HEAD, WIDTHS, parts_of, signing_of, table_of

BUILT_IN, OWN = "STSong-Light", "letter"
PITCH = 28.95
MARGINS = {"topMargin": 37, "bottomMargin": 35, "leftMargin": 28, "rightMargin": 26}
PADDING = 6
"""What ReportLab keeps free inside the margins."""
INK = (0, 0, 0)
# ReportLab knows what may not begin a line of Japanese; Chinese has these besides.
textsplit.ALL_CANNOT_START += "，；：？！”’》〉．"
log = logging.getLogger(__name__)


def as_pdf(content) -> bytes:
    """The letter as PDF; a font that cannot be read is told in the log and not used."""
    buffer = io.BytesIO()
    font = font_of(settings.PDF_FONT)
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        title=f"{content.school}{content.title}",
        author=content.bureau,
        lang="zh-CN",
        **{side: size * mm - PADDING for side, size in MARGINS.items()},
    )
    number = _numbered(font)
    document.build(list(_story(content, font)), onFirstPage=number, onLaterPages=number)
    return buffer.getvalue()


@cache
def font_of(path):
    """Name of the font at a path, registered; the built-in one where there is none."""
    if path:
        try:
            registerFont(TTFont(OWN, path, subfontIndex=0))
        except (TTFError, OSError) as error:
            log.warning("EDUPLAN_PDF_FONT %s cannot be used: %s", Path(path).name, error)
        else:
            return OWN
    registerFont(UnicodeCIDFont(BUILT_IN))
    return BUILT_IN


def _style(font, size, **facts):
    facts = {"leading": PITCH, "wordWrap": "CJK", **facts}
    return ParagraphStyle(f"{size}", fontName=font, fontSize=size, **facts)


def _story(content, font):
    styles = {
        "title": _style(font, 22, leading=36, alignment=TA_CENTER),
        "parties": _style(font, 16, alignment=TA_CENTER, spaceAfter=PITCH / 2),
        "heading": _style(font, 16, firstLineIndent=32),
        "text": _style(font, 16, firstLineIndent=32),
    }
    for kind, text in parts_of(content):
        if kind == "table":
            yield _table(content, font)
            yield Spacer(1, PITCH / 3)
            continue
        if kind == "heading":
            yield CondPageBreak(5 * PITCH)
        yield Paragraph(escape(text), styles[kind])
    yield _signing(content, font)


def _table(content, font):
    middle = _style(font, 12, leading=18, alignment=TA_CENTER)
    left = _style(font, 12, leading=18)
    rows = [
        [Paragraph(escape(words), left if at == 1 else middle) for at, words in enumerate(row)]
        for row in (TABLE_HEAD, *table_of(content))
    ]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.5, INK),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    return Table(rows, colWidths=[width * mm for width in WIDTHS], repeatRows=1, style=look)


def _signing(content, font):
    """Both parties side by side, kept on one page."""
    style = _style(font, 16)
    *above, days = signing_of(content)
    rows = [[Paragraph(escape(words), style) for words in pair] for pair in above]
    # No paragraphs: in those the spaces that are written over by hand would fall together.
    rows.append(list(days))
    flush = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("FONT", (0, 0), (-1, -1), font, 16, PITCH),
    ]
    return KeepTogether([Spacer(1, PITCH), Table(rows, [SIGNING * mm] * 2, style=flush)])


def _numbered(font):
    """Draws — 1 — at the foot of each page."""

    def number(canvas, document):
        canvas.setFont(font, 14)
        canvas.drawCentredString(A4[0] / 2, 25 * mm, f"— {document.page} —")

    return number
