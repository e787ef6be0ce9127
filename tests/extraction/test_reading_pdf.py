"""PDF: paragraphs are put together again, page furniture is out, tables keep their rows."""

import pytest

from plans.extraction.reading import read
from plans.extraction.reading.pdf import read_pages
from plans.extraction.schema import ReadError
from tests.extraction.pdf_files import Sheet, pdf


def column(sheet: Sheet, top: float, *lines: str, left: float = 72) -> Sheet:
    for number, line in enumerate(lines):
        sheet.write(left, top + 20 * number, line)
    return sheet


def page(*lines: str, number: int, head: str = "沅清县教育局文件汇编") -> Sheet:
    sheet = Sheet().write(230, 50, head, 9)
    column(sheet, 110, *lines)
    return sheet.write(280, 800, f"— {number} —", 9)


FIRST = [
    "　　今年全县继续把农村寄宿制学校建设放在首位，计划改造宿舍十二栋，",
    "新增床位一千四百个，让路远的孩子安心住校。",
    "　　各中心学校要在五月底前报出用地方案，逾期不报的，项目资金调整给其",
]
SECOND = [
    "他乡镇使用。",
    "　　县教育局每月通报一次进度，排名末位的学校由校长到会说明。",
]


def test_lines_of_a_paragraph_are_joined_over_lines_and_pages():
    text = read("a.pdf", pdf(page(*FIRST, number=1), page(*SECOND, number=2))).text
    assert text.split("\n") == [
        "今年全县继续把农村寄宿制学校建设放在首位，计划改造宿舍十二栋，新增床位一千四百个，让路远的孩子安心住校。",
        "各中心学校要在五月底前报出用地方案，逾期不报的，项目资金调整给其他乡镇使用。",
        "县教育局每月通报一次进度，排名末位的学校由校长到会说明。",
    ]


@pytest.mark.parametrize(
    "foot", ["- 3 -", "第 3 页", "第3页 共9页", "3/9", "—3—", "· 3 ·", "Page 3 of 9"]
)
def test_page_numbers_are_dropped(foot):
    sheet = column(Sheet(), 110, *FIRST).write(280, 800, foot, 9)
    assert foot not in read("a.pdf", pdf(sheet)).text


def test_a_title_that_equals_the_running_head_stays_once():
    title = "沅清县2021年教育督导工作要点"
    first = Sheet().write(150, 130, title, 20)
    column(first, 200, *FIRST)
    rest = [page(*SECOND, number=n, head=title) for n in (2, 3, 4)]
    assert read("a.pdf", pdf(first, *rest)).text.count(title) == 1


def test_headings_and_numbered_items_begin_lines_of_their_own():
    lines = [
        "一、改善办学条件",
        "　　1. 完成城东小学扩建。新建教学楼一栋、运动场一块，工期到八月底结束。",
        "　　2. 更新课桌椅三千套。",
    ]
    text = read("a.pdf", pdf(column(Sheet(), 110, *lines))).text
    assert text.split("\n") == [line.strip("　") for line in lines]


def test_a_table_with_rules_keeps_its_rows_and_its_place():
    sheet = Sheet()
    column(sheet, 110, "任务分解表如下，各单位按月报送进度，县教育局汇总后通报到乡镇人民政府：")
    sheet.grid([72, 120, 330, 500], [130, 160, 190, 220])
    cells = (
        ["序号", "重点任务", "责任单位"],
        ["1", "扩建城东小学", "计财股"],
        ["2", "招聘教师", "人事股"],
    )
    for row, line in enumerate(cells):
        for left, cell in zip((76, 124, 334), line, strict=True):
            sheet.write(left, 150 + 30 * row, cell)
    sheet.write(72, 260, "以上任务年底前完成。")
    assert read("a.pdf", pdf(sheet)).text.split("\n")[1:] == [
        "序号\t重点任务\t责任单位",
        "1\t扩建城东小学\t计财股",
        "2\t招聘教师\t人事股",
        "以上任务年底前完成。",
    ]


def test_a_merged_cell_repeats_downwards_and_stands_once_across():
    sheet = column(Sheet(), 110, "汇总")
    sheet.rule(72, 130, 500, 130).rule(120, 160, 500, 160).rule(72, 190, 500, 190)
    sheet.rule(72, 220, 500, 220)
    for left in (72, 120, 500):
        sheet.rule(left, 130, left, 220)
    sheet.rule(330, 130, 330, 190)
    sheet.write(76, 160, "一").write(124, 150, "招聘").write(334, 150, "人事股")
    sheet.write(124, 180, "培训").write(334, 180, "师训股")
    sheet.write(76, 210, "二").write(124, 210, "其余工作另行通知")
    assert read("a.pdf", pdf(sheet)).text.split("\n")[1:] == [
        "一\t招聘\t人事股",
        "一\t培训\t师训股",
        "二\t其余工作另行通知",
    ]


def test_a_scan_is_refused_and_a_scanned_page_among_others_is_a_problem():
    with pytest.raises(ReadError, match="扫描件"):
        read("a.pdf", pdf(Sheet().picture(), Sheet().picture()))
    reading = read("a.pdf", pdf(page(*FIRST, number=1), Sheet().picture(), page(*SECOND, number=3)))
    assert [problem.message for problem in reading.problems] == [
        "第 2 页没有文字层（可能是扫描页），这些页的内容没有读取。"
    ]


def test_a_locked_and_a_truncated_file_are_refused():
    with pytest.raises(ReadError, match="密码"):
        read("a.pdf", pdf(page(*FIRST, number=1), locked=True))
    with pytest.raises(ReadError, match="损坏"):
        read("a.pdf", pdf(page(*FIRST, number=1))[:60])


def test_a_table_that_runs_over_a_page_break_is_one_table():
    def sheet(rows, top):
        made = Sheet().grid([72, 120, 330, 500], [top + 30 * n for n in range(len(rows) + 1)])
        for at, cells in enumerate(rows):
            for left, cell in zip((76, 124, 334), cells, strict=True):
                if cell:
                    made.write(left, top + 20 + 30 * at, cell)
        return made

    head = ("序号", "重点任务", "责任单位")
    first = sheet([head, ("1", "扩建城东小学", "计财股"), ("2", "改善县域普通", "基教股、")], 700)
    second = sheet([head, ("", "高中办学条件", ""), ("3", "招聘教师", "人事股")], 110)
    third = sheet([("", "培训教师", "师训股"), ("4", "体检", "体卫股")], 110)
    assert read("a.pdf", pdf(first, second, third)).text.split("\n") == [
        "序号\t重点任务\t责任单位",
        "1\t扩建城东小学\t计财股",
        "2\t改善县域普通高中办学条件\t基教股、",
        "3\t招聘教师\t人事股",
        "3\t培训教师\t师训股",
        "4\t体检\t体卫股",
    ]


def test_a_line_that_ends_early_for_an_unbreakable_number_goes_on():
    lines = [
        "　　普惠性民办幼儿园的认定率到今年年底之前要达到全县总数的",
        "100%，保教费公示率达到全部幼儿园的九成以上，不足的限期整改补齐。",
    ]
    text = read("a.pdf", pdf(column(Sheet(), 110, *lines))).text
    assert text == lines[0].strip("　") + lines[1]


def test_lines_are_as_tall_as_the_file_says_and_not_as_the_fonts_of_the_machine():
    (found,), _ = read_pages(pdf(Sheet().write(72, 110, "100%，保教费", size=10.5)))
    (line,) = found.lines
    assert line.size == pytest.approx(10.5)
    assert (line.left, line.right, line.opening) == pytest.approx((72, 156, 52.5))
    assert line.top < 110 < line.bottom
