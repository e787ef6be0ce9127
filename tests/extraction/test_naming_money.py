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


# A project said before owns what is invested in it.
OF_PROJECTS = [
    ("实施义务教育薄弱学校改造项目【34个】，开工面积【2万平方米】，完成投资【5100万元】。", "~义务教育薄弱学校改造项目数", "~开工面积", "~义务教育薄弱学校改造项目投资"),
    ("推进“互联网+教育”示范工程，完成投资【2300万元】，安装智慧黑板【860块】。", "~互联网+教育示范工程投资", "~安装智慧黑板数"),
    ("统筹实施学前教育普及攻坚计划，安排资金【6000万元】，改建村级幼儿园【88所】。", "~学前教育普及攻坚计划资金", "~改建村级幼儿园数"),
    ("启动农村教师安居工程，已投入【1.4亿元】，建成周转房【900套】。", "~农村教师安居工程资金", "~周转房套数"),
    ("年底前完成9所示范校创建任务，投入【700万元】添置音体美器材。", "~音体美器材添置资金"),
    ("农村初中改造工程开工12个，完工5个，其余7个正在收尾，完成投资【3900万元】。", "~农村初中改造工程投资"),
    ("全面实施中职基础能力建设项目，总投资【1.1亿元】，今年到位【4000万元】。", "~中职基础能力建设项目总投资", "~中职基础能力建设项目投资"),
    ("白云中学迁建工程进展顺利，完成投资【8600万元】，两栋宿舍楼已封顶。", "~白云中学迁建工程投资"),
]  # fmt: skip


@pytest.mark.parametrize("case", OF_PROJECTS, ids=lambda c: c[0])
def test_what_is_invested_in_a_project(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])


# Ordinals, judgements and ages around a debt or a gap are no part of its name.
RINGED = [
    ("三是建校贷款包袱大，仍有【2100万元】没有还清。", "~建校贷款"),
    ("二是多年累积的工程欠款还有【780万元】，学校难以承受。", "工程欠款"),
    ("五是经费缺口大，每年差【300万元】。", "经费缺口"),
    ("一是历年拖欠的教师工资达【640万元】。", "~拖欠教师工资"),
    ("四是债务压力大，“两基”期间形成的债务尚余【1500万元】。", "两基债务"),
    ("六是寄宿制学校运转经费紧张，全年缺额【210万元】。", "~寄宿制学校运转经费"),
    ("此外，学校基建欠账较多，还有【430万元】尚未偿还。", "~学校基建欠账"),
]  # fmt: skip


@pytest.mark.parametrize("case", RINGED, ids=lambda c: c[0])
def test_what_rings_a_debt_is_left_out(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])
