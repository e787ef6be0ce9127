"""Tables of every common layout, invented: each figure with a known unit, and no other."""

from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file
from plans.extraction.schema import Document

HERE = Path(__file__).parent


def layouts() -> list[tuple[str, str, list[str]]]:
    """Name, text and expected statements of each specimen."""
    found = []
    for block in (HERE / "table_layouts.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, expected = block.partition("--- statements\n")
        name, _, text = head.partition("\n")
        found.append((name, text, [x for x in expected.splitlines() if x]))
    return found


def line(document: Document) -> list[str]:
    """Value, unit, nature, year, category of each statement, and its name."""
    return [
        f"{s.value.normalize():f} {s.unit} {s.nature} {s.year} {s.category} {s.indicator}"
        for s in document.statements
    ]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(HERE.parents[1] / "fixtures" / "regions")


def agrees(wanted: str, found: str) -> bool:
    """All but the name alike; the name holds each of the parts wanted (``班级+一小``)."""
    *facts, parts = wanted.split(" ")
    *said, name = found.split(" ", 5)
    return facts == said and all(part in name for part in parts.split("+"))


@pytest.mark.parametrize(
    ("text", "expected"), [s[1:] for s in layouts()], ids=[s[0] for s in layouts()]
)
def test_each_figure_and_no_other(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    (document,) = extract_file("来文.txt", text.encode(), gazetteer=gazetteer).documents
    found = line(document)
    assert len(found) == len(expected), found
    wrong = [(w, f) for w, f in zip(expected, found, strict=True) if not agrees(w, f)]
    assert wrong == []
