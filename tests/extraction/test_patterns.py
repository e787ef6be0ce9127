"""Patterns of many alternatives are tried only where one of them begins."""

import re

import pytest

from plans.extraction.patterns import opening
from plans.extraction.statements.naming import lexicon
from tests.extraction.training.reading import sources


@pytest.mark.parametrize(
    "alternatives",
    ["操场|[东西]楼|\\d号|\\[附\\]", "图书(?:馆|室)|[|\\]]线|a", "水(?:[塔泵]|井(?!盖))"],
)
def test_what_is_found_stays_the_same(alternatives: str) -> None:
    text = "东楼和西楼间的操场，3号图书室，[附]水井盖、水泵|线]线 馆a"
    plain = re.compile(alternatives)
    quick = re.compile(f"{opening(alternatives)}(?:{alternatives})")
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


@pytest.mark.parametrize("alternatives", ["(?:大)?操场", "操场|大?操场", "^操场", "操场|(?<!大)场"])
def test_an_alternative_without_a_first_character_is_refused(alternatives: str) -> None:
    with pytest.raises(ValueError, match="first character"):
        opening(alternatives)


_LOOK_AHEAD = re.compile(r"\(\?=\[[^\]]*\]\)")


@pytest.mark.parametrize("name", ["TIMES", "COMPARATORS"])
def test_a_written_look_ahead_hides_no_alternative(name: str) -> None:
    quick = getattr(lexicon, name)
    begins = _LOOK_AHEAD.match(quick.pattern)
    assert begins
    plain = re.compile(quick.pattern[begins.end() :], quick.flags)
    for _, source in sources():
        text = source.read_text(encoding="utf-8")
        found = [m.span() for m in plain.finditer(text)]
        assert [m.span() for m in quick.finditer(text)] == found
