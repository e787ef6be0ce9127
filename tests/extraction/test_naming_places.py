"""Lists of places and of schools: what the first line or the sentence before counted."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from plans.extraction.statements.naming import name_quantities
from tests.extraction.test_naming import quantities

LINES = "东河市：新建公办园9所，增加学位2400个，重点在城区。\n南河县：5所，学位800个。\n"
CASES = [
    # below a line that counts the same at another place
    (LINES, "西河县：【7所】，学位【1680个】，公办园占比升至【57%】。", "新建公办幼儿园数", "新增学位数", "公办园占比"),
    (LINES, "（三）北河开发区：【3所】，学位【600个】。", "新建公办幼儿园数", "新增学位数"),
    (LINES, "西河县：新建小学【7所】。", "新建小学数"),
    ("东河市：培训教师900人。\n", "西河县：【700人】。", "培训教师数"),
    # pupils of schools one after another
    ("全镇小学现有学生1355人。", "青山小学【187人】，白水小学【142人】，石桥教学点【19人】。", "在校学生数", "在校学生数", "在校学生数"),
    ("全镇小学现有学生1355人。", "本部【18个】班，【826人】；青山小学【187人】。", "班数", "小学学生数", "在校学生数"),
    ("全镇小学现有学生1355人。本部18个班，826人。", "青山小学【187人】，白水小学【142人】。", "在校学生数", "在校学生数"),
    ("全镇小学现有教师155人。", "青山小学【18人】。", "青山小学人数"),
    ("全县有高中学生8600人。", "普通高中【5200人】。", "普通高中人数"),
    ("全镇在园幼儿620人。", "镇中心幼儿园【198人】。", "在园幼儿数"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[1])
def test_places(case: tuple[str, ...]) -> None:
    above, marked, *names = case
    sentence, found = quantities(marked)
    named = name_quantities(sentence, found, (), above.split("。")[-2] + "。", above)
    assert [n.indicator for n in named] == names


def test_the_place_of_a_line_is_the_scope() -> None:
    sentence, found = quantities("西河县：【7所】，学位【1680个】。")
    assert [n.scope for n in name_quantities(sentence, found, (), LINES, LINES)] == ["西河县"] * 2
