"""Whose document it is where its title says nothing of it: school, town, nation."""

import pytest

from plans.extraction import Gazetteer
from tests.extraction.test_header import ROOT, header_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "fixtures" / "regions")


HOMES = [
    # a school lies where it says that it lies, not where a place is called like it
    (
        "龙亭幼儿园2018年秋季园务计划",
        "我园位于如皋市长江镇，现有幼儿310名。\n一、抓好保教。\n二、做好家长工作。",
        ("320682", "school"),
    ),
    # the town in the name of a school
    (
        "关于召开毕业班家长会的通知",
        "各班级：\n定于5月9日召开家长会，请班主任做好准备。\n斑竹园镇中心小学\n4月28日",
        ("341524", "school"),
    ),
    # a group of teachers of one subject belongs to a school
    (
        "初中数学备课组工作计划",
        "我们如皋市石庄初级中学数学组的教师要抓好备课。\n上学期全市统测居第4名。\n"
        "一、每周集体备课1次，作业全批全改。",
        ("320682", "school"),
    ),
    ("小学生零花钱使用情况的调查与思考", "某小学课题组\n摘要：课题组发放问卷200份。\n"
     "关键词：小学生\n一、结果\n零花钱用于文具的占31%。笔者认为家长应当引导。", (None, "school")),
    # whose country it is
    (
        "我国县域高中师资流失：事实与对策",
        "摘要：本文利用2010—2015年数据，抽样调查8省24个样本县的教师。\n"
        "一、事实\n样本县高中教师流失率为6.1%。",
        (None, "national"),
    ),
    (
        "在全国学前教育推进会上的讲话",
        "教育部基础教育司负责人\n同志们：\n这次会议的任务是交流经验。希望各地抓紧研究。",
        (None, "national"),
    ),
    (
        "在全国学前教育推进会上的发言",
        "各位领导：\n我县去年新建幼儿园9所，入园率达到86%。下面我就做法作一汇报。",
        (None, "county"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "home"), HOMES, ids=lambda value: value[:10])
def test_home_by_what_a_text_says_of_who_speaks(
    gazetteer: Gazetteer, heading: str, text: str, home: tuple[str | None, str]
) -> None:
    header = header_of(gazetteer, heading, text)
    assert (header.adcode, header.level) == home


@pytest.mark.parametrize(
    ("front", "adcode"),
    [
        ("中共斑竹园镇委员会  斑竹园镇人民政府\n", "341524"),
        ("中共斑竹园镇委员会斑竹园镇人民政府\n", "341524"),
        # 市 can be part of a town's name
        ("周市镇人民政府\n", "320583"),
    ],
)
def test_a_town_government_above_the_title_issues_it(
    gazetteer: Gazetteer, front: str, adcode: str
) -> None:
    text = "各村党支部：\n现提出以下意见。\n一、今年我镇要改造村小3所。"
    header = header_of(gazetteer, "关于加强教育工作的意见", text, front=front)
    assert (header.adcode, header.level) == (adcode, "township")
