"""Figures as people write them, and cards that never invent a field."""

from decimal import Decimal

import pytest

from plans.models import Statement, Task
from plans.presenting import amount, figure, removal_counts, statement_card, task_card


def said(value, unit, comparator="exactly", high=None):
    high = None if high is None else Decimal(high)
    return figure(
        Statement(value=Decimal(value), value_high=high, unit=unit, comparator=comparator)
    )


@pytest.mark.parametrize(
    ("row", "shown", "word", "exact"),
    [
        (("25100", "个"), "25,100个", "", "25,100个"),
        (("85.000000", "%", "at_least"), "≥85%", "不低于", "85%"),
        (("45", "人", "at_most"), "≤45人", "不超过", "45人"),
        (("2000", "人", "about"), "≈2,000人", "约", "2,000人"),
        (("440000000", "元"), "4.4亿元", "", "440,000,000元"),
        (("12000000", "元"), "1,200万元", "", "12,000,000元"),
        (("123456789", "元"), "1.2346亿元", "", "123,456,789元"),
        (("9999", "元"), "9,999元", "", "9,999元"),
        (("800.5", "元"), "800.5元", "", "800.5元"),
        (("2", "所", "between", "3"), "2–3所", "区间", "2–3所"),
        (("9000", "元", "between", "20000"), "9,000–20,000元", "区间", "9,000–20,000元"),
        (("8", "比", "exactly", "1"), "8:1", "", "8:1"),
        (("1", "比", "at_most", "1.05"), "≤1:1.05", "不超过", "1:1.05"),
        (("3", "百分点", "change"), "3百分点", "增加", "3百分点"),
        (("-2.5", "%", "change"), "2.5%", "减少", "2.5%"),
        (("0", "人"), "0人", "", "0人"),
        (("100", "%"), "100%", "", "100%"),
    ],
)
def test_a_figure_is_shown_as_people_write_it(row, shown, word, exact):
    found = said(*row)
    assert (str(found), found.word, found.exact) == (shown, word, exact)


def test_a_sum_of_money_is_shown_in_natural_units():
    assert str(amount(Decimal("63400000.00"))) == "6,340万元"
    assert amount(Decimal("63400000.00")).exact == "63,400,000元"


def test_a_card_names_what_is_missing_and_shows_nothing_for_it():
    card = statement_card(
        Statement(pk=1, value=Decimal(3), unit="所", comparator="exactly", nature="target")
    )
    assert card.title == "未识别"
    assert card.facts == (("", "目标"),)
    assert card.missing == ("文中指标", "年度")


@pytest.mark.parametrize(
    ("nature", "unit", "missing"),
    [
        ("target", "所", ("年度",)),
        ("actual", "", ("单位", "年度")),
        ("baseline", "所", ("年度",)),
        ("standard", "元", ()),
        ("reference", "%", ()),
    ],
)
def test_only_what_is_needed_is_called_missing(nature, unit, missing):
    row = Statement(
        pk=1,
        value=Decimal(3),
        unit=unit,
        comparator="exactly",
        nature=nature,
        indicator_name="小学生均公用经费标准",
    )
    card = statement_card(row)
    assert card.missing == missing
    assert card.is_doubtful == bool(missing)


@pytest.mark.django_db
def test_a_task_needs_neither_unit_nor_day(plan):
    task = Task.objects.create(plan=plan, position=9, title="加强领导")
    assert task_card(task, None).missing == ()


def test_a_comparator_is_said_once():
    found = said("66", "人", "at_least")
    assert (found.word, found.bare) == ("不低于", "66人")


def test_removals_are_counted_by_kind_the_most_frequent_first():
    removals = [["advert", 0, 100], ["pinyin", 3, 8], ["pinyin", 10, 14], ["other", 0, 1]]
    assert removal_counts(removals) == [
        ("夹注拼音", 2, 9),
        ("广告与关键词堆砌", 1, 100),
        ("other", 1, 1),
    ]
