"""Text: edits go in, source spans stay true."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.extraction.text import Edit, Text, sentences


def test_a_removed_character_belongs_to_nobody() -> None:
    text = Text.of("网(wǎng)页").sub(re.compile(r"\([^)]*\)"), "")
    assert text.value == "网页"
    assert text.span(0, 2) == (0, 8)
    assert text.clean((1, 7)) == ""


def test_equal_length_maps_character_for_character() -> None:
    text = Text.of("中国小生").sub(re.compile("中国小"), "中小学")
    assert text.span(1, 2) == (1, 2)
    assert text.clean((0, 3)) == "中小学"


def test_other_length_takes_the_whole_stretch() -> None:
    text = Text.of("迎大学联考").sub(re.compile("大学联考"), "高考")
    assert text.value == "迎高考"
    assert text.span(1, 2) == text.span(2, 3) == (1, 5)
    assert text.cut(2, 3) == ((1, 5), "高考")


def test_a_callable_may_leave_its_match() -> None:
    text = Text.of("a1b2").sub(re.compile(r"\d"), lambda m: None if m[0] == "1" else "")
    assert text.value == "a1b"


def test_sub_after_sub_still_points_into_the_source() -> None:
    text = Text.of("x&8226;y  z").sub(re.compile("&8226;"), "·").sub(re.compile(" +"), "")
    assert text.value == "x·yz"
    assert [text.span(i, i + 1) for i in range(4)] == [(0, 1), (1, 7), (7, 8), (10, 11)]


def test_recast_and_translate_keep_places_and_refuse_to_move_them() -> None:
    text = Text.of("8：1，好")
    assert text.recast(re.compile(r"(?<=\d)：(?=\d)"), ":").value == "8:1，好"
    assert text.translate({ord("好"): "优"}).value == "8：1，优"
    with pytest.raises(ValueError, match="one character"):
        text.recast(re.compile("："), "")
    with pytest.raises(ValueError, match="one character"):
        text.translate({ord("好"): "优秀"})


def test_edits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        Text.of("abc").edit([(1, 2, ""), (0, 1, "")])
    with pytest.raises(ValueError, match="inside"):
        Text.of("abc").edit([(2, 4, "")])


def test_empty_stretches_have_a_place() -> None:
    assert Text.of("abc").span(1, 1) == (1, 1)
    assert Text.of("abc").span(3, 3) == (3, 3)
    assert Text.of("").span(0, 0) == (0, 0)


def test_slice_keeps_offsets() -> None:
    part = Text.of("a bc").sub(re.compile(" "), "").slice(1, 3)
    assert (part.value, part.span(0, 2)) == ("bc", (2, 4))


def test_sentences_end_with_their_mark_and_not_with_the_line() -> None:
    value = "一是抓建设。二是促公平；\n三是\n"
    assert [value[a:b] for a, b in sentences(value)] == ["一是抓建设。", "二是促公平；", "三是"]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    source = draw(st.text("ab甲乙 \n", max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return source, [(a, b, draw(st.text("xy丙", max_size=4))) for a, b in pairs if a < b]


@given(edited())
def test_offsets_never_cross_and_every_cut_shows_its_span(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    text = Text.of(source).edit(edits)
    expected = source
    for start, end, new in reversed(edits):
        expected = expected[:start] + new + expected[end:]
    assert text.value == expected
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    for start in range(len(text)):
        span, shown = text.cut(start, start + 1)
        assert 0 <= span[0] < span[1] <= len(source)
        assert text.clean(span) == shown
        assert text.value[start] in shown
