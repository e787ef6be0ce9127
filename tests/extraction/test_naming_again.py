"""What a norm, another place or a further part is of, where only the clause before says it."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_naming import check

# A name after ~ has to share half of its character pairs with what is found.
CASES = [
    # the norm of what was named last
    ("专业课教师中“双师型”教师占【55.4%】，而标准只要求【30%】以上。", "~双师型教师比例", "~双师型教师比例"),
    ("高级职称教师占【22.1%】，标准为不低于【20%】。", "~高级职称教师比例", "~高级职称教师比例"),
    ("小学师生比为【1:17.8】，好于【1:19】的国家标准。", "小学师生比", "小学师生比"),
    ("生均校舍面积【8.3平方米】，国家设置标准是不少于【20平方米】。", "生均校舍面积", "生均校舍面积标准"),
    ("城区小学平均班额【66人】，省上规定不超过【45人】。", "城区小学平均班额", "城区小学班额标准"),
    ("生均图书小学【15册】、初中【25册】。", "小学生均图书", "初中生均图书"),
    ("乡镇中心幼儿园规模一般不少于【6个】班。", "乡镇中心幼儿园班级规模"),
    # how it is graded is no part of what is paid
    ("落实乡村教师人才津贴，按学校偏远程度分档发放，标准分别为每人每月【300元】、【500元】、【700元】。", "~乡村教师人才津贴标准", "~乡村教师人才津贴标准", "~乡村教师人才津贴标准"),
    ("发放乡村教师生活补助，按学校边远程度分档执行，每人每月分别为【300元】、【400元】。", "~乡村教师生活补助标准", "~乡村教师生活补助标准"),
    # other places' numbers of those counted last
    ("音体美教师缺口【860人】，其中新河县就缺【310人】。", "音体美教师缺口人数", "音体美教师缺口人数"),
    ("【145人】考入高等职业院校，相邻的青山县、白岭县分别为【98人】和【120人】。", "~考入高等职业院校人数", "~考入高等职业院校人数", "~考入高等职业院校人数"),
    ("完成投资【5.1亿元】，其中新河县完成【1.82亿元】。", "~完成投资", "~完成投资"),
    # further parts of the whole
    ("具有高级职称的【401人】，占专任教师的【11.4%】，中级职称的占【39.6%】。", "~具有高级职称人数", "~高级职称占专任教师比例", "~中级职称占专任教师比例"),
    ("有专任教师【131人】，具有高级职称的占【22.1%】。", "专任教师数", "~具有高级职称专任教师比例"),
    # what a new school offers is not what its money is for
    ("新建城北学校，提供学位【1620个】，计划投资【3600万元】。", "~学位数", "~城北学校投资"),
    ("改建镇中心幼儿园，招收幼儿【180人】，预算投资【96万元】。", "~招收幼儿数", "~镇中心幼儿园改建投资"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_named_again(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])
