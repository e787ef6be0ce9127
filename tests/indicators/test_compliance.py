"""Whether standards are met and what is missing, by hand and by trying."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.standing.compliance import (
    Bound,
    SchoolRule,
    Verdict,
    missing,
    ratio,
    school_verdict,
    share,
    verdict,
)

TEACHERS = Bound(Decimal("4.2"), 100)
ROOM = Bound(Decimal("4.5"))
CHILDREN = Bound(Decimal(15), is_at_most=True, is_lack_of_whole=True)
DROPOUTS = Bound(Decimal("0.6"), 100, is_at_most=True)
SIX_OF_SEVEN = SchoolRule(6, 85)


@pytest.mark.parametrize(
    ("part", "whole", "bound", "state", "lacking"),
    [
        (21, 500, TEACHERS, Verdict.MET, 0),  # 4.2 exactly
        (20, 500, TEACHERS, Verdict.NOT_MET, 1),
        (20, 501, TEACHERS, Verdict.NOT_MET, 2),  # 21.042 are needed: two whole teachers
        (Decimal("2249.5"), 500, ROOM, Verdict.NOT_MET, 1),  # 2250 m² are needed
        (2250, 500, ROOM, Verdict.MET, 0),
        (150, 10, CHILDREN, Verdict.MET, 0),
        (151, 10, CHILDREN, Verdict.NOT_MET, 1),  # 10.07 teachers
        (4, 500, DROPOUTS, Verdict.NOT_MET, 1),  # three are allowed
        (3, 500, DROPOUTS, Verdict.MET, 0),
    ],
)
def test_worked_examples(part, whole, bound, state, lacking):
    assert verdict(ratio(part, whole, bound.per), bound) is state
    assert missing(part, whole, bound) == lacking


@pytest.mark.parametrize(("part", "whole"), [(None, 500), (20, None), (20, 0)])
def test_what_is_unknown_is_not_missing(part, whole):
    assert ratio(part, whole, 100) is None
    assert verdict(None, TEACHERS) is Verdict.NO_DATA
    assert missing(part, whole, TEACHERS) is None


def test_shares_of_the_standard():
    assert share(Decimal("3.57"), TEACHERS) == Fraction(85, 100)
    assert share(Decimal(20), CHILDREN) == Fraction(3, 4)
    assert share(None, TEACHERS) is None
    assert share(0, CHILDREN) is None


MET, POOR, NEAR, GONE = (
    (Verdict.MET, Fraction(1)),
    (Verdict.NOT_MET, Fraction(84, 100)),
    (Verdict.NOT_MET, Fraction(85, 100)),
    (Verdict.NO_DATA, None),
)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ([MET] * 7, Verdict.MET),
        ([MET] * 6 + [NEAR], Verdict.MET),
        ([MET] * 6 + [POOR], Verdict.NOT_MET),
        ([MET] * 5 + [NEAR] * 2, Verdict.NOT_MET),
        ([MET] * 6 + [GONE], Verdict.NO_DATA),
        ([MET] * 5 + [NEAR, GONE], Verdict.NO_DATA),
        ([MET] * 5 + [POOR, GONE], Verdict.NOT_MET),
        ([GONE] * 7, Verdict.NO_DATA),
        ([], Verdict.NO_DATA),
    ],
)
def test_six_of_seven_and_the_last_by_85_per_cent(found, state):
    assert school_verdict(found, SIX_OF_SEVEN) is state


def test_without_a_rule_all_have_to_be_met():
    assert school_verdict([MET, MET], None) is Verdict.MET
    assert school_verdict([MET, NEAR], None) is Verdict.NOT_MET


BOUNDS = st.builds(
    Bound, st.decimals("0.1", 50, places=1), st.sampled_from([1, 100]), st.booleans(), st.booleans()
)


@given(st.integers(0, 2000), st.integers(1, 3000), BOUNDS)
def test_what_is_missing_is_enough_and_one_less_is_not(part, whole, bound):
    lacking = missing(part, whole, bound)

    def after(number):
        if not bound.is_at_most:
            return verdict(ratio(part + number, whole, bound.per), bound)
        if bound.is_lack_of_whole:
            return verdict(ratio(part, whole + number, bound.per), bound)
        return verdict(ratio(part - number, whole, bound.per), bound)

    assert after(lacking) is Verdict.MET
    assert lacking == 0 or after(lacking - 1) is Verdict.NOT_MET
