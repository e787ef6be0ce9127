"""Score lines enter; their names leave."""

import pytest

from plans.extraction.statements.naming import name_quantities
from tests.extraction.test_naming import quantities

LINES = [
    ("本科批录取控制线物理类【448分】、历史类【449分】。", "历史类本科批录取控制线"),
    ("特殊类型招生控制线历史类【520分】，物理类【531分】。", "物理类特殊类型招生控制线"),
    ("专科批投档线文科【180分】，理科【160分】。", "理科专科批投档线"),
    ("今年全校物理类平均【480分】，历史类【470分】。", "历史类分数"),
]


@pytest.mark.parametrize(("marked", "last"), LINES)
def test_name_of_the_last_quantity(marked: str, last: str) -> None:
    sentence, found = quantities(marked)
    assert name_quantities(sentence, found, (), "")[-1].indicator == last
