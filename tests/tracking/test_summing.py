"""Sums over cells of matters: parts make the whole, rates stay between 0 and 1, ranks hold."""

import itertools
import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.tracking.cells import NO_UNIT, Cell, Part, Quiet, Wait
from plans.tracking.figures import board, sorted_by
from plans.tracking.life import WAY
from plans.tracking.lights import Light
from plans.tracking.looking import SHOWS, Mark
from plans.tracking.summing import Rate, funnel, grouped, median, ranked, tally

UNITS = [Part("1", "安全股"), Part("2", "基教股"), NO_UNIT]
LEADERS = [Part("周明远", "周明远"), Part("", "韩*")]


def cell(mark, rows=1, unit=UNITS[0], percent=0, **facts):
    return Cell(unit, Mark(mark), rows, rows * percent, **facts)


CELLS = st.builds(
    cell,
    mark=st.sampled_from(Mark),
    rows=st.integers(1, 9),
    unit=st.sampled_from([*UNITS, *LEADERS]),
    percent=st.integers(0, 100),
    due=st.integers(0, 9),
    asking=st.integers(0, 9),
)
LISTS = st.lists(CELLS, max_size=40)
WAITS = st.lists(
    st.builds(
        Wait,
        place=st.integers(0, len(WAY) - 1),
        days=st.integers(0, 400),
        rows=st.integers(1, 5),
    ),
    max_size=40,
)


@given(LISTS)
def test_groups_add_up_to_the_whole(cells):
    whole, groups = tally(cells), grouped(cells)
    for name in SHOWS:
        assert sum(group.tally.counts[name] for group in groups) == whole.counts[name]
    rates = [group.tally.rate for group in groups]
    assert sum(rate.on_time for rate in rates) == whole.rate.on_time
    assert sum(rate.counted for rate in rates) == whole.rate.counted
    assert sum(group.tally.due for group in groups) == whole.due
    assert sum(group.tally.asking for group in groups) == whole.asking
    assert whole.counts["sent"] == sum(one.rows for one in cells)


@given(LISTS)
def test_lights_add_up_and_parts_of_closed_too(cells):
    counts = tally(cells).counts
    assert sum(counts[light.value] for light in Light) == counts["sent"]
    assert counts["on_time"] + counts["late"] == counts["grey"]
    assert counts["open"] + counts["grey"] == counts["sent"]
    assert counts["counted"] == counts["grey"] + counts["red"]


@given(LISTS)
def test_rates_and_means_lie_within_their_bounds(cells):
    for found in (tally(cells), *(g.tally for g in grouped(cells))):
        share = found.rate.share
        assert share is None or 0 <= share <= 1
        assert found.progress is None or 0 <= found.progress <= 100
        assert (share is None) == (found.rate.counted == 0)


@given(WAITS)
def test_who_got_further_was_here_and_who_waits_got_no_further(waits):
    stages = funnel(waits)
    reached = [stage.reached for stage in stages]
    assert reached == sorted(reached, reverse=True)
    assert reached[0] == sum(wait.rows for wait in waits)
    for stage, further in itertools.pairwise(stages):
        assert stage.waiting == stage.reached - further.reached
        assert (stage.median is None) == (stage.waiting == 0)
        assert stage.median is None or stage.median <= stage.longest
    assert stages[-1].waiting == 0


@given(WAITS)
def test_the_median_is_that_of_all_days_written_out(waits):
    days = [wait.days for wait in waits for _ in range(wait.rows)]
    found = median((wait.days, wait.rows) for wait in waits)
    assert found == (int(statistics.median(days)) if days else None)


@given(LISTS)
def test_a_better_rate_never_ranks_behind(cells):
    places = ranked(grouped(cells))
    numbered = [(place, group.tally.rate.share) for place, group in places if place]
    for (place, share), (after, less) in itertools.pairwise(numbered):
        assert share >= less and (place == after) == (share == less)
    assert all(group.tally.rate.is_small for place, group in places if place is None)


@pytest.mark.parametrize(
    ("on_time", "counted", "percent"),
    [(7, 8, "87.5"), (2, 3, "66.7"), (0, 6, "0.0"), (9, 9, "100.0"), (9999, 10000, "99.9")],
)
def test_a_rate_in_percent_hides_nothing(on_time, counted, percent):
    assert Rate(on_time, counted).percent == Decimal(percent)


def test_nothing_counted_has_no_rate_and_few_are_marked():
    assert Rate().percent is None
    assert Rate(4, 4).is_small and not Rate(5, 5).is_small


def test_what_the_rate_counts():
    closed = [cell("on_time", 4), cell("late")]
    others = [cell("red"), cell("yellow"), cell("blue")]
    assert tally(closed + others).rate == Rate(4, 6)


def test_few_come_last_and_equals_share_their_place():
    one, two, three = UNITS[0], UNITS[1], Part("3", "人事股")
    cells = [cell("on_time", 6, unit=one), cell("on_time", 5, unit=two)]
    cells += [cell("on_time", 4, unit=three), cell("red", 6, unit=Part("4", "电教馆"))]
    cells += [cell("blue", unit=Part("5", "教研室"))]
    found = [(place, group.part.name) for place, group in ranked(grouped(cells))]
    assert found == [(1, "安全股"), (1, "基教股"), (3, "电教馆"), (None, "人事股")]


def test_progress_is_of_what_is_open():
    cells = [cell("on_time", percent=100), cell("blue", percent=31), cell("red", percent=60)]
    assert (tally(cells).progress, tally([]).progress) == (45, None)


def test_half_a_day_of_a_median_is_cut():
    stage = funnel([Wait(4, days, 1) for days in (3, 8)])[4]
    assert (stage.waiting, stage.median, stage.longest) == (2, 5, 8)


@pytest.mark.parametrize("order", ["rate", "-rate", "silent", "-silent", "progress", "name"])
def test_a_board_sorts_by_each_column_with_unknown_last(order):
    cells = [cell("on_time"), cell("red", unit=UNITS[1]), cell("blue", unit=UNITS[2])]
    rows = sorted_by(board(grouped(cells), "unit", {UNITS[1]: Quiet(7, 9)}), order)
    keys = [row.keys[order.removeprefix("-")] for row in rows]
    known = [key for key in keys if key is not None]
    assert known == sorted(known, reverse=order.startswith("-"))
    assert keys == known + [None] * (len(keys) - len(known))


def test_a_hidden_name_stands_in_no_address():
    row = board(grouped([cell("red", 2, unit=LEADERS[1])]), "leader", {})[0]
    assert row.name == "韩*" and row.cells["red"].text == "2"
    assert not any(cell.href for cell in row.cells.values())
