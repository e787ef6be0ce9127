"""Stages reckoned back from a last day: by hand, and what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.tracking.backwards import CircleError, Placed, Stage, schedule

END = date(2027, 8, 20)


def test_a_school_is_built_back_from_its_last_day():
    """Tender and design side by side before the building, the check-up after it."""
    found = schedule(
        [
            Stage("设计", 40),
            Stage("招标", 30),
            Stage("施工", 180, ("设计", "招标")),
            Stage("验收", 20, ("施工",)),
        ],
        END,
    )
    assert found["验收"] == Placed(date(2027, 8, 1), END)
    assert found["施工"] == Placed(date(2027, 2, 2), date(2027, 7, 31))
    assert found["招标"] == Placed(date(2027, 1, 3), date(2027, 2, 1))
    assert found["设计"] == Placed(date(2026, 12, 24), date(2027, 2, 1))


def test_stages_that_wait_for_each_other_are_named():
    stages = [Stage("甲", 1, ("乙",)), Stage("乙", 1, ("甲",)), Stage("丙", 1)]
    with pytest.raises(CircleError) as told:
        schedule(stages, END)
    assert set(told.value.keys) == {"甲", "乙"}


def test_what_is_wrong_is_refused():
    with pytest.raises(ValueError, match="甲"):
        schedule([Stage("甲", 0)], END)
    with pytest.raises(KeyError):
        schedule([Stage("甲", 1, ("没有",))], END)
    assert schedule([], END) == {}


@st.composite
def plans_of_work(draw):
    """Stages that wait only for earlier ones."""
    number = draw(st.integers(1, 8))
    return [
        Stage(
            str(at),
            draw(st.integers(1, 90)),
            tuple(draw(st.sets(st.sampled_from([str(n) for n in range(at)])))) if at else (),
        )
        for at in range(number)
    ]


@given(plans_of_work())
def test_nothing_begins_before_what_it_waits_for_and_all_ends_in_time(stages):
    found = schedule(stages, END)
    for stage in stages:
        own = found[stage.key]
        assert own.last <= END and (own.last - own.first).days + 1 == stage.days
        assert all(found[before].last < own.first for before in stage.waits_for)
    assert max(placed.last for placed in found.values()) == END


@given(plans_of_work(), st.integers(0, 400))
def test_a_later_end_moves_everything_by_as_much(stages, more):
    shift = timedelta(days=more)
    later = schedule(stages, END + shift)
    for key, placed in schedule(stages, END).items():
        assert later[key] == Placed(placed.first + shift, placed.last + shift)
