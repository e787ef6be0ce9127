"""Differences with their sign, what is created, bounds in plain speech."""

import pytest

from tests.extraction.test_attributes import statements

TOLD: list[tuple[str, list[tuple[str, int | float]]]] = [
    ("图书室藏书中旧书占到四分之一强。", [("about", 25)]),
    ("检查次数比去年砍掉一半。", [("change", -50)]),
    # differences
    ("全市是72%，我县差着将近四个点。", [("exactly", 72), ("change", -4)]),
    ("离目标还差近6个百分点。", [("change", -6)]),
    ("语文高1.2个百分点，英语则低3.5个百分点。", [("change", 1.2), ("change", -3.5)]),
    ("两校相差7个百分点。", [("change", 7)]),
    ("近视率降幅均不足2个百分点。", [("change", -2)]),
    ("任务是310人，超额16人。", [("exactly", 310), ("change", 16)]),
    ("超额完成310人的任务。", [("exactly", 310)]),
    ("比前年多出来的1.4亿元用在山区。", [("change", 140_000_000)]),
    ("三年前老师的收入还低0.28万元。", [("change", -2800)]),
    # what is created is no change of what was there
    ("扩建小学6所，增加学位2400个。", [("exactly", 6), ("exactly", 2400)]),
    ("城区增加900个学位。", [("exactly", 900)]),
    ("学位比上年增加900个。", [("change", 900)]),
    ("本学期再增加探头8个。", [("change", 8)]),
    # bounds
    ("两个乡甚至没过35%。", [("exactly", 2), ("at_most", 35)]),
    ("教育支出头一回过了7个亿。", [("at_least", 700_000_000)]),
    ("图纸审过了7个。", [("exactly", 7)]),
    ("双师型占比52%，国家要求是过半。", [("exactly", 52), ("at_least", 50)]),
    ("班额超过规定的31个。", [("exactly", 31)]),
    ("已超过办学标准规定的25%。", [("exactly", 25)]),
    ("这一比例高于三成的要求。", [("exactly", 30)]),
    ("不得低于三成的要求不变。", [("at_least", 30)]),
    ("升学率超过市里下达的87%的任务。", [("exactly", 87)]),
    ("升学率要超过87%。", [("at_least", 87)]),
    (
        "本科保210人，一本要过60人，确保3人上重点。",
        [("at_least", 210), ("at_least", 60), ("exactly", 3)],
    ),
    ("资助脱贫户学生61名、低保38名。", [("exactly", 61), ("exactly", 38)]),
    ("教师人均月增资260元左右。", [("change", 260)]),
    ("教师每学期听课不少于24节，其中校长30节。", [("at_least", 24), ("at_least", 30)]),
    ("教师每学期听课不少于24节，检查结果人均26节。", [("at_least", 24), ("exactly", 26)]),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_bounds_and_differences(sentence: str, expected: list[tuple[str, int | float]]) -> None:
    assert [(s.comparator, float(s.value)) for s in statements(sentence)] == expected
