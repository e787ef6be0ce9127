"""Whose document it is where its title says nothing of it: school, town, nation."""

import pytest

from plans.extraction import Gazetteer, extract_file
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


BYLINES = [
    # an author's name behind the school, with or without a post
    ("洋芋的游戏", "如皋市石庄镇幼儿园\u3000许兰芝\n笔者认为玩具应当用土法做。", "school"),
    ("操场上的歌", "桐庐县横村镇中心小学\t校长\t沈大有\n我认为唱歌应当天天练。", "school"),
    ("童心向党", "6月28日上午，桐庐县第二幼儿园举行运动会。\n桐庐县第二幼儿园\u3000供稿", "school"),
    # institutes of teachers' training and research are no schools
    ("关于举办研修班的通知", "各市（州）：\n定于7月举办。\n吉林省教育学院\n6月9日", "province"),
    ("线上教学工作小结", "丹东市教师进修学院\n我院组织教研员录课1100节。", "prefecture"),
    ("关于举办研训的通知", "各校：\n定于7月举办。\n桐庐县教师发展中心\n6月9日", "county"),
    # nor are phrases that end like one
    ("在山坡上长出来的学校", "桐庐县横村镇教育办公室\n我镇学校去年建成食堂4个。", "township"),
    ("金华市初中“导学课堂”的反思", "金华市教育局教研室\u3000沈大有\n应当少讲。", "prefecture"),
    # who speaks under the flag speaks at school
    ("国旗下讲话", "实验小学四（3）班\u3000林小可\n敬爱的老师：\n早上好！谢谢大家！", "school"),
    # but an official behind an office is of its region
    ("读书的事", "桐庐县教育局\u3000沈大有\n我县学校应当多读书。", "county"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "level"), BYLINES, ids=lambda value: value[:10])
def test_level_by_the_one_who_writes(
    gazetteer: Gazetteer, heading: str, text: str, level: str
) -> None:
    page = f"{heading}\n{text}\n"
    (document,) = extract_file("page.txt", page.encode(), gazetteer=gazetteer).documents
    assert document.header.level == level


NAMED = [
    # a school called like another county lies where the name before it says
    (
        "五十年的铃声",
        "各位校友：\n今天，我们如皋市永康小学迎来校庆，我代表全校师生欢迎各位。我校有教师31名。",
        ("320682", "school"),
    ),
    ("学校管理小议", "桐庐县横村镇九年制学校\u3000沈大有\n学校应当安静。", ("330122", "school")),
    # the one province that is named, however briefly, can say 我省
    ("有法可依以后", "评论员\n青海的山沟里小园多。我省教师应当留得住。", ("630000", "province")),
    ("有法可依以后", "评论员\n青海、甘肃的小园都多。我省教师应当留得住。", (None, "province")),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "home"), NAMED, ids=lambda value: value[:10])
def test_home_that_is_named_in_passing(
    gazetteer: Gazetteer, heading: str, text: str, home: tuple[str | None, str]
) -> None:
    header = header_of(gazetteer, heading, text)
    assert (header.adcode, header.level) == home
