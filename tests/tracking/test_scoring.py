"""How a score arises: by worked examples, and by what must always hold."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.tracking.scoring import Judgement, Outcome, Scheme, score_of

SCHEME = Scheme()


def outcomes(*rows):
    return [Outcome(n, *row) for n, row in enumerate(rows, 1)]


def test_a_score_by_hand():
    """Three of four on time, weighted 2 : 1 : 1 : 1, targets half reached, nine of ten reports."""
    rows = outcomes(
        ("instruction", D(1), None, D("0.9")),
        ("plan", D(1), D("0.5"), D("0.9")),
        ("plan", D(0), D("0.5"), D("0.9")),
        ("plan", D(1), None, D("0.9")),
        ("plan", None, None, None),
    )
    scheme = Scheme(weights={"instruction": D(2)})
    score = score_of(rows, [], scheme)
    on_time, reached, heard = score.parts
    # 4 of 5 weights on time: 48 of 60; 15 of 30; 9 of 10.
    assert (on_time.points, reached.points, heard.points) == (D(48), D(15), D(9))
    assert on_time.numbers == (1, 2, 3, 4) and reached.numbers == (2, 3)
    assert score.total == D(72)


def test_what_there_is_nothing_to_judge_by_is_left_out():
    score = score_of(outcomes(("plan", D(1)), ("plan", D(0))), [], SCHEME)
    assert [part.is_judged for part in score.parts] == [True, False, False]
    assert score.total == D(50)
    assert score_of([], [], SCHEME).total is None


def test_judgements_are_capped_and_a_veto_ends_all():
    rows = outcomes(("plan", D(1)))
    praised = [Judgement(D(8), "省级表彰"), Judgement(D(7), "经验推广")]
    score = score_of(rows, praised, SCHEME)
    assert (score.judged, score.capped, score.total) == (D(15), D(10), D(110))
    blamed = score_of(rows, [Judgement(D(-30), "瞒报")], SCHEME)
    assert (blamed.capped, blamed.total) == (D(-10), D(90))
    veto = [*praised, Judgement(D(0), "发生安全责任事故", is_veto=True)]
    vetoed = score_of(rows, veto, SCHEME)
    assert (vetoed.total, vetoed.is_vetoed, vetoed.base) == (D(0), True, D(100))


@pytest.mark.parametrize("scheme", [Scheme(on_time=D(0), reached=D(0), heard=D(0))])
def test_a_scheme_without_points_gives_no_score(scheme):
    assert score_of(outcomes(("plan", D(1))), [], scheme).total is None


SHARES = st.none() | st.decimals(0, 1, places=3)
OUTCOMES = st.lists(
    st.builds(
        Outcome,
        number=st.integers(1, 99),
        kind=st.sampled_from(["plan", "meeting"]),
        on_time=SHARES,
        reached=SHARES,
        heard=SHARES,
    ),
    max_size=12,
)


@given(OUTCOMES)
def test_a_base_lies_between_nothing_and_all(rows):
    base = score_of(rows, [], SCHEME).base
    assert base is None or 0 <= base <= 100


@given(OUTCOMES, st.integers(0, 11))
def test_to_be_on_time_once_more_never_costs_points(rows, at):
    judged = [n for n, row in enumerate(rows) if row.on_time is not None]
    if not judged:
        return
    one = judged[at % len(judged)]
    better = [
        Outcome(r.number, r.kind, D(1) if n == one else r.on_time, r.reached, r.heard)
        for n, r in enumerate(rows)
    ]
    assert score_of(better, [], SCHEME).base >= score_of(rows, [], SCHEME).base


@given(OUTCOMES)
def test_the_order_of_matters_does_not_matter(rows):
    assert score_of(rows[::-1], [], SCHEME).total == score_of(rows, [], SCHEME).total
