"""A passage that a reader points at enters, the statement in it leaves."""

from decimal import Decimal

import pytest

from plans.extraction import Header, read_passage
from plans.extraction.text import Text

LINES = "一、普及\n学前三年毛入园率达到91%，新建幼儿园3所。\n校车127，都已检修。\n没有数字的一行。"
HEADER = Header(
    title="青禾县2024年工作要点",
    kind="plan",
    year=2024,
    region=None,
    adcode=None,
    level="county",
    issuer=None,
    doc_number=None,
    school=None,
    education=True,
)


def at(words: str) -> tuple[int, int]:
    start = LINES.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("91%", "91", "%"),
        ("毛入园率达到91%", "91", "%"),
        ("新建幼儿园3所", "3", "所"),
        ("3", "3", "所"),
    ],
)
def test_the_statement_that_the_passage_touches_is_read(words: str, value: str, unit: str) -> None:
    found = read_passage(Text.of(LINES), at(words), HEADER)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert LINES[slice(*found.span)] == found.text


def test_the_whole_line_tells_what_is_measured_and_when() -> None:
    found = read_passage(Text.of(LINES), at("91%"), HEADER)
    assert found is not None
    assert (found.indicator, found.year, found.nature) == ("学前三年毛入园率", 2024, "target")


def test_a_passage_without_quantity_gives_nothing() -> None:
    assert read_passage(Text.of(LINES), at("没有数字"), HEADER) is None


def test_places_are_those_of_the_source() -> None:
    text = Text.of("网(wǎng)" + LINES).edit([(0, 7, "")])
    start, end = at("3所")
    found = read_passage(text, (start + 7, end + 7), HEADER)
    assert found is not None
    assert found.span == (start + 7, end + 7)
