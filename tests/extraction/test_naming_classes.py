"""Sizes of classes and numbers of classes: whose they are and from which size on."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_naming import check

CASES = [
    # classes by age are those of a kindergarten
    ("严格控制班额，大班不得超过【35人】。", "幼儿园大班班额"),
    ("班额为小班不超过【20人】，中班不超过【28人】。", "幼儿园小班班额", "幼儿园中班班额"),
    ("小班、中班、大班幼儿分别控制在【25人】、【30人】、【35人】以内。", "幼儿园小班班额", "幼儿园中班班额", "幼儿园大班班额"),
    ("上级规定中班一般不超过【30人】。", "幼儿园中班班额"),
    ("目前大班每班有【41人】。", "幼儿园大班班额"),
    ("城东幼儿园大班最多的一个班有【48人】。", "幼儿园大班最大班额"),
    ("新河初中七年级最大的班挤了【72人】。", "七年级最大班额"),
    ("大班【86人】，中班【92人】。", "大班人数", "中班人数"),
    # a bound of words before the stage
    ("起始年级班额小学不得突破【45人】、初中不得突破【50人】。", "小学起始年级班额", "初中起始年级班额"),
    # those who work in a class are no size of it
    ("全县每班保教人员平均【1.8人】。", "~每班保教人员数"),
    ("每班配备专任教师【2名】、保育员【1名】。", "配备专任教师数", "保育员数"),
    # classes from a size on
    ("目前全县初中【56人】以上的班级还有【41个】。", "班级人数", "初中56人以上大班额班级数"),
    ("上学期【66人】以上的大班额有【8个】。", "大班额标准", "大班额数"),
    ("全县【50人】以上的班【18个】。", "班人数", "50人以上班级数"),
    ("【100人】以上的学校有【6所】。", "学校学生规模", "学校数"),
    ("半年内消除【66人】以上的大班额【9个】。", "大班额标准", "~大班额数"),
    ("城区小学【56人】以上的大班额占【43%】。", "大班额标准", "~大班额比例"),
    ("镇中心幼儿园【6个】班。", "~幼儿园班级数"),
    # those beyond a mark
    ("本科上线【271人】，【600分】以上的【14人】。", "本科上线人数", None, "600分以上人数"),
    # kindergartens in full
    ("取缔无证园【11所】。", "取缔无证幼儿园数"),
    ("培训民办园长【40人】。", "培训民办园长数"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_classes(case: tuple[str | None, ...]) -> None:
    check(str(case[0]), case[1:])
