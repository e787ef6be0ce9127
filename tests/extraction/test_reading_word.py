"""Word: what the reader of a document sees is in the text, and what Word hides is not."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from plans.extraction.reading import read
from plans.extraction.reading.numbering import chinese
from plans.extraction.schema import ReadError

LEVEL = (
    '<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
    '{more}<w:lvlText w:val="{pattern}"/></w:lvl>'
)


def level(depth, style, pattern, start=1, more=""):
    return LEVEL.format(depth=depth, style=style, pattern=pattern, start=start, more=more)


def numbered(document, number, *levels, overrides=""):
    """Add a list definition; ``number`` is the id that paragraphs use."""
    root = document.part.numbering_part.element
    if levels:
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{"".join(levels)}'
        first = root.find(qn("w:num"))
        first.addprevious(parse_xml(f"{abstract}</w:abstractNum>"))
    link = f'<w:abstractNumId w:val="{number if levels else number - 1}"/>'
    xml = f'<w:num {nsdecls("w")} w:numId="{number}">{link}{overrides}</w:num>'
    root.append(parse_xml(xml))


def item(document, text, number, depth=0):
    paragraph = document.add_paragraph(text)
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    return paragraph


def lines(document):
    return reading(document).text.split("\n")


def reading(document):
    stream = io.BytesIO()
    document.save(stream)
    return read("a.docx", stream.getvalue())


@pytest.fixture
def document():
    return docx.Document()


def test_automatic_numbers_of_nested_lists_are_written_out(document):
    numbered(
        document,
        90,
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    )
    for text, depth in [
        ("办学条件", 0), ("校舍", 1), ("加固危房", 2), ("改造旱厕", 2), ("设备", 1),
        ("配齐课桌", 2), ("队伍建设", 0), ("招聘", 1),
    ]:  # fmt: skip
        item(document, text, 90, depth)
    assert lines(document) == [
        "一、办学条件", "（一）校舍", "1.加固危房", "2.改造旱厕", "（二）设备", "1.配齐课桌",
        "二、队伍建设", "（一）招聘",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "pattern", "start", "shown"),
    [
        ("decimal", "%1", 1, "1 甲|2 乙"),
        ("decimal", "第%1条", 9, "第9条 甲|第10条 乙"),
        ("decimalZero", "%1.", 9, "09.甲|10.乙"),
        ("decimalEnclosedCircle", "%1", 1, "① 甲|② 乙"),
        ("decimalEnclosedCircleChinese", "%1", 20, "⑳ 甲|21 乙"),
        ("ideographDigital", "%1、", 10, "一〇、甲|一一、乙"),
        ("chineseCounting", "%1、", 19, "十九、甲|二十、乙"),
        ("japaneseCounting", "（%1）", 10, "（十）甲|（十一）乙"),
        ("upperLetter", "%1.", 26, "Z.甲|AA.乙"),
        ("lowerLetter", "%1)", 1, "a)甲|b)乙"),
        ("upperRoman", "%1.", 3, "III.甲|IV.乙"),
        ("ideographTraditional", "%1、", 1, "甲、甲|乙、乙"),
        ("chineseLegalSimplified", "%1、", 10, "拾、甲|拾壹、乙"),
        ("bullet", "\uf0b7", 1, "甲|乙"),
        ("none", "", 1, "甲|乙"),
    ],
)
def test_number_formats(document, style, pattern, start, shown):
    numbered(document, 91, level(0, style, pattern, start))
    item(document, "甲", 91)
    item(document, "乙", 91)
    assert "|".join(lines(document)) == shown


def test_outer_numbers_stand_in_inner_patterns_and_legal_levels_use_digits(document):
    legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    numbered(document, 92, level(0, "chineseCounting", "%1、"), legal)
    for text, depth in [("总则", 0), ("分则", 0), ("范围", 1)]:
        item(document, text, 92, depth)
    assert lines(document)[-1] == "2.1 范围"


def test_a_second_list_counts_on_unless_it_restarts(document):
    numbered(document, 93, level(0, "decimal", "%1."))
    numbered(document, 94)
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root = document.part.numbering_part.element
    xml = f'<w:num {nsdecls("w")} w:numId="95"><w:abstractNumId w:val="93"/>{restart}</w:num>'
    root.append(parse_xml(xml))
    for text, number in [("甲", 93), ("乙", 94), ("丙", 95), ("丁", 95)]:
        item(document, text, number)
    assert lines(document) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_numbers_tied_to_heading_styles_are_written_out(document):
    tied = '<w:pStyle w:val="Heading2"/>'
    inner = level(1, "decimal", "%2.", more=tied)
    numbered(document, 96, level(0, "chineseCounting", "%1、"), inner)
    properties = document.styles["Heading 2"].element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="96"/></w:numPr>'))
    document.add_heading("保障措施", 2)
    assert lines(document) == ["1.保障措施"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_chinese_list_numbers(value, text):
    assert chinese(value) == text


def test_headings_lie_below_the_title(document):
    document.add_heading("滨沙镇中心学校工作计划", 0)
    document.add_heading("一、安全", 1)
    document.add_paragraph("每周排查一次。")
    document.add_heading("（一）校车", 2)
    found = reading(document)
    shown = [(found.text[h.span[0] : h.span[1]], h.level) for h in found.headings]
    assert shown == [("滨沙镇中心学校工作计划", 1), ("一、安全", 2), ("（一）校车", 3)]


def table(document, *rows):
    made = document.add_table(len(rows), len(rows[0]))
    for line, cells in zip(made.rows, rows, strict=True):
        for cell, text in zip(line.cells, cells, strict=True):
            cell.text = text
    return made


def test_tables_stand_in_order_with_one_line_a_row(document):
    document.add_paragraph("附：任务分解表")
    table(document, ["序号", "任务", "完成时限"], ["1", "扩建\n食堂", "8月"], ["2", "", "9月"])
    document.add_paragraph("请按期完成。")
    assert lines(document) == [
        "附：任务分解表",
        "序号\t任务\t完成时限",
        "1\t扩建 食堂\t8月",
        "2\t\t9月",
        "请按期完成。",
    ]


def test_merged_cells_repeat_downwards_and_stand_once_across(document):
    made = table(
        document, ["类别", "任务", "单位"], ["基建", "扩建食堂", ""], ["", "改造旱厕", "计财股"]
    )
    made.cell(1, 0).merge(made.cell(2, 0))
    made.cell(1, 1).merge(made.cell(1, 2))
    assert lines(document) == ["类别\t任务\t单位", "基建\t扩建食堂", "基建\t改造旱厕\t计财股"]


def test_units_below_each_other_in_a_cell_are_set_apart(document):
    table(document, ["任务", "责任单位"], ["校园食品安全", "教育局\n市场监管局\n各乡镇人民政府"])
    assert lines(document)[1] == "校园食品安全\t教育局、市场监管局、各乡镇人民政府"


def test_automatic_numbers_of_a_column_are_written_out(document):
    numbered(document, 97, level(0, "decimal", "%1."))
    made = table(document, ["序号", "任务"], ["", "扩建食堂"], ["", "改造旱厕"])
    for row in made.rows[1:]:
        xml = f'<w:numPr {nsdecls("w")}><w:numId w:val="97"/></w:numPr>'
        row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(parse_xml(xml))
    assert lines(document)[1:] == ["1\t扩建食堂", "2\t改造旱厕"]


def test_a_table_that_only_frames_the_page_is_no_table(document):
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "一、总体要求"
    frame.cell(0, 0).add_paragraph("办好每一所乡村小学。")
    assert lines(document) == ["一、总体要求", "办好每一所乡村小学。"]


def test_running_text_in_a_form_keeps_its_paragraphs(document):
    form = table(document, ["学校", "清源小学"], ["工作目标", ""])
    form.cell(1, 1).text = "一、办好学校。" + "每学期家访一次。" * 80
    form.cell(1, 1).add_paragraph("二、建好队伍。")
    assert [line[:7] for line in lines(document)] == [
        "学校\t清源小学"[:7],
        "工作目标",
        "一、办好学校。",
        "二、建好队伍。",
    ]


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<w:ins><w:r><w:t>新增</w:t></w:r></w:ins>", "计划新增"),
        ("<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>", "计划"),
        ("<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>", "计划"),
        ("<w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink>", "计划附件"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "计划控件"),
        ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>", "计划一|二"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "计划甲 乙"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "计划"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>wǎng</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>网</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "计划网",
        ),
        (
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
            "</w:pict></w:r>",
            "计划|框内",
        ),
        (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
            '2006"><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p>'
            "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r>"
            "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>",
            "计划|框内",
        ),
    ],
)
def test_what_word_shows_is_kept_and_what_it_hides_is_not(document, xml, shown):
    paragraph = document.add_paragraph("计划")
    wrapped = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    for child in list(wrapped):
        paragraph._p.append(child)
    assert "|".join(lines(document)) == shown


def test_paragraphs_inside_content_controls_are_read(document):
    inner = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>"
    block = f"<w:sdt {nsdecls('w')}><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(block))
    assert lines(document) == ["正文"]


def test_a_document_of_pictures_alone_is_refused(document):
    document.add_picture(io.BytesIO(PIXEL))
    with pytest.raises(ReadError, match="只有 1 幅图片"):
        reading(document)


def test_pictures_with_hardly_a_word_are_a_problem(document):
    document.add_paragraph("见下图。")
    document.add_picture(io.BytesIO(PIXEL))
    assert ["图片" in problem.message for problem in reading(document).problems] == [True]


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
