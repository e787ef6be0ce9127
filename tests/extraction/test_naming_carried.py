"""Numbers that say no more than their measure enter; names that the words before lend leave."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_attributes import statements
from tests.extraction.test_naming import check

# A name after ~ has to share half of its character pairs with what is found.
CASES = [
    # grades divide the classes and pupils of a school
    ("现有教学班【20个】，其中七年级【8个】、八年级【6个】、九年级【6个】。", "教学班数", "七年级教学班数", "八年级教学班数", "九年级教学班数"),
    # how it is graded is no part of what is paid
    ("落实山区教师生活补助，按照艰苦程度每人每月发放【300元】。", "~山区教师生活补助标准"),
    ("发放村小教师岗位津贴，按照离城远近等级每人每月【260元】。", "~村小教师岗位津贴标准"),
    # the sum of each year is of the sum that is parted
    ("校舍改造总投资【6000万元】，分年度安排：2013年【2500万元】，2014年【3500万元】。", "校舍改造总投资", "~校舍改造投资", "~校舍改造投资"),
    ("县级配套资金分两年落实，2013年【900万元】，2014年【1100万元】。", "~县级配套资金", "~县级配套资金"),
    # classes of a grant
    ("国家助学金平均标准为每生每年【2000元】，其中一等每生每年【2800元】，二等每生每年【1800元】。", "~国家助学金标准", "~国家助学金一等标准", "~国家助学金二等标准"),
    # the size of a thing that was built without a number of its own
    ("多方筹资【28万元】，新建水冲厕所，面积【160平方米】。", "~水冲厕所资金", "~水冲厕所面积"),
    # what a unit of it costs, what it needs in all
    ("改造校舍按每平方米【520元】的标准安排，需资金【780万元】；重建校舍按每平方米【1300元】的标准安排，需资金【910万元】。", "~改造校舍标准", "~改造校舍资金", "~重建校舍标准", "~重建校舍资金"),
    ("严格控制班额，起始年级小学不超过【45人】、初中不超过【50人】。", "~小学起始年级班额", "~初中起始年级班额"),
    ("认真办理人大代表建议，办结率【100%】，满意率达到【96%】。", "~人大代表建议办结率", "~人大代表建议满意率"),
    # stages stand between a rate and its number
    ("免收杂费，杂费减免标准为小学每生每年【150元】、初中每生每年【210元】。", "小学杂费减免标准", "初中杂费减免标准"),
    ("落实贫困寄宿生生活补助政策，补助标准为小学每生每年【900元】、初中每生每年【1150元】。", "~小学贫困寄宿生生活补助标准", "~初中贫困寄宿生生活补助标准"),
    ("对【210名】贫困寄宿生按每生每学期【60元】发放补助。", "~贫困寄宿生数", "~贫困寄宿生补助标准"),
    ("县城小学平均班额高达【69人】。", "县城小学平均班额"),
    ("新建宿舍楼，建筑面积【1900平方米】，概算投资【170万元】，其中省补助【90万元】。", "~宿舍楼建筑面积", "~宿舍楼投资", "~省补助"),
    ("财政按工资总额的【1.5%】安排教师培训经费，学校按公用经费预算总额的【6%】安排。", "~教师培训经费占工资总额比例", "~教师培训经费占公用经费预算总额比例"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_carried(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])


OF_PLACES = [
    # other places' values of the rate that was said last, in the sentence or before it
    (
        "去年全州学前三年毛入园率为58.6%。从州内看，甲市最高，为74.1%，乙县、丙县分别为71.2%和66%；"
        "而青山、白岭仅为44.1%和46.5%。",
        ["学前三年毛入园率"] * 6,
    ),
    (
        "农村巩固率为91.5%，比城市低4.6个百分点；南部山区县为88.9%。",
        ["农村巩固率", None, "农村巩固率"],
    ),
    ("学校标准化率达到48%。其中金山镇高达81.4%。", ["学校标准化率"] * 2),
    # nothing else tells what is to be reached
    (
        "基本普及高中阶段教育，毛入学率稳步提高。到2015年，高中阶段毛入学率达到90%。分年度看，今年要达到78%，明年要达到84%。",
        ["高中阶段毛入学率"] * 3,
    ),
    # a new line, or a rate of its own, takes over nothing
    ("高中阶段毛入学率达到90%。\n甲县、乙县占60%。", ["高中阶段毛入学率", None]),
    ("高中阶段毛入学率达到90%。甲县巩固率为96%。", ["高中阶段毛入学率", "巩固率"]),
]


@pytest.mark.parametrize(("text", "names"), OF_PLACES, ids=lambda v: v[:12])
def test_a_rate_is_carried_to_other_places_and_years(text: str, names: list[str | None]) -> None:
    found = [s.indicator or "" for s in statements(text, kind="report")]
    assert all(name is None or name in got for got, name in zip(found, names, strict=True)), found
    assert names[-1] is not None or "入学率" not in found[-1]
