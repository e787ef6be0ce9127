"""What a value is held against, what stands already beside a promise, whose value it is."""

from tests.extraction.test_attributes import statements


def test_what_a_report_says_will_follow_is_promised() -> None:
    text = (
        "一、存在问题与整改\n自查未达标2项。整改安排如下：\n"
        "（一）教师：秋季招聘音乐教师28名（去年19名）。\n"
        "（二）场馆：投入1650万元，改建操场。\n二、社会评价\n回收问卷2840份。\n"
    )
    found = [each.nature for each in statements(text, kind="report")]
    assert found[-4:] == ["target", "actual", "target", "actual"]
