"""What became of a target, a sum or a task of one plan in another; pairing without guesses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.comparing import Force, Job, Pair, Promise, State, reached
from plans.pairing import near, pairs

LAST, THIS = 2023, 2024
MIRROR = {
    State.RAISED: State.LOWERED,
    State.LOWERED: State.RAISED,
    State.NEW: State.DROPPED,
    State.DROPPED: State.NEW,
}


def promise(value, comparator="exactly", *, name="学前三年毛入园率", unit="%", high=None, **facts):
    low = Decimal(str(value))
    top = None if high is None else Decimal(str(high))
    facts = {"plan_year": LAST, **facts}
    return Promise(facts.pop("row", None), name, unit, low, top, comparator, **facts)


def this_year(item):
    return replace(item, plan_year=THIS)


def states(before, after):
    return [pair.state for pair in pairs(before, map(this_year, after))]


LEVELS = [
    # (what a plan says, what the next one says, state, whether more is asked for a rate to raise)
    (("at_least", 85), ("at_least", 85), State.CARRIED, None),
    (("at_least", 85), ("at_least", 90), State.RAISED, Force.STRICTER),
    (("at_least", 85), ("exactly", 90), State.RAISED, Force.STRICTER),
    (("exactly", 85), ("at_least", 90), State.RAISED, Force.STRICTER),
    (("about", 90), ("exactly", 85), State.LOWERED, Force.EASED),
    (("exactly", 85), ("at_least", 85), State.CHANGED, None),
    (("at_least", 85), ("at_most", 90), State.CHANGED, None),
    (("between", 80, 85), ("between", 85, 90), State.RAISED, Force.STRICTER),
    (("between", 80, 85), ("between", 80, 90), State.RAISED, Force.STRICTER),
    (("between", 80, 90), ("between", 82, 88), State.CHANGED, None),
    (("between", 80, 90), ("at_least", 85), State.RAISED, Force.STRICTER),
    (("change", 2), ("change", 3), State.RAISED, Force.STRICTER),
    (("change", -2), ("change", -3), State.LOWERED, Force.EASED),
    (("change", 2), ("at_least", 90), State.CHANGED, None),
]


def said(comparator, value, high=None, **facts):
    return promise(value, comparator, high=high, indicator=1, direction="higher", **facts)


@pytest.mark.parametrize(("last", "this", "state", "force"), LEVELS)
def test_what_became_of_a_target(last, this, state, force):
    pair = Pair(said(*last), said(*this))
    assert (pair.state, pair.force) == (state, force)


@pytest.mark.parametrize(("last", "this", "state", "force"), LEVELS)
def test_the_other_way_round_is_the_mirror(last, this, state, force):
    pair = Pair(said(*this), said(*last))
    mirrored = {Force.STRICTER: Force.EASED, Force.EASED: Force.STRICTER, None: None}
    assert (pair.state, pair.force) == (MIRROR.get(state, state), mirrored[force])


@pytest.mark.parametrize(
    ("comparator", "direction", "force"),
    [
        ("at_most", "lower", Force.STRICTER),  # 辍学率控制在 2% 以内 → 1% 以内
        ("exactly", "lower", Force.STRICTER),
        ("at_most", "neutral", Force.STRICTER),  # a lower ceiling binds more, whatever it is of
        ("at_least", "neutral", Force.EASED),
        ("exactly", "neutral", None),
        ("exactly", "higher", Force.EASED),
    ],
)
def test_a_lowered_target_asks_for_more_where_lower_is_better(comparator, direction, force):
    last, this = (promise(v, comparator, direction=direction) for v in (2, 1))
    assert Pair(last, this).state == State.LOWERED
    assert Pair(last, this).force == force


@pytest.mark.parametrize(
    ("last", "this", "difference"),
    [
        (promise(85, "at_least"), promise("90.5", "at_least"), Decimal("5.5")),
        (promise(80, "between", high=85), promise(85, "between", high=90), 5),
        (promise(80, "between", high=85), promise(85, "between", high=95), None),
        (promise(9, unit="比", high=1), promise(7, unit="比", high=1), None),
        (promise(85), promise(85), None),
    ],
)
def test_by_how_much(last, this, difference):
    assert Pair(last, this).difference == difference


def test_a_ratio_is_ordered_by_its_quotient():
    """One computer for 9 pupils, then for 7."""
    last, this = promise(9, unit="比", high=1), promise(7, unit="比", high=1)
    assert Pair(last, this).state == State.LOWERED
    assert Pair(promise(18, unit="比", high=2), promise(9, unit="比", high=1)).state == (
        State.CHANGED
    )


def test_growth_in_percent_and_in_points_have_no_order():
    last, this = promise(3, "change"), promise(4, "change", unit="百分点")
    assert Pair(last, this).state == State.CHANGED


def test_an_indicator_pairs_whatever_name_each_year_gives_it():
    last = promise(85, indicator=7)
    this = promise(88, name="三年毛入园率", indicator=7)
    assert states([last], [this]) == [State.RAISED]


def test_names_pair_when_only_wording_and_unit_word_differ():
    last = promise(200, name="培训教师人数", unit="人")
    assert states([last], [promise(260, name="培训 教师数", unit="名")]) == [State.RAISED]


@pytest.mark.parametrize(
    "other",
    [
        {"name": "学前三年毛入园比"},
        {"unit": "人"},
        {"place": ("530199", None, "")},
        {"per": "校"},
        {"year": 2027},
    ],
)
def test_what_differs_in_name_unit_place_measure_or_term_is_another_target(other):
    assert states([promise(85)], [promise(90, **other)]) == [State.NEW, State.DROPPED]


def test_two_indicators_of_one_name_are_two():
    last, this = promise(85, indicator=1), promise(90, indicator=2)
    assert states([last], [this]) == [State.NEW, State.DROPPED]


def test_a_name_that_only_one_side_matched_still_pairs():
    assert states([promise(85, indicator=1)], [promise(90)]) == [State.RAISED]


def test_incomparable_units_of_one_indicator_are_a_change():
    last, this = promise(85, indicator=1), promise(600, indicator=1, unit="人")
    assert states([last], [this]) == [State.CHANGED]


def test_targets_of_the_own_year_pair_and_so_do_those_for_one_later_year():
    last = [promise(85), promise(95, year=2025)]
    this = [promise(96, year=2025), promise(88, year=THIS)]
    found = pairs(last, map(this_year, this))
    assert [(p.before.value, p.after.value) for p in found] == [(95, 96), (85, 88)]


def test_what_was_promised_for_next_year_meets_next_years_plan():
    found = pairs([promise(95, year=THIS)], [this_year(promise(96))])
    assert [pair.state for pair in found] == [State.RAISED]


def test_what_is_said_twice_counts_once():
    assert states([promise(85), promise(85)], [promise(90)]) == [State.RAISED]


def test_several_of_one_name_are_not_guessed_apart():
    last = [promise(n, name="新建校舍", unit="所") for n in (3, 5)]
    this = [promise(n, name="新建校舍", unit="所") for n in (5, 8, 9)]
    assert states(last, this) == [State.CARRIED, State.NEW, State.NEW, State.DROPPED]


def test_near_names_are_shown_and_never_paired():
    last = promise(120, name="培训幼儿园教师人数", unit="人")
    this = promise(150, name="培训幼儿教师人数", unit="人")
    found = pairs([last], [this_year(this)])
    assert {pair.state for pair in found} == {State.NEW, State.DROPPED}
    assert [(p.before.value, p.after.value) for p in near(found)] == [(120, 150)]


@pytest.mark.parametrize(
    ("name", "unit", "count"),
    [
        ("培训教师人数", "场", 1),  # the same name in another unit
        ("教师培训经费", "人", 0),
        ("招聘保安人数", "人", 0),
    ],
)
def test_what_is_not_near_is_not_shown(name, unit, count):
    found = pairs([promise(9, name="培训教师人数", unit="人")], [promise(9, name=name, unit=unit)])
    assert len(near(found)) == count


def job(name, due=None, lead="", year=LAST):
    return Job(None, name, due, year, lead)


@pytest.mark.parametrize(
    ("last", "this", "state"),
    [
        (job("控辍保学"), job("控辍保学", year=THIS), State.CARRIED),
        (
            job("控辍保学", date(2023, 9, 30)),
            job("控辍保学。", date(2024, 9, 30), year=THIS),
            State.CARRIED,
        ),
        (
            job("排查校舍", date(2023, 2, 28)),
            job("排查校舍", date(2024, 2, 29), year=THIS),
            State.CARRIED,
        ),
        (
            job("控辍保学", date(2023, 9, 30)),
            job("控辍保学", date(2024, 6, 30), year=THIS),
            State.CHANGED,
        ),
        (job("控辍保学", lead="基教股"), job("控辍保学", lead="督导室", year=THIS), State.CHANGED),
    ],
)
def test_what_became_of_a_task(last, this, state):
    assert [pair.state for pair in pairs([last], [this])] == [state]
    assert [pair.state for pair in pairs([this], [last])] == [state]


def test_a_task_of_another_title_is_another_task():
    found = pairs([job("办好特殊教育")], [job("办好职业教育", year=THIS)])
    assert [pair.state for pair in found] == [State.NEW, State.DROPPED]


@pytest.mark.parametrize(
    ("target", "actual", "kept"),
    [
        (promise(85, "at_least"), promise(86), True),
        (promise(85, "at_least"), promise("84.9"), False),
        (promise(85, "at_least"), promise(84, "at_least"), None),
        (promise(2, "at_most"), promise("1.5"), True),
        (promise(2, "at_most"), promise("2.5"), False),
        (promise(85, direction="higher"), promise(90), True),
        (promise(85, direction="higher"), promise(80), False),
        (promise(85, "between", high=90, direction="higher"), promise(95), True),
        (promise(180, unit="人"), promise(180, unit="名"), True),
        (promise(180, unit="人"), promise(190, unit="人"), None),
        (promise(85, "at_least"), promise(3, "change"), None),
        (promise(85, "at_least"), promise(86, unit="人"), None),
    ],
)
def test_whether_a_promise_was_kept(target, actual, kept):
    assert reached(target, actual) is kept


NAMES = st.sampled_from(["毛入园率", "巩固率", "新建园所数", "培训教师人数"])
PROMISES = st.builds(
    lambda name, value, comparator, indicator, year: promise(
        value,
        comparator,
        name=name,
        indicator=indicator,
        year=year,
        high=value + 5 if comparator == "between" else None,
    ),
    NAMES,
    st.integers(0, 9),
    st.sampled_from(["exactly", "at_least", "at_most", "between", "change"]),
    st.sampled_from([None, None, 1, 2]),
    st.sampled_from([None, 2023, 2025]),
)
PLANS = st.lists(PROMISES, max_size=8)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine takes its time."""


@patient
@given(PLANS)
def test_a_plan_carries_all_of_itself(plan):
    assert {pair.state for pair in pairs(plan, plan)} <= {State.CARRIED}


@patient
@given(PLANS, PLANS)
def test_swapped_plans_mirror_each_other(one, other):
    there, back = pairs(one, other), pairs(other, one)
    assert sorted(MIRROR.get(p.state, p.state) for p in there) == sorted(p.state for p in back)


@patient
@given(PLANS, PLANS)
def test_every_line_stands_in_one_pair_at_most(one, other):
    found = pairs(one, other)
    for side in ("before", "after"):
        rows = [id(getattr(p, side)) for p in found if getattr(p, side)]
        assert len(rows) == len(set(rows))
