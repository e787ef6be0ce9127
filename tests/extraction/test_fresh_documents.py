"""Documents of a dozen kinds, invented: every duty, deadline, school and task, and nothing else."""

from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file
from plans.extraction.schema import Document

HERE = Path(__file__).parent


def specimens() -> list[tuple[str, str, dict[str, list[str]]]]:
    """Name, text and expected lines by kind of each specimen."""
    blocks = (HERE / "fresh_specimens.txt").read_text(encoding="utf-8").split("=== ")[1:]
    return [parsed(block) for block in blocks]


def parsed(block: str) -> tuple[str, str, dict[str, list[str]]]:
    head, *parts = block.split("--- ")
    name, _, text = head.partition("\n")
    expected = {kind: lines for kind, *lines in (part.splitlines() for part in parts)}
    return name, text, expected


def lines(document: Document) -> dict[str, list[str]]:
    return {
        "duties": ["|".join(d.units) for d in document.duties],
        "deadlines": [f"{d.quote} {d.date} {d.precision}" for d in document.deadlines],
        "schools": list(document.schools),
        "tasks": [f"{t.depth} {t.number} {t.title}" for t in document.tasks],
    }


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(HERE.parents[1] / "fixtures" / "regions")


@pytest.mark.parametrize(
    ("text", "expected"), [s[1:] for s in specimens()], ids=[s[0] for s in specimens()]
)
def test_everything_and_nothing_else(
    text: str, expected: dict[str, list[str]], gazetteer: Gazetteer
) -> None:
    (document,) = extract_file("来文.txt", text.encode(), gazetteer=gazetteer).documents
    found = lines(document)
    assert {kind: sorted(found[kind]) for kind in expected} == {
        kind: sorted(lines) for kind, lines in expected.items()
    }
