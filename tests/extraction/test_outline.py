"""What opens an item, how items nest, what their titles are, which of them are tasks."""

import pytest

from plans.extraction.marks import find_marks
from plans.extraction.outline import read_outline
from plans.extraction.schema import Article, Deadline, Duty, Heading, Section, Task
from plans.extraction.tables import read_tables
from plans.extraction.tasks import find_tasks
from plans.extraction.text import Text
from tests.growth import is_linear


def numbers(value: str) -> list[str]:
    return [mark.number for mark in find_marks(value)]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("一、扩大学位供给", "一"),
        ("十二、强化督导", "十二"),
        ("三.健全机制", "三"),
        ("（二）建强队伍", "（二）"),
        ("（十一）、做好宣传", "（十一）"),
        ("1.改造食堂", "1"),
        ("12、添置图书", "12"),
        ("3．完善台账", "3"),
        ("（4）建立档案", "（4）"),
        ("5）登记造册", "5"),
        ("①摸清底数", "①"),
        ("⑵逐校核对", "⑵"),
        ("第二章 学前教育", "第二章"),
        ("第三节 师资配备", "第三节"),
        ("第十五条 校长负责校园安全", "第十五条"),
        ("第二部分 下年安排", "第二部分"),
        ("第一阶段：宣传发动", "第一阶段"),
        ("第一阶段（3月1日—3月20日）：宣传发动", "第一阶段（3月1日—3月20日）"),
        ("A、优秀等次", "A"),
        ("附件2：责任分工", "附件2"),
        ("三月份：", "三月份"),
        ("5月", "5月"),
        ("七、八月", "七、八月"),
        ("2015年9月：", "2015年9月"),
        ("1.2016年秋季招生", "1"),
        ("一、三年行动计划收官", "一"),
    ],
)
def test_marks_that_open_an_item(line: str, number: str) -> None:
    assert numbers(f"前文。\n{line}\n后文。") == [number]


@pytest.mark.parametrize(
    "line",
    [
        "3、4月份组织优质课评比",
        "9、10月份开展期中调研",
        "五、六年级开设信息课",
        "3.5万人参加培训",
        "12.5%的学校达标",
        "2012.1.3印发",
        "2019年全县招生平稳",
        "10.1假期安排值班",
        "12.4宪法宣传日活动",
        "1:1.05的比例",
        "第一要务是发展",
        "一是抓好落实",
        "三月开展教学检查",
        "300名学生参加",
        "附近学校结对",
        "1.5亿元用于校舍",
    ],
)
def test_lines_that_open_no_item(line: str) -> None:
    assert numbers(f"前文。\n{line}\n后文。") == []


def test_a_ratio_parted_by_a_lost_line_break_opens_no_item() -> None:
    assert numbers("中学生机比6:\n1、小学9:1\n") == []


def test_neighbouring_numbers_open_an_item_where_the_list_carries_on() -> None:
    assert numbers("1、召开例会\n2、3月份评课\n3、收集资料\n") == ["1", "2", "3"]


def test_marks_inside_a_line_carry_on_its_list() -> None:
    assert numbers("二月1.召开例会2.检查教案3.上报名册\n") == ["二月", "1", "2", "3"]
    assert numbers("一、健全制度1.修订章程。2.公开校务。二、规范收费3.清理项目\n") == [
        "一", "1", "2", "二", "3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "全县第1、2名由局里表彰",
        "生师比由14.2降到13.8",
        "完成率达到5、6成",
        "依据（一）项办理",
        "建成公办园3.其余续建",
    ],
)
def test_numbers_inside_a_line_that_carry_on_nothing(line: str) -> None:
    assert numbers(line) == []


def test_rows_of_a_table_open_no_item() -> None:
    assert numbers("1.新建校舍\t基建科\n一、学前\t\t\n") == []


def tree(value: str, headings: tuple[Heading, ...] = ()) -> list[str]:
    """The outline, two spaces a level."""
    sections = read_outline(Text.of(value), headings)
    return ["  " * s.depth + s.number for s in sections]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n2.己\n（二）庚\n二、辛\n",
            ["一", "  （一）", "    1", "      （1）", "        ①", "    2", "  （二）", "二"],
        ),
        ("一、甲\n1.乙\n2.丙\n二、丁\n3.戊\n", ["一", "  1", "  2", "二", "  3"]),
        ("一、目标\n一、甲\n二、乙\n三、丙\n二、任务\n（一）丁\n",
         ["一", "  一", "  二", "  三", "二", "  （一）"]),
        ("一、甲\n二、乙\n" + "甲县要点各校：\n" * 9 + "一、丙\n二、丁\n",
         ["一", "二", "一", "二"]),
        ("1.前言\n一、甲\n（一）乙\n二、丙\n", ["1", "一", "  （一）", "二"]),
        ("一、甲\n1、乙\n3、丙\n二、丁\n2、戊\n", ["一", "  1", "  3", "二", "  2"]),
        ("1、甲\n（一）乙\n（二）丙\n2、丁\n（一）戊\n3、己\n",
         ["1", "  （一）", "  （二）", "2", "  （一）", "3"]),
        ("三月：\n一、甲\n二、乙\n四月：\n一、丙\n五月：\n",
         ["三月", "  一", "  二", "四月", "  一", "五月"]),
        ("第一章 甲\n第一条 乙\n第二条 丙\n第二章 丁\n第三条 戊\n",
         ["第一章", "  第一条", "  第二条", "第二章", "  第三条"]),
        ("一、甲\n1.乙\n附件1：\n1.丙\n附件2：\n一、丁\n",
         ["一", "  1", "附件1", "  1", "附件2", "  一"]),
        ("一、甲\n（一）乙\n2016年3月1日\n附：历表\n三月\n1.丙\n",
         ["一", "  （一）", "附", "  三月", "    1"]),
        ("五、步骤\n第一阶段：甲\n1.乙\n第二阶段：丙\n六、丁\n",
         ["五", "  第一阶段", "    1", "  第二阶段", "六"]),
        ("1.总体\n1.1目标要求\n1.2原则要求\n2.任务\n2.1学前普及\n",
         ["1", "  1.1", "  1.2", "2", "  2.1"]),
        ("一、甲\n●乙，丙\n●丁。\n二、戊\n·己\n散文\n-3-\n", ["一", "  ●", "  ●", "二"]),
        ("一、甲\n1.乙\n-丙\n-丁\n2.戊\n", ["一", "  1", "    -", "    -", "  2"]),
        ("九月制定计划\n十月（中旬）观摩\n一月考试\n", ["九月", "十月", "一月"]),
        ("三月制定计划\n五月观摩\n散文\n六月底前考试\n", []),
        ("第一周（9月1日—9月7日）开学\n第二周领书\n第3周班会\n", ["第一周", "第二周", "第3周"]),
        ("同志们：\n一是抢抓工期。各校要开工。\n说明\n二是严管安全。\n", ["一是", "二是"]),
        ("一是抢抓工期。\n三是严管安全。\n", []),
    ],
)  # fmt: skip
def test_items_nest_by_the_style_of_their_marks(value: str, expected: list[str]) -> None:
    assert tree(value) == expected


def test_unnumbered_headings_of_the_file_hold_the_items_below_them() -> None:
    value = "甲县要点\n学前教育\n1.乙\n2.丙\n义务教育\n1.丁\n"
    levels = (("甲县要点", 1), ("学前教育", 2), ("义务教育", 2))
    headings = tuple(
        Heading((value.index(line), value.index(line) + len(line)), level) for line, level in levels
    )
    assert tree(value, headings) == ["", "  1", "  2", "", "  1"]
    assert read_outline(Text.of(value), headings)[0].title == "学前教育"


def test_headings_inside_a_table_open_no_item() -> None:
    value = "甲县要点\n学校\t班数\n一小\t12\n"
    assert tree(value, (Heading((5, 7), 2), Heading((11, 13), 2))) == []


def only(value: str) -> Section:
    (section,) = read_outline(Text.of(value), ())
    return section


@pytest.mark.parametrize(
    ("value", "title", "body"),
    [
        ("一、扩大学位供给\n新建两校。", "扩大学位供给", "\n新建两校。"),
        ("（二）改善条件。添置设备。", "改善条件", "添置设备。"),
        ("1.安全工作：签订责任书。", "安全工作", "签订责任书。"),
        ("2.落实减负（责任单位：基教股）", "落实减负", "（责任单位：基教股）"),
        ("3.抓实队伍，" + "提升本领，" * 9 + "办好教育。另", "", None),
        ("4.整理资料", "整理资料", ""),
        ("3月：召开例会。", "召开例会", ""),
    ],
)
def test_title_is_the_short_line_or_first_sentence(
    value: str, title: str, body: str | None
) -> None:
    section = only(value)
    assert section.title == title == value[section.title_start : section.title_end]
    assert value[section.body :] == (body if body is not None else value[section.title_start :])


@pytest.mark.parametrize(
    "closing",
    [
        "主题词：教育 要点\n抄送：县府办",
        "甲县教育局\n2018年3月5日",
        "甲县教育和体育局办公室\n二〇一八年三月五日",
        "二○一八年三月附：二○一八年行事历",
        "上一篇：乙县要点",
    ],
)
def test_signature_and_copies_belong_to_no_item(closing: str) -> None:
    value = f"一、甲事\n二、乙事\n{closing}\n"
    assert read_outline(Text.of(value), ())[1].end == value.index(closing)


def test_a_date_before_an_attachment_is_no_part_of_its_number() -> None:
    section = read_outline(Text.of("一、甲事\n二○一八年三月附：行事历\n"), ())[1]
    assert (section.number, section.title, section.depth) == ("附", "行事历", 0)


def test_sections_know_their_parents_and_lie_inside_them() -> None:
    sections = read_outline(Text.of("一、甲\n（一）乙\n1.丙\n（二）丁\n二、戊\n"), ())
    assert [s.parent for s in sections] == [None, 0, 1, 0, None]
    for section in sections:
        if section.parent is not None:
            above = sections[section.parent]
            assert above.start < section.start < section.end <= above.end


def article(value: str, title: str = "甲县工作要点") -> Article:
    text = Text.of(value)
    outline, tables = read_outline(text, ()), read_tables(value)
    return Article((0, len(value)), title, text, outline, tables=tables)


def tasks_of(value: str, title: str = "甲县工作要点") -> list[tuple[str, str]]:
    return [(t.number, t.title) for t in find_tasks(article(value, title), (), ())]


def test_a_task_knows_its_text_place_and_path() -> None:
    value = "一、扩大供给\n（一）新建学校。选址城东，年内开工。\n二、建强队伍\n"
    first, second, third = find_tasks(article(value), (), ())
    assert second == Task(
        span=(value.index("新建"), value.index("\n二、")),
        number="（一）",
        path=("一、扩大供给",),
        title="新建学校",
        text="新建学校。选址城东，年内开工。",
        depth=1,
    )
    assert first.text == "扩大供给" and third.path == ()


def test_enclosed_papers_are_no_tasks() -> None:
    value = "一、核查学籍\n附件：\n1.学生核查表\n2.教师安排名单\n附件2：\n一、建立台账\n"
    assert tasks_of(value) == [("一", "核查学籍"), ("附件2", "附件2"), ("一", "建立台账")]


def test_a_title_that_is_a_heading_holds_nothing() -> None:
    value = "甲县教育局文件\n关于做好甲县学籍核查的通知\n甲县2019年学籍核查方案\n一、丙\n"
    headings = tuple(
        Heading((value.index(line), value.index(line) + len(line)), 1)
        for line in value.split("\n")[1:3]
    )
    assert tree(value, headings) == ["一"]


@pytest.mark.parametrize("past", [
    "工作回顾", "2018年工作总结", "主要工作开展情况", "取得的主要成绩", "存在的主要问题",
    "问题与不足", "当前存在的突出困难", "面临的形势",
    "指导思想", "总体要求", "指导思想和工作目标", "领导小组成员",
])  # fmt: skip
def test_what_looks_back_or_introduces_is_no_task(past: str) -> None:
    value = f"一、{past}\n1.普及水平提高\n二、重点任务\n1.改造食堂\n"
    assert tasks_of(value) == [("二", "重点任务"), ("1", "改造食堂")]


@pytest.mark.parametrize("title", ["甲校2018年工作总结", "甲局工作情况汇报"])
def test_a_report_holds_tasks_only_where_it_looks_ahead(title: str) -> None:
    value = "一、教学管理\n1.规范常规\n二、下一步打算\n1.改造食堂\n"
    assert tasks_of(value, title) == [("二", "下一步打算"), ("1", "改造食堂")]


@pytest.mark.parametrize(
    "title",
    [
        "补齐资源短板",
        "破解入园难问题",
        "做好年终总结",
        "加强问题整改",
        "认真开展情况排查",
        "收交各类总结",
    ],
)
def test_a_command_is_a_task_whatever_it_speaks_of(title: str) -> None:
    assert tasks_of(f"一、{title}\n") == [("一", title)]


def found(value: str, quote: str) -> tuple[int, int]:
    return value.index(quote), value.index(quote) + len(quote)


def test_units_and_last_day_of_an_item_become_its_own() -> None:
    value = "一、建校\n1.选址，6月底前完成，9月底前开工。责任单位：基建股、财政局\n2.设计\n"
    duties = (Duty(found(value, "责任单位：基建股、财政局"), "", ("基建股", "财政局")),)
    deadlines = (
        Deadline(found(value, "6月底前"), "", "2018-06-30", "month"),
        Deadline(found(value, "9月底前"), "", "2018-09-30", "month"),
    )
    parent, first, second = find_tasks(article(value), duties, deadlines)
    assert (first.units, first.due) == (("基建股", "财政局"), "2018-09-30")
    assert (parent.units, parent.due, second.units, second.due) == ((), None, (), None)


def test_month_headings_date_the_items_below_them() -> None:
    value = "三月：\n1.召开例会\n2.检查教案，3月10日前\n四月：\n1.春季运动会\n"
    deadlines = (
        Deadline(found(value, "三月"), "", "2019-03-31", "month"),
        Deadline(found(value, "3月10日前"), "", "2019-03-10", "day"),
        Deadline(found(value, "四月"), "", "2019-04-30", "month"),
    )
    due = {t.text[:4]: t.due for t in find_tasks(article(value), (), deadlines)}
    assert due["召开例会"] == "2019-03-31"
    assert due["检查教案"] == "2019-03-10"
    assert due["春季运动"] == "2019-04-30"


def test_a_masked_year_dates_nothing() -> None:
    value = "1.检查教案，6月底前\n"
    deadlines = (Deadline(found(value, "6月底前"), "", "0000-06-30", "month"),)
    assert find_tasks(article(value), (), deadlines)[0].due is None


def test_units_of_a_heading_hold_for_its_items() -> None:
    value = "一、财政局工作任务\n1.落实经费\n2.核拨补助（责任单位：资助中心）\n"
    duties = (
        Duty(found(value, "财政局工作任务"), "", ("财政局",)),
        Duty(found(value, "责任单位：资助中心"), "", ("资助中心",)),
    )
    units = [t.units for t in find_tasks(article(value), duties, ())]
    assert units == [("财政局",), ("财政局",), ("资助中心",)]


def test_rows_of_a_breakdown_table_become_tasks() -> None:
    value = (
        "附件：任务分解表\n"
        "序号\t重点任务\t工作措施\t牵头单位\t配合单位\t完成时限\n"
        "一、学前教育\t\t\t\t\t\n"
        "1\t新建公办园\t选址，报批\t学前股\t自然资源局、住建局\t10月底前\n"
    )
    deadlines = (Deadline(found(value, "10月底前"), "", "2020-10-31", "month"),)
    (attachment, row) = find_tasks(article(value), (), deadlines)
    assert attachment.text == "任务分解表"
    assert row == Task(
        span=found(value, "新建公办园\t选址，报批"),
        number="1",
        path=("附件：任务分解表", "一、学前教育"),
        title="新建公办园",
        text="新建公办园\t选址，报批",
        units=("学前股", "自然资源局", "住建局"),
        due="2020-10-31",
        depth=1,
    )


@pytest.mark.parametrize(
    "unit", ["一、", "一、甲\n", "（一）", "1.\n", "三月\n", "1.甲2.", "附：", "1.1.1", "。篇1：甲"]
)
def test_hostile_repetition_is_read_in_linear_time(unit: str) -> None:
    def text(size: int) -> Text:
        return Text.of(unit * (size // len(unit)))

    def run(text: Text) -> None:
        find_tasks(Article((0, len(text)), "", text, read_outline(text, ())), (), ())

    assert is_linear(text, run, 5_000)
