"""The years that words about time give to the numbers behind them."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

WORDS: list[tuple[Kind, str, list[int]]] = [
    # the year after, as a heading says it
    ("report", "三、下年工作打算\n招聘教师60名。", [2015]),
    ("report", "三、下年度目标任务\n毛入园率达到82%。", [2015]),
    ("plan", "违规的学校核减下年度招生计划15%。", [2014]),
    # so many years ago
    ("report", "五年前，全县有幼儿园19所。", [2009]),
    ("report", "两年前教师月均补助只有220元。", [2012]),
    ("report", "教学点26个，比五年前少11个。", [2014, 2014]),
    ("plan", "学前三年毛入园率达到82%。", [2014]),
    # the year said before it
    ("report", "2012年全县有教师2100人，当年退休83人，新招41人。", [2012] * 3),
    ("report", "当年退休83人，新招41人。", [2014, 2014]),
    # a month from which on is no start of a move
    ("plan", "津贴从明年3月起提到400元，受益教师510人。", [2015, 2015]),
    ("plan", "津贴从2015年3月起提到400元，受益教师510人。", [2015, 2015]),
]


@pytest.mark.parametrize(("kind", "text", "years"), WORDS)
def test_words_about_time_give_their_year(kind: Kind, text: str, years: list[int]) -> None:
    assert [s.year for s in statements(text, kind=kind)] == years
