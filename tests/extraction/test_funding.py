"""Who pays, where the clause of the sum says so."""

import pytest

from plans.extraction import funding_source


@pytest.mark.parametrize(
    ("quote", "amount", "payer"),
    [
        ("争取省级财政专项资金200万元，用于校舍加固。", "200万元", "省级财政"),
        ("投入县级财政资金1200万元。", "1200万元", "县级财政"),
        ("中央财政下达340万元，县级配套85万元。", "340万元", "中央财政"),
        ("中央财政下达340万元，县级配套85万元。", "85万元", "县级配套"),
        ("学校自筹6万元购置图书。", "6万元", "学校自筹"),
        ("接受社会捐赠15万元。", "15万元", "社会捐赠"),
        ("使用彩票公益金30万元新建乡村少年宫。", "30万元", "彩票公益金"),
        # The payer of another clause is not this sum's.
        ("县级财政按时拨付，全年投入90万元。", "90万元", None),
        ("总投资2400万元，建设教学楼一栋。", "2400万元", None),
        # The sum is not in the sentence: nothing to say.
        ("县级财政安排经费。", "90万元", None),
    ],
)
def test_payer(quote, amount, payer):
    assert funding_source(quote, amount) == payer
