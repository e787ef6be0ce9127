"""Sentences about sums of money and shares of money enter, the names of a clerk leave."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_naming import check

# A name after ~ has to share half of its character pairs with what is found.
# Money that is raised or invested is of what is done with it right after.
DONE_WITH = [
    ("去年捐资【52万元】改建村小厨房。", "~村小厨房改建捐资"),
    ("今年筹资【340万元】，为23所乡镇初中添置学生课桌椅【2600套】。", "~乡镇初中学生课桌椅资金", "~学生课桌椅数"),
    ("筹措资金【96万元】给全县教学点安装电采暖设备。", "~教学点电采暖设备资金"),
    ("投资【4.5万元】检修消防管网。", "~消防管网检修投资"),
    ("我校投资【18万元】硬化停车场，投资【6万元】绿化校园。", "~停车场硬化投资", "~校园绿化投资"),
    ("投入【75万元】升级录播系统。", "~录播系统升级资金"),
    ("募集善款【31万元】，为山区孩子购买棉衣。", "~山区孩子棉衣善款"),
    ("开春后投资【27万元】整修围墙、铺设下水管道。", "~围墙整修投资"),
    ("校友会出资【20万元】设立奖教基金。", "~奖教基金"),
    ("某公司捐资【80万元】援建了村级幼儿园。", "~村级幼儿园援建捐资"),
    ("省慈善总会捐赠【45万元】用于购置校车。", "~购置校车捐赠"),
    ("县住建局投资【130万元】对老旧供水管网进行了更换。", "~老旧供水管网更换投资"),
    ("学校自筹【9万元】粉刷教室。", "~教室粉刷自筹资金"),
    ("投入【1180万元】为东坪、西坪两地初中改建了浴室。", "~初中浴室改建投入"),
    ("河西小学教学楼由侨胞捐资【200万元】兴建，明年竣工。", "~河西小学教学楼兴建捐资"),
]  # fmt: skip


@pytest.mark.parametrize("case", DONE_WITH, ids=lambda c: c[0])
def test_what_is_done_with_the_money(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])
