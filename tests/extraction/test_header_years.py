"""The year of short documents: what tells it where neither title nor signature names one."""

import pytest

from plans.extraction import Gazetteer
from tests.extraction.test_header import ROOT, header_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "fixtures" / "regions")


COUNTED = [
    # what is held every year counts its years, in the title too
    ("第三十二个教师节慰问活动的通知", "各校：\n慰问一线教师40名。", 2016),
    ("关于开展第二十二次全国助残日活动的通知", "各校：\n走访残疾学生31名。", 2012),
    ("安全教育日活动方案", "今年3月25日是第18个全国中小学生安全教育日。各校要组织演练。", 2013),
    ("宪法日活动小结", "12月4日是第五个国家宪法日，全校620名学生晨读宪法。", 2018),
    ("国家安全教育日活动方案", "在第六个“全民国家安全教育日”到来之际，各校要上好一堂课。", 2021),
    ("学宪法活动通知", "第五届全国学生“学宪法 讲宪法”活动已经启动，各校要组织学习。", 2020),
    ("宣传月活动方案", "今年是第九个全国学前教育宣传月，各园要办好开放日。", 2020),
    ("少先队工作小结", "为庆祝中国少年先锋队建队60周年，大队部举办了歌会。", 2009),
    ("团委活动小结", "今年是中国共产主义青年团成立一百周年，学校发展团员31名。", 2022),
    ("纪念五四活动方案", "为纪念五四运动100周年，学校要举办朗诵会。", 2019),
    # so does a year before or behind it
    ("明年工作打算", "明年是新中国成立七十周年，各校要办好歌咏比赛。", 2018),
    # who opens what a congress set out does so the year after it
    ("全县教育工作安排", "今年是全面贯彻党的十九大精神的开局之年，各校要抓好质量。", 2018),
    ("全镇教学工作安排", "距2020年只剩两年，各校要抓好控辍保学。", 2018),
    # but a local meeting counts its own, and a signature says more
    ("运动会通知", "我县第18届中小学生运动会定于5月举行。", None),
    ("秋季工作安排", "迎接明年第三十个教师节，表彰教师30名。\n东山小学\n2013年9月1日", 2013),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "year"), COUNTED, ids=lambda value: str(value)[:12])
def test_what_is_held_every_year_tells_which_year_it_is(
    gazetteer: Gazetteer, heading: str, text: str, year: int | None
) -> None:
    assert header_of(gazetteer, heading, text).year == year
