"""Sums over lines of matters: parts make the whole, rates stay between 0 and 1, ranks hold."""

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.tracking.figures import board, sorted_by
from plans.tracking.life import WAY
from plans.tracking.lights import Light, Sign
from plans.tracking.lines import NO_SCHOOL, NO_UNIT, Line, Part
from plans.tracking.looking import SHOWS
from plans.tracking.summing import GROUPS, Rate, funnel, grouped, ranked, tally

UNITS = [Part("1", "安全股"), Part("2", "基教股"), NO_UNIT]
LEADERS = [Part("周明远", "周明远"), Part("", "韩*")]
KINDS = [Part("plan", "计划任务"), Part("finding", "问题整改")]
SIGNS = st.none() | st.builds(Sign, st.sampled_from(Light), st.just("因为"), is_late=st.booleans())
LINES = st.lists(
    st.builds(
        Line,
        pk=st.integers(1, 999),
        title=st.just("校舍排查"),
        sign=SIGNS,
        place=st.none() | st.integers(0, len(WAY) - 1),
        progress=st.integers(0, 100),
        unit=st.sampled_from(UNITS),
        school=st.just(NO_SCHOOL),
        leader=st.sampled_from(LEADERS),
        kind=st.sampled_from(KINDS),
        waited=st.integers(0, 400),
        silent=st.none() | st.integers(0, 400),
    ),
    max_size=40,
)


def line(light, *, is_late=False, unit=UNITS[0], **facts):
    sign = light and Sign(light, "因为", is_late=is_late)
    given_ = {"pk": 1, "title": "校舍排查", "place": 4, "progress": 50}
    return Line(
        sign=sign, unit=unit, school=NO_SCHOOL, leader=LEADERS[0], kind=KINDS[0], **(given_ | facts)
    )


@given(LINES, st.sampled_from(sorted(GROUPS)))
def test_groups_add_up_to_the_whole(lines, by):
    whole, groups = tally(lines), grouped(lines, by)
    for name in SHOWS:
        assert sum(group.tally.counts[name] for group in groups) == whole.counts[name]
    rates = [group.tally.rate for group in groups]
    assert sum(rate.on_time for rate in rates) == whole.rate.on_time
    assert sum(rate.counted for rate in rates) == whole.rate.counted


@given(LINES)
def test_lights_add_up_and_parts_of_closed_too(lines):
    counts = tally(lines).counts
    assert sum(counts[light.value] for light in Light) == counts["sent"]
    assert counts["on_time"] + counts["late"] == counts["grey"]
    assert counts["open"] + counts["grey"] == counts["sent"]
    assert counts["counted"] == counts["grey"] + counts["red"]


@given(LINES)
def test_rates_and_means_lie_within_their_bounds(lines):
    for found in (tally(lines), *(g.tally for g in grouped(lines, "unit"))):
        share = found.rate.share
        assert share is None or 0 <= share <= 1
        assert found.progress is None or 0 <= found.progress <= 100
        assert (share is None) == (found.rate.counted == 0)


@given(LINES)
def test_who_got_further_was_here_and_who_waits_got_no_further(lines):
    stages = funnel(lines)
    reached = [stage.reached for stage in stages]
    assert reached == sorted(reached, reverse=True)
    assert reached[0] == sum(line.place is not None for line in lines)
    for stage, further in itertools.pairwise(stages):
        assert stage.waiting == stage.reached - further.reached
        assert (stage.median is None) == (stage.waiting == 0)
        assert stage.median is None or stage.median <= stage.longest
    assert stages[-1].waiting == 0


@given(LINES)
def test_a_better_rate_never_ranks_behind(lines):
    places = ranked(grouped(lines, "unit"))
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
    closed = [line(Light.GREY)] * 4 + [line(Light.GREY, is_late=True)]
    others = [line(Light.RED), line(Light.YELLOW), line(Light.BLUE), line(None)]
    assert tally(closed + others).rate == Rate(4, 6)


def test_few_come_last_and_equals_share_their_place():
    one, two, three = UNITS[0], UNITS[1], Part("3", "人事股")
    lines = [line(Light.GREY, unit=one)] * 6 + [line(Light.GREY, unit=two)] * 5
    lines += [line(Light.GREY, unit=three)] * 4 + [line(Light.RED, unit=Part("4", "电教馆"))] * 6
    lines += [line(Light.BLUE, unit=Part("5", "教研室"))]
    found = [(place, group.part.name) for place, group in ranked(grouped(lines, "unit"))]
    assert found == [(1, "安全股"), (1, "基教股"), (3, "电教馆"), (None, "人事股")]


def test_progress_and_silence_are_of_what_is_open():
    lines = [line(Light.GREY, progress=100), line(Light.BLUE, progress=31, silent=3)]
    lines += [line(Light.RED, progress=60, silent=12, pk=7)]
    found = tally(lines)
    assert (found.progress, found.quietest.pk) == (45, 7)
    assert (tally([]).progress, tally([]).quietest) == (None, None)


def test_half_a_day_of_a_median_is_cut():
    lines = [line(Light.BLUE, waited=days) for days in (3, 8)]
    stage = funnel(lines)[4]
    assert (stage.waiting, stage.median, stage.longest) == (2, 5, 8)


@pytest.mark.parametrize("order", ["rate", "-rate", "silent", "-silent", "progress", "name"])
def test_a_board_sorts_by_each_column_with_unknown_last(order):
    lines = [line(Light.GREY, unit=UNITS[0]), line(Light.RED, unit=UNITS[1], silent=9)]
    lines += [line(Light.BLUE, unit=UNITS[2])]
    rows = sorted_by(board(grouped(lines, "unit"), "unit"), order)
    keys = [row.keys[order.removeprefix("-")] for row in rows]
    known = [key for key in keys if key is not None]
    assert known == sorted(known, reverse=order.startswith("-"))
    assert keys == known + [None] * (len(keys) - len(known))


def test_a_hidden_name_stands_in_no_address():
    lines = [replace(line(Light.RED), leader=LEADERS[1])] * 2
    row = board(grouped(lines, "leader"), "leader")[0]
    assert row.name == "韩*" and row.cells["red"].text == "2"
    assert not any(cell.href for cell in row.cells.values())
