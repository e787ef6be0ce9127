"""Norms that are told without the usual words, and what looks like one and is none."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

APART: list[tuple[Kind, str, list[str]]] = [
    # what a value falls short of
    (
        "plan",
        "生均校舍13.1平方米，离国家规定的职业学校生均20平方米还有距离。",
        ["actual", "standard"],
    ),
    ("report", "生均住宿面积2.7平方米，离标准要求的3平方米有差距。", ["actual", "standard"]),
    ("report", "回收率为96.4%，而省级考核线是95%。", ["actual", "standard"]),
    ("report", "本科批控制线历史类446分，我校上线87人。", ["standard", "actual"]),
    # awards for whoever earns them
    ("plan", "辅导学生获省级一等奖的，奖励2000元。", ["standard"]),
    ("plan", "从教满25年的教师，由县政府颁发证书，并一次性奖励4000元。", ["standard"]),
    ("report", "辅导学生获省级一等奖的12名，奖励2.4万元。", ["actual", "actual"]),
    ("plan", "新创省级示范园的，给予奖补20万元。", ["standard"]),
    ("plan", "全年奖励教师2.4万元，用于表彰先进。", ["target"]),
    # hours that somebody must have been trained
    ("plan", "转岗教师上岗前须参加不少于100学时的培训。", ["standard"]),
    ("plan", "新任校长应接受不少于300学时的任职资格培训。", ["standard"]),
    ("plan", "组织校长参加不少于40学时的培训。", ["target"]),
    # one event is planned, not asked every year
    ("plan", "暑假组织教师全员培训，每人不少于60学时。", ["target"]),
    ("plan", "暑期举办班主任研修，每人不少于40学时。", ["target"]),
    ("plan", "新学年安排校本研修10次，每位教师研修不少于20学时。", ["target", "target"]),
    (
        "plan",
        "上学年教师人均培训88.5学时，新学年计划安排研修8次，每位教师不少于20学时。",
        ["actual", "target", "target"],
    ),
    ("report", "暑期举办班主任研修，每人不少于30学时。", ["actual"]),
    ("plan", "暑期举办班主任研修，每人集中学习不少于30学时。", ["standard"]),
    ("plan", "落实培训制度，教师每人每年不少于72学时。", ["standard"]),
    ("plan", "教师每学期听课不少于20节。", ["standard"]),
    # by how much a rate shall rise
    ("plan", "村小教师补助在现行每人每月300元的基础上提高60元。", ["baseline", "target"]),
    ("plan", "保育员工资每人每月提高200元。", ["target"]),
    ("plan", "巩固率达标的班级，班主任津贴每月增加120元。", ["standard"]),
    # what was paid out by a rate
    ("report", "享受助学金361人，每生每年2000元，发放72.2万元。", ["actual", "standard", "actual"]),
    ("report", "班主任津贴每人每月300元，上半年拨付186万元。", ["standard", "actual"]),
    ("report", "班主任津贴涨到每人每月300元，上半年拨了186万元。", ["standard", "actual"]),
    ("plan", "教师津贴每人每月300元，偏远村小每人每月再提高150元。", ["standard", "standard"]),
    ("report", "寄宿生补助小学每人每年1000元，初中1250元。", ["standard", "standard"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), APART)
def test_a_norm_is_told_from_what_looks_like_one(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    found = [s for s in statements(sentence, kind=kind) if s.unit != "年"]
    assert [s.nature for s in found] == natures
