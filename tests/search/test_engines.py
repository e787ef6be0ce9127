"""The order in which PostgreSQL looks through the entries."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plans.search.engines import BLOCK, PART, places


def numbers(place):
    """First number of a place, and the first behind it."""
    part, block = place
    size, at = (PART, part) if block is None else (BLOCK, block)
    return at * size, (at + 1) * size


@given(st.integers(0, 40 * PART))
def test_places_hold_every_number_once_and_newer_ones_come_first(last):
    stretches = [numbers(place) for place in places(last)]
    assert all(newer[0] == older[1] for newer, older in pairwise(stretches))
    assert stretches[0][0] <= last < stretches[0][1]
    assert stretches[-1][0] == 0


@given(st.integers(0, 40 * PART))
def test_a_block_lies_in_the_part_that_is_named_with_it(last):
    for part, block in places(last):
        start, end = numbers((part, block))
        assert part * PART <= start < end <= (part + 1) * PART


@given(st.integers(2 * PART, 10**8))
def test_the_newest_part_and_a_whole_one_are_looked_through_by_blocks(last):
    blocks = [block for _, block in places(last) if block is not None]
    assert len(blocks) * BLOCK >= PART + last % PART
