"""Assignments of responsibility: who bears them, in what words, and what is none."""

import pytest

from plans.extraction.duties import find_duties
from plans.extraction.schema import Article, Header, Section
from plans.extraction.text import Text

HEADER = Header("", "plan", 2012, None, None, "county", None, None, None, True)


def article(value: str, sections: tuple[Section, ...] = ()) -> Article:
    return Article((0, len(value)), "", Text.of(value), sections)


def units(value: str) -> list[list[str]]:
    return [list(d.units) for d in find_duties(article(value), HEADER)]


LABELLED = [
    ("完成校舍加固。（责任部门：人事科、各乡镇中心校）", [["人事科", "各乡镇中心校"]]),
    (
        "做好资助。责任单位：财政局；配合单位：教育和体育局、各学校。下一句。",
        [["财政局", "教育和体育局", "各学校"]],
    ),
    (
        "牵头单位：县教育局\n配合单位：县财政局、各镇政府\n下文",
        [["县教育局", "县财政局", "各镇政府"]],
    ),
    (
        "实施集团化办学。（牵头科室：基础教育科；配合科室：人事科、督导室）",
        [["基础教育科", "人事科", "督导室"]],
    ),
    ("（责任人：王某；责任单位：安全办）", [["安全办"]]),
    ("责任科室：基教科 配合科室：各股室", [["基教科", "各股室"]]),
    ("责任单位：局办公室、政工科，各校（园）", [["局办公室", "政工科", "各校（园）"]]),
    ("责任部门：职成教科、中职学校；完成时限：6月底", [["职成教科", "中职学校"]]),
    ("责任部门：职成教科、中职学校，完成时限：6月底", [["职成教科", "中职学校"]]),
    ("承办单位：实验小学  协办单位：第二幼儿园", [["实验小学", "第二幼儿园"]]),
    ("牵头部门：教育局，责任部门：各乡镇、街道", [["教育局", "各乡镇", "街道"]]),
    ("责任股室：安全股、各股室、各学校。", [["安全股", "各股室", "各学校"]]),
    ("落实单位：各镇人民政府、县水务局", [["各镇人民政府", "县水务局"]]),
    ("1.清理欠薪。\n牵头：计财股\n配合：人事股\n2.其他", [["计财股", "人事股"]]),
    ("一条。责任单位：体卫科。二条。责任单位：语委办。", [["体卫科"], ["语委办"]]),
]
BRACKETED = [
    ("做好招聘工作。（人事股、教育股）", [["人事股", "教育股"]]),
    ("1.推进布局调整。[计财股、项目办]\n2.其他", [["计财股", "项目办"]]),
    ("完成测评（督导室牵头，各学校配合）。", [["督导室", "各学校"]]),
    (
        "抓好校园治安。（市教育局、市财政局、市人社局按职责分工负责）",
        [["市教育局", "市财政局", "市人社局"]],
    ),
    ("扩大学位供给。（教育部、发展改革委负责）", [["教育部", "发展改革委"]]),
    ("落实学生资助政策（资助中心）。", [["资助中心"]]),
    ("提高质量。——基教科", [["基教科"]]),
    ("1.典礼（德育处）2.教材发放（总务处）", [["德育处"], ["总务处"]]),
    ("整理档案。\n（教务处、各年级组）", [["教务处", "各年级组"]]),
    ("加强督学责任区建设。【督导室、各督学责任区】", [["督导室", "各督学责任区"]]),
]
IN_CLAUSES = [
    ("由县教育局牵头，财政局、发改局配合，做好布局。", [["县教育局", "财政局", "发改局"]]),
    ("人事科负责教师招聘，监察室负责监督。", [["人事科"], ["监察室"]]),
    (
        "由教育和体育局、财政局和人力资源和社会保障局负责落实。",
        [["教育和体育局", "财政局", "人力资源和社会保障局"]],
    ),
    ("各乡镇人民政府负责辖区内控辍保学工作。", [["各乡镇人民政府"]]),
    ("教研室具体负责质量监测，各中心校配合。", [["教研室", "各中心校"]]),
    (
        "该项工作由市教育局基础教育科会同装备中心共同负责。",
        [["市教育局基础教育科", "装备中心"]],
    ),
    ("公安部门负责校园周边治安，卫生部门负责食品检查。", [["公安部门"], ["卫生部门"]]),
    ("计财科、基建办牵头，各学校参与，推进项目。", [["计财科", "基建办", "各学校"]]),
    ("县教育局为牵头单位，财政局为配合单位。", [["县教育局", "财政局"]]),
    ("由县教育局组织实施，由考试中心承办。", [["县教育局"], ["考试中心"]]),
    ("由学校负责管理，由家长负责接送。", [["学校"]]),
    ("日常事务由应急管理局与教育局分别负责。", [["应急管理局", "教育局"]]),
]
HEADED = [
    ("区财政局工作任务：落实经费。", [["区财政局"]]),
    ("（三）县发展改革局职责。负责立项。", [["县发展改革局"]]),
    ("（一）教育局工作任务\n1.制定方案", [["教育局"]]),
    ("人事股：负责教师调配。", [["人事股"]]),
]
NONE = [
    "校长负责制，对学生负责，高度负责的精神，负责人。各学校要高度负责。",
    "各中小学、局属各单位：\n现将要点印发给你们。",
    "全县建成标准化学校（幼儿园、小学）。",
    "坚持谁主管谁负责，层层负责。",
    "县政府成立领导小组，由分管县长任组长。",
    "教育局要主动负责，加强领导。",
    "（摘自县教育局网站）",
    "（以下简称县教育局）。",
    "工作总结\n（石桥镇教育办公室）\n一年来，",
    "推动相关厅局承担分解任务。",
    "联系人：李某 联系电话：见通讯录",
    "共招聘教师（初中301名、小学11名）。",
    "责任重于泰山。",
]


@pytest.mark.parametrize(("value", "expected"), LABELLED + BRACKETED + IN_CLAUSES + HEADED)
def test_units_in_charge(value: str, expected: list[list[str]]) -> None:
    assert units(value) == expected


@pytest.mark.parametrize("value", NONE)
def test_nobody_in_charge(value: str) -> None:
    assert units(value) == []


def test_span_covers_the_whole_assignment() -> None:
    value = "按期完工。责任单位：基建股；配合单位：各学校。再议。"
    (duty,) = find_duties(article(value), HEADER)
    assert value[slice(*duty.span)] == duty.quote == "责任单位：基建股；配合单位：各学校"


def test_columns_of_a_task_table() -> None:
    value = (
        "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t改造旱厕\t计财股\t各中心校\t6月底\n"
        "2\t补充图书\t装备站\t县财政局、各学校\t年底"
    )
    assert units(value) == [["计财股", "各中心校"], ["装备站", "县财政局", "各学校"]]


def test_units_that_head_a_division_of_labour() -> None:
    value = "二、职责分工\n（一）县教育局\n统筹协调。\n（二）县财政局\n保障经费。"
    first, second = value.index("（一）"), value.index("（二）")
    sections = (
        Section("二", "职责分工", 0, 2, 6, 7, len(value), 0, None),
        Section("一", "县教育局", first, first + 3, first + 7, first + 8, second, 1, 0),
        Section("二", "县财政局", second, second + 3, second + 7, second + 8, len(value), 1, 0),
    )
    found = find_duties(article(value, sections), HEADER)
    assert [d.units for d in found] == [("县教育局",), ("县财政局",)]


def test_hostile_text_stays_linear() -> None:
    for piece in ("负责", "由", "责任单位：", "（", "局、", "\t"):
        find_duties(article(piece * 30_000), HEADER)
