"""Offsets survive the database column."""

import re

from hypothesis import given
from hypothesis import strategies as st

from plans.extraction.text import Text
from plans.offsets import pack, unpack


def test_shared_and_removed_places_come_back():
    text = Text.of("前&8226;後？？末").sub(re.compile("&8226;"), "•").sub(re.compile("？？"), "")
    back = unpack(text.value, pack(text))
    assert back == text
    assert back.span(1, 2) == (1, 7)


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.text(max_size=4)), max_size=6))
def test_any_edited_text_comes_back(source, wishes):
    edits, done = [], 0
    for place, new in sorted(wishes):
        start = max(done, min(place, len(source)))
        end = min(start + 2, len(source))
        if start < end:
            edits.append((start, end, new))
            done = end
    text = Text.of(source).edit(edits)
    assert unpack(text.value, pack(text)) == text
