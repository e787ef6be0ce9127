"""A submission and its parts enter, a Word file in the layout of official papers leaves."""

import io
import re

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from indicators.numbers import plain
from plans.models import FormSection

Kind = FormSection.Kind
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE, HEADING, BODY = ("方正小标宋简体", 22), ("黑体", 16), ("仿宋_GB2312", 16)
CELL = ("仿宋_GB2312", 12)
"""Fonts and points of an official paper (GB/T 9704)."""
NUMERALS = "一二三四五六七八九十"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""
SIGNATURE = "校长（园长）签字：________________　　（学校盖章）"


def word_file(submission, parts):
    """The bytes of the file."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin = Cm(3.7), Cm(3.5)
    page.left_margin, page.right_margin = Cm(2.8), Cm(2.6)
    title = f"{submission.school}{submission.campaign.year}年度工作计划"
    _line(document, title, TITLE, align=WD_ALIGN_PARAGRAPH.CENTER)
    for number, part in enumerate(parts, 1):
        _line(document, f"{numeral(number)}、{part.section.title}", HEADING, indent=True)
        WRITERS[part.kind](document, part)
    _line(document, "", BODY)
    _line(document, SIGNATURE, BODY)
    _line(document, "　　　　年　　月　　日", BODY, align=WD_ALIGN_PARAGRAPH.RIGHT)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def numeral(number):
    """A number up to 99 as headings bear it: 十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return head + (NUMERALS[ones - 1] if ones else "")


def _line(document, words, font, *, align=None, indent=False):
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing = Pt(28)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * font[1])
    _run(paragraph, words, font)


def _run(paragraph, words, font):
    run = paragraph.add_run(CONTROL.sub("", words))
    run.font.name, run.font.size = font[0], Pt(font[1])
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font[0])


def _text(document, part):
    words = part.text.text if part.text else ""
    for line in filter(str.strip, words.split("\n")):
        _line(document, line.strip(), BODY, indent=True)


def _indicators(document, part):
    rows = [
        (
            str(line.item),
            line.item.indicator.unit,
            plain(line.before.value) if line.before else "",
            plain(line.value) if line.value is not None else "",
            line.reason,
        )
        for line in part.lines
    ]
    _table(document, ("指标", "单位", "上年", "本年目标", "变化原因"), rows)


def _tasks(document, part):
    rows = [
        (
            "\n".join(dict.fromkeys(filter(None, (str(task), task.text)))),
            task.lead_unit.name if task.lead_unit else "",
            f"{task.due_on:%Y-%m-%d}" if task.due_on else "",
        )
        for task in part.tasks
    ]
    _table(document, ("任务", "负责", "完成时限"), rows)


def _money(document, part):
    rows = [(item.purpose, plain(item.amount), item.funding_source) for item in part.money]
    _table(document, ("经费项目", "金额（元）", "资金来源"), rows)


def _files(document, part):
    for number, file in enumerate(part.files, 1):
        _line(document, f"{number}. {file.name}", BODY, indent=True)


def _table(document, head, rows):
    if not rows:
        return
    table = document.add_table(rows=0, cols=len(head))
    table.style = "Table Grid"
    for row in (head, *rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _run(cell.paragraphs[0], words, CELL)


WRITERS = {
    Kind.TEXT: _text,
    Kind.INDICATORS: _indicators,
    Kind.TASKS: _tasks,
    Kind.FUNDING: _money,
    Kind.ATTACHMENTS: _files,
}
"""Kind of section -> what writes it."""
