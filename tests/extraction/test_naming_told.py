"""Numbers told without their subject enter; names that numbers before them have leave."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from tests.extraction.test_attributes import statements

# A text, then the names in order; a name after ~ only has to be part of what is found, one after ! must not be.
CASES = [
    # another year's value, of the nearest number before in the same unit; pairs in their order
    ("专科以上上线300人，升学率61.2%，而2012年是286人、58.7%，提高2.5个百分点。", ["专科以上上线人数", "升学率", "专科以上上线人数", "升学率", "升学率"]),
    ("小学辍学率0.3%，初中辍学率1.1%，前年分别为0.5%和1.6%。", ["小学辍学率", "初中辍学率", "小学辍学率", "初中辍学率"]),
    ("毕业班学生上普高线420人，比2011年多36人。", ["~普高线", "~普高线"]),
    ("夺得金牌7枚，去年我们拿了4枚。", ["金牌数", "金牌数"]),
    # what was aimed at, what came out
    ("招聘特岗教师52人，这个数年初定的是60人。", ["招聘特岗教师数", "招聘特岗教师数"]),
    ("考入大学的只有18人，离年初提出的25人还有差距。", ["~大学", "~大学"]),
    ("秋季招生任务为450人，去年实际招了398人。", ["~招生", "~招生"]),
    ("去年完成农民培训2100人次。今年总量不低于2600人次。", ["农民培训人次", "农民培训人次"]),
    # a pronoun refers to the number before, in another sentence of the line too
    ("家长满意率要在92%以上。上年这一数字是88.4%。", ["家长满意率", "家长满意率"]),
    # a rate in short is the rate in full before it
    ("毕业生对口就业率71%，与企业需求不相适应。今年预计毕业320人，就业率提高到76%。", ["毕业生对口就业率", None, "毕业生对口就业率"]),
    # the line that it is held against
    ("初中辍学率1.2%，低于2%的控制线。", ["初中辍学率", "初中辍学率控制线"]),
    ("贷款本息回收率为96.5%，市级考核线是95%。", ["~回收率", "~回收率考核线"]),
    # another subject, another line takes the place of the one before
    ("语文优秀生12人，今年数学要达到15人。", ["语文优秀生数", "数学优秀生数"]),
    ("一本上线62人，明年二本要过200人。", ["一本上线人数", "二本上线人数"]),
    # a subject of its own takes over nothing
    ("初中巩固率95%，去年小学适龄儿童入学率为99%。", ["初中巩固率", "~入学率"]),
    ("招收新生300人，去年添置课桌椅200套。", ["招收新生数", "~课桌椅"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"), CASES, ids=lambda v: v[:14] if isinstance(v, str) else ""
)
def test_told_again(text: str, names: list[str | None]) -> None:
    found = [s.indicator or "" for s in statements(text, kind="report")]
    assert len(found) == len(names), found
    assert all(_agrees(got, name) for got, name in zip(found, names, strict=True)), found


def _agrees(got: str, name: str | None) -> bool:
    if name is None:
        return True
    if name[0] in "~!":
        return (name[1:] in got) == (name[0] == "~")
    return got == name
