"""Sums, weighted means and parts of a whole: exact, and never a guess."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.averages import mean, total, weighted_mean
from plans.rollup.arithmetic import (
    Distance,
    IndivisibleError,
    bounds_of,
    distance,
    divide,
    share,
    step_of,
)

D = Decimal
PUPILS = st.lists(st.integers(0, 5000).map(D), min_size=1, max_size=40)
STEPS = st.sampled_from([D(1), D("0.1"), D("0.01"), D("0.0001")])
WHOLES = st.integers(0, 10**9)


@given(WHOLES, PUPILS, STEPS)
def test_parts_add_up_to_the_whole_exactly(steps, weights, step):
    assume(sum(weights) > 0)
    whole = steps * step
    parts = divide(whole, weights, step)
    assert sum(parts) == whole
    assert all(part >= 0 and part % step == 0 for part in parts)


@given(WHOLES, PUPILS)
def test_more_pupils_never_get_less(whole, weights):
    assume(sum(weights) > 0)
    pairs = sorted(zip(weights, divide(D(whole), weights, D(1)), strict=True))
    for (fewer, less), (more, most) in pairwise(pairs):
        assert less <= most if fewer < more else abs(less - most) <= 1


@given(WHOLES, PUPILS)
def test_each_part_is_less_than_one_step_from_its_share(whole, weights):
    assume(sum(weights) > 0)
    for weight, part in zip(weights, divide(D(whole), weights, D(1)), strict=True):
        assert abs(part * sum(weights) - weight * whole) < sum(weights)


@given(WHOLES, st.integers(1, 5000))
def test_one_school_gets_all(whole, pupils):
    assert divide(D(whole), [D(pupils)], D(1)) == [D(whole)]


@given(WHOLES, PUPILS)
def test_a_school_without_pupils_gets_nothing(whole, weights):
    assume(sum(weights) > 0)
    assert divide(D(whole), [*weights, D(0)], D(1))[-1] == 0


def test_the_largest_remainders_get_what_is_left():
    # 100 by 1:1:1 leaves one, of equal remainders to the first; 7 by 5:3:1 is 3.9, 2.3, 0.8.
    assert divide(D(100), [D(1), D(1), D(1)], D(1)) == [34, 33, 33]
    assert divide(D(7), [D(5), D(3), D(1)], D(1)) == [4, 2, 1]


def test_decimals_are_divided_in_their_own_step():
    parts = divide(D("1.5"), [D(1), D(1)], step_of(D("1.50"), is_countable=False))
    assert parts == [D("0.8"), D("0.7")]
    assert step_of(D("1200"), is_countable=False) == 1
    assert step_of(D("1.5"), is_countable=True) == 1


@pytest.mark.parametrize(
    ("whole", "weights", "words"),
    [
        (D(10), [D(0), D(0)], "0"),
        (D(10), [], "没有人数"),
        (D(-1), [D(1)], "负数"),
        (D("1.5"), [D(1)], "整数倍"),
        (D(10), [D(-5), D(9)], "负数"),
    ],
)
def test_what_cannot_be_divided_says_why(whole, weights, words):
    with pytest.raises(IndivisibleError, match=words):
        divide(whole, weights, D(1))


def test_a_sum_of_nothing_is_no_zero():
    assert total([]) is None
    assert mean([]) is None
    assert total([D(3), D("1.5")]) == D("4.5")
    assert mean([D(1), D(2), D(2)]) == D("1.6667")


def test_a_mean_counts_each_school_by_its_weight():
    # (99 * 300 + 96 * 100) / 400
    assert weighted_mean([(D(99), D(300)), (D(96), D(100))]) == D("98.25")
    assert weighted_mean([(D(99), D(300)), (D(96), None)]) == 99
    assert weighted_mean([(D(99), None), (D(96), None)]) is None
    assert weighted_mean([(D(99), D(0)), (D(96), D(0))]) is None
    assert weighted_mean([]) is None


def test_no_weight_changes_the_mean_of_equal_values():
    assert weighted_mean([(D(100), None), (D(100), D(3))]) == 100


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 5000)), min_size=1))
def test_a_mean_lies_between_its_values(pairs):
    found = weighted_mean([(D(value), D(weight)) for value, weight in pairs])
    assert min(value for value, _ in pairs) <= found <= max(value for value, _ in pairs)


def test_a_share_is_told_to_one_decimal():
    assert share(D(1), D(3)) == D("33.3")
    assert share(D(1), D(0)) is None


@pytest.mark.parametrize(
    ("comparator", "direction", "value", "word", "amount"),
    [
        ("exactly", "higher", "98.6", "达到", "0"),
        ("exactly", "higher", "97.5", "差", "0.5"),
        ("exactly", "lower", "98.6", "超", "0.6"),
        ("exactly", "lower", "97", "达到", "0"),
        ("exactly", "neutral", "97", "差", "1"),
        ("at_most", "higher", "99", "超", "1"),
        ("at_least", "lower", "97", "差", "1"),
        ("between", "neutral", "99.5", "达到", "0"),
        ("between", "neutral", "101", "超", "1"),
    ],
)
def test_a_distance_knows_which_way_is_good(comparator, direction, value, word, amount):
    bounds = bounds_of(comparator, direction, (D(98), D(100)))
    assert distance(D(value), bounds) == Distance(word == "达到", word, D(amount))


def test_a_change_bounds_no_level():
    assert bounds_of("change", "higher", (D(5), None)) is None
