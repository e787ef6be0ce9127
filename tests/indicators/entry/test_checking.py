"""Rules against values worked out by hand."""

from decimal import Decimal as D

import pytest

from indicators import checking
from indicators.checking import Level, measure_of

RATE = measure_of("巩固率", "%", "rate")
PUPILS = measure_of("在校生数", "人", "number")


@pytest.mark.parametrize(
    ("value", "measure", "rule"),
    [
        ("0", RATE, None),
        ("100", RATE, None),
        ("100.01", RATE, "range"),
        ("-0.01", RATE, "range"),
        ("103.5", measure_of("学前三年毛入园率", "%", "rate"), None),
        ("-3", measure_of("经费增长率", "%", "rate"), None),
        ("1000", measure_of("某率", "‰", "rate"), None),
        ("12.5", PUPILS, "whole"),
        ("12.0000", PUPILS, None),
        ("12.5", measure_of("经费", "万元", "amount"), None),
        ("-1", PUPILS, "range"),
    ],
)
def test_range_and_whole_numbers(value, measure, rule):
    found = checking.out_of_range(D(value), measure)
    assert (found and found.rule) == rule
    assert found is None or found.level == Level.ERROR


@pytest.mark.parametrize(
    ("value", "before", "measure", "words"),
    [
        ("150", "100", PUPILS, None),
        ("151", "100", PUPILS, "上年是 100，变动 +51.0%，超过 50%。"),
        ("49", "100", PUPILS, "上年是 100，变动 -51.0%，超过 50%。"),
        ("5", "0", PUPILS, None),
        ("5", None, PUPILS, None),
        ("75", "95", RATE, None),
        ("74.5", "95", RATE, "上年是 95，变动 -20.5 个百分点，超过 20 个百分点。"),
    ],
)
def test_jump_against_the_year_before(value, before, measure, words):
    found = checking.jumped(D(value), before and D(before), measure)
    assert (found and found.message) == words
    assert found is None or found.level == Level.WARNING


def test_a_part_is_not_above_its_whole():
    assert checking.exceeds_whole(D(7), D(7), "公办", "全部") is None
    assert checking.exceeds_whole(D(7), None, "公办", "全部") is None
    found = checking.exceeds_whole(D(8), D(7), "公办", "全部")
    assert found.level == Level.ERROR and "“公办”8 大于“全部”7" in found.message


def test_parts_make_the_whole_only_where_all_are_known():
    assert checking.unbalanced([D(40), D(60)], D(100), "分性别") is None
    assert checking.unbalanced([D(40), None], D(100), "分性别") is None
    assert checking.unbalanced([], D(100), "分性别") is None
    found = checking.unbalanced([D(40), D(59)], D(100), "分性别")
    assert found.message == "分性别合计 99，与总数 100 相差 -1。"


def test_outliers_are_shown_beyond_three_ranges_between_quartiles():
    # Quartiles of 10..17 and 19 are 12 and 16: the fences stand at 0 and 28.
    values = dict(enumerate(map(D, (10, 11, 12, 13, 14, 15, 16, 17))))
    assert checking.outliers(values | {8: D(28)}) == {}
    found = checking.outliers(values | {8: D(29)})
    assert list(found) == [8] and found[8].level == Level.NOTE
    assert checking.outliers({1: D(1), 2: D(1000)}) == {}
