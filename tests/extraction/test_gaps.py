"""How far one value lies from another, and where it came to: differences, levels and bounds."""

import pytest

from plans.extraction.schema import Comparator
from tests.extraction.test_attributes import statements

APART: list[tuple[str, list[tuple[str, Comparator]]]] = [
    ("巩固率为88.1%，与全市相比低了2.4个百分点。", [("88.1", "exactly"), ("-2.4", "change")]),
    ("生均图书比省定标准少4.5册。", [("-4.5", "change")]),
    ("教师平均年龄46.1岁，比城区大5.2岁。", [("46.1", "exactly"), ("5.2", "change")]),
    ("平均年龄38.4岁，比五年前小2岁。", [("38.4", "exactly"), ("-2", "change")]),
    # a gap that comes to so much
    ("城乡入园率差距缩小到7个百分点以内。", [("7", "at_most")]),
    ("校际优秀率相差控制在12个百分点以内。", [("12", "at_most")]),
    ("优秀率提高到比全县高3个百分点。", [("3", "change")]),
    ("优秀率比全县提高3个百分点以上。", [("3", "change")]),
    # where it came to
    ("持证率由61%上升为74%。", [("61", "exactly"), ("74", "exactly")]),
    ("大班额占比从18%下降为9%。", [("18", "exactly"), ("9", "exactly")]),
    ("经费比上年增长为6%。", [("6", "change")]),
    # another's value is as it is
    ("生均校舍4.1平方米，低于6平方米的建设标准。", [("4.1", "exactly"), ("6", "exactly")]),
    ("差异系数为0.71，高于省里规定的0.65。", [("0.71", "exactly"), ("0.65", "exactly")]),
    ("差异系数不高于国家规定的0.65。", [("0.65", "at_most")]),
    ("工资不得低于1800元的最低标准。", [("1800", "at_least")]),
    ("报名人数超过在校生总数的20%。", [("20", "at_least")]),
    ("五所园的户外活动达不到每天2小时。", [("5", "exactly"), ("2", "exactly")]),
    # bounds
    ("拨款标准不低于每年2800元。", [("2800", "at_least")]),
    ("家访不少于每学期12次。", [("12", "at_least")]),
    ("按9个班以上的规模配建幼儿园。", [("9", "at_least")]),
    ("全年培训保育员1,200人次以上，由职教中心承办。", [("1200", "at_least")]),
]


@pytest.mark.parametrize(("sentence", "expected"), APART)
def test_gaps_levels_and_bounds(sentence: str, expected: list[tuple[str, Comparator]]) -> None:
    assert [(f"{s.value:f}", s.comparator) for s in statements(sentence)] == expected
