"""What a value is held against, what stands already beside a promise, whose value it is."""

import pytest

from plans.extraction.schema import Level
from tests.extraction.test_attributes import statements

OTHERS: list[tuple[Level, str, list[str]]] = [
    ("school", "语文均分71.2分，全市74.5分。", ["actual", "reference"]),
    ("prefecture", "语文均分71.2分，全市74.5分。", ["actual", "actual"]),
    ("prefecture", "本科上线率59.1%。但是全省是多少？63%！", ["actual", "reference"]),
    (
        "county",
        "每百名学生拥有教师5.3人，与邻近的青山县相比（4.9人）略优。",
        ["actual", "reference"],
    ),
    ("county", "每百名学生拥有教师5.3人，与去年相比（4.9人）略优。", ["actual", "actual"]),
    ("county", "毛入园率只有80%，隔壁的县去年已经到了88%。", ["actual", "reference"]),
    ("school", "一中的上线率是70.2%，我们还差15个百分点。", ["reference", "actual"]),
    ("school", "我校的上线率是55.2%，我们还差5个百分点。", ["actual", "actual"]),
]


@pytest.mark.parametrize(("level", "sentence", "natures"), OTHERS)
def test_whose_value_it_is(level: Level, sentence: str, natures: list[str]) -> None:
    found = [each.nature for each in statements(sentence, kind="report", level=level)]
    assert found == natures


def test_what_a_report_says_will_follow_is_promised() -> None:
    text = (
        "一、存在问题与整改\n自查未达标2项。整改安排如下：\n"
        "（一）教师：秋季招聘音乐教师28名（去年19名）。\n"
        "（二）场馆：投入1650万元，改建操场。\n二、社会评价\n回收问卷2840份。\n"
    )
    found = [each.nature for each in statements(text, kind="report")]
    assert found[-4:] == ["target", "actual", "target", "actual"]
