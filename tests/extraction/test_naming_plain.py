"""Sentences that tempt to take up words beside the name enter; names as a clerk reads them leave."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_naming import check

# A name after ~ has to share half of its character pairs with what is found.
CASES = [
    ("乡镇初中平均班额为【58人】，最大的一个班竟有【79人】。", "乡镇初中平均班额", "乡镇初中最大班额"),
    ("历年基建债务尚有【3400万元】未还。", "基建债务"),
    ("生均图书仅【12册】，但距省定标准化学校【20册】的要求还有差距。", "~生均图书册数", "省定标准化学校生均图书册数标准"),
    ("幼儿到园率：小班【90%】以上，大班【96%】以上。", "小班幼儿到园率", "大班幼儿到园率"),
    ("春季学期开设班级【9个】：大班【3个】、中班【4个】、小班【2个】。", "~班级数", "大班班级数", "中班班级数", "小班班级数"),
    ("全县初中一年级预计招生【4100人】。", "初中一年级招生人数"),
    ("低年级班额小学不得超过【40人】、初中不得超过【48人】。", "~小学低年级班额", "~初中低年级班额"),
    ("想方设法化解基建债务，争取年内化解【900万元】。", "化解基建债务"),
    ("县财政挤出【60万元】专项经费。", "专项经费"),
    ("代课教师人均年收入仅【0.9万元】。", "代课教师人均年收入"),
    ("毕业生起步月薪平均【1600元】。", "毕业生起步月薪"),
    ("暑期完成教师公寓（投资【320万元】）外墙粉刷。", "教师公寓投资"),
    ("东门小学综合楼（【2400平方米】）年底竣工。", "东门小学综合楼面积"),
    ("国家助学金每人每年【1500元】，首批【310名】学生已领到手。", "国家助学金标准", "国家助学金受助学生数"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_plain(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])
