"""The order in which PostgreSQL looks through the entries."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plans.search.engines import BLOCKS, blocks


@given(st.integers(0, 3 * BLOCKS[-1]))
def test_blocks_hold_every_number_once_and_newer_parts_come_first(last):
    stretches = [
        (place * size, (place + 1) * size)
        for part in blocks(last)
        for size, place in reversed(part)
    ]
    assert all(newer[0] == older[1] for newer, older in pairwise(stretches))
    assert stretches[0][0] <= last < stretches[0][1]
    assert stretches[-1][0] == 0


@given(st.integers(0, 10**9))
def test_the_first_part_is_small_whatever_there_is(last):
    sizes = [size for size, _ in next(blocks(last))]
    assert set(sizes) == {BLOCKS[0]} and len(sizes) <= 8
