"""Marks in a text: nested or split, never lost, never twice the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.marking import Close, Mark, Open, marked_lines


def shown(value, *marks):
    """Lines as plain text: ``<a>`` opens a, ``<+a>`` opens it again, ``>`` closes."""
    return ["".join(map(sign, line)) for line in marked_lines(value, marks)]


def sign(piece):
    if isinstance(piece, Open):
        return f"<{'' if piece.is_first else '+'}{piece.mark.key}>"
    return ">" if isinstance(piece, Close) else piece


def mark(key, start, end):
    return Mark(key, "statement", start, end)


@pytest.mark.parametrize(
    ("value", "marks", "lines"),
    [
        ("没有记录", (), ["没有记录"]),
        ("甲乙丙丁", (mark("a", 1, 3),), ["甲<a>乙丙>丁"]),
        ("甲乙丙丁", (mark("a", 0, 4), mark("b", 1, 2)), ["<a>甲<b>乙>丙丁>"]),
        ("甲乙丙丁", (mark("b", 1, 2), mark("a", 1, 4)), ["甲<a><b>乙>丙丁>"]),
        ("甲乙丙丁", (mark("a", 0, 2), mark("b", 2, 4)), ["<a>甲乙><b>丙丁>"]),
        ("甲乙丙丁", (mark("a", 0, 3), mark("b", 1, 4)), ["<a>甲<b>乙丙>><+b>丁>"]),
        ("甲乙\n丙丁", (mark("a", 1, 4),), ["甲<a>乙>", "<+a>丙>丁"]),
        ("甲乙\n丙丁", (mark("a", 2, 4),), ["甲乙", "<a>丙>丁"]),
        ("甲\n\n乙", (mark("a", 0, 4),), ["<a>甲>", "", "<+a>乙>"]),
        ("甲乙", (mark("a", 1, 1),), ["甲<a>>乙"]),
        ("甲乙甲", (mark("a", 0, 1), mark("a", 2, 3)), ["<a>甲>乙<+a>甲>"]),
        ("", (mark("a", 0, 0),), []),
    ],
)
def test_marks_are_nested_or_split(value, marks, lines):
    assert shown(value, *marks) == lines


places = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(st.text("甲乙\n\t", max_size=40), st.lists(places, max_size=8))
def test_any_marks_keep_the_text_and_nest_well(value, spans):
    marks = [mark(str(i), *span) for i, span in enumerate(spans)]
    covered = {i: set() for i in range(len(value))}
    place = 0
    for line in marked_lines(value, marks):
        opened = []
        for piece in line:
            if isinstance(piece, Open):
                opened.append(piece.mark)
            elif isinstance(piece, Close):
                opened.pop()
            else:
                assert value[place : place + len(piece)] == piece
                for i in range(place, place + len(piece)):
                    covered[i] = {m.key for m in opened}
                place += len(piece)
        assert not opened
        place += 1
    for i, character in enumerate(value):
        if character != "\n":
            assert covered[i] == {m.key for m in marks if m.start <= i < m.end}


def test_many_marks_in_one_line_stay_fast():
    value = "一" * 200_000
    marks = [mark(str(i), i * 10, i * 10 + 5) for i in range(20_000)]
    (line,) = marked_lines(value, marks)
    assert sum(isinstance(piece, Open) for piece in line) == 20_000
