"""The coefficient of variation, by hand and by another way of reckoning."""

from decimal import Decimal
from fractions import Fraction
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.standing.variation import Holding, variation


def of(*pairs):
    return variation(Holding(n, amount, pupils) for n, (amount, pupils) in enumerate(pairs))


def test_a_worked_example():
    """Three schools of 100, 200 and 100 pupils with 4, 10 and 6 teachers.

    X̄ = 20/400 = 0.05; x = 0.04, 0.05, 0.06; S² = ¼·0.0001 + ½·0 + ¼·0.0001 = 0.00005;
    CV = sqrt(0.00005)/0.05 = 0.0070711/0.05 = 0.14142.
    """
    found = of((4, 100), (10, 200), (6, 100))
    assert found.mean == Fraction(1, 20)
    assert found.square == Fraction(1, 50)
    assert found.value == Decimal("0.1414")
    assert found.is_complete and not found.is_single


def test_pupils_weigh():
    """20 m² for 10 pupils, 180 m² for 190: X̄ = 1; S² = 0.05·1² + 0.95·(1/19)² = 1/19; 0.2294."""
    assert of((20, 10), (180, 190)).square == Fraction(1, 19)
    assert of((20, 10), (180, 190)).value == Decimal("0.2294")


@pytest.mark.parametrize("limit, kept", [("0.50", True), ("0.4999", False)])
def test_the_limit_itself_is_kept(limit, kept):
    """1 for 1 pupil and 3 for 1: X̄ = 2, S = 1, CV = 0.5 exactly."""
    assert of((1, 1), (3, 1)).keeps(Decimal(limit)) is kept


def test_a_school_of_nobody_is_left_out_and_named():
    found = of((4, 100), (3, 0), (6, 100))
    assert found.without_pupils == (1,)
    assert found.counted == (0, 2)
    assert found.square == of((4, 100), (6, 100)).square


def test_an_unknown_figure_is_no_zero():
    found = of((4, 100), (None, 50), (6, 100), (7, None))
    assert found.without_figures == (1, 3)
    assert not found.is_complete
    assert found.value == Decimal("0.2000")


def test_a_single_school_differs_from_none():
    found = of((4, 100))
    assert found.value == 0 and found.is_single


@pytest.mark.parametrize("pairs", [[], [(None, 100)], [(3, 0)], [(0, 100), (0, 20)]])
def test_where_there_is_no_mean_there_is_no_coefficient(pairs):
    found = of(*pairs)
    assert found.value is None and found.keeps(Decimal("0.5")) is None


AMOUNTS = st.decimals(0, 10**6, places=2)
PAIRS = st.lists(st.tuples(AMOUNTS, st.integers(1, 5000)), min_size=1, max_size=30)


@given(PAIRS)
def test_another_order_of_reckoning_gives_the_same(pairs):
    """CV² = E[x²]/E[x]² − 1 with each pupil counted once, in floats."""
    found = of(*pairs)
    if not any(amount for amount, _ in pairs):
        assert found.value is None
        return
    each = [(float(amount) / pupils, pupils) for amount, pupils in pairs]
    everybody = sum(pupils for _, pupils in each)
    mean = sum(x * pupils for x, pupils in each) / everybody
    root_mean = (sum(pupils * (x / mean - 1) ** 2 for x, pupils in each) / everybody) ** 0.5
    assert float(found.value) == pytest.approx(root_mean, abs=1e-4)
    second = sum(Fraction(a) ** 2 / p for a, p in pairs) * everybody
    assert found.square == second / sum(Fraction(a) for a, _ in pairs) ** 2 - 1


@given(st.lists(st.integers(1, 100), min_size=2, max_size=8))
def test_with_equal_schools_it_is_the_plain_one(values):
    mean = fmean(values)
    plain = fmean([(v - mean) ** 2 for v in values]) ** 0.5 / mean
    assert float(of(*((v, 1) for v in values)).value) == pytest.approx(plain, abs=1e-4)


@given(PAIRS, st.integers(2, 9))
def test_units_do_not_matter(pairs, times):
    assert of(*pairs).square == of(*((a * times, p) for a, p in pairs)).square
