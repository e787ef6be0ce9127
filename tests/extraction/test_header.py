"""Headers of documents from many provinces, kinds and years: openings written for the project."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from plans.extraction.gazetteer import Gazetteer
from plans.extraction.header import read_header
from plans.extraction.schema import Article, Header
from plans.extraction.text import Text

ROOT = Path(__file__).parents[2]
SPECIMENS = Path(__file__).with_name("header_specimens.txt")


@dataclass(frozen=True)
class Specimen:
    """A page (heading line, then text) and the header that a careful reader expects of it."""

    name: str
    expected: tuple[str | None, ...]
    education: bool
    heading: str
    text: str


def read_specimens(path: Path) -> list[Specimen]:
    """Blocks: ``### name``, expected values (``-``: none, ``no``: no education), heading, text."""
    specimens = []
    for block in path.read_text("utf-8").split("### ")[1:]:
        name, values, heading, text = block.split("\n", 3)
        kind, year, adcode, level, number, *rest = values.split()
        expected = tuple(None if v == "-" else v for v in (kind, year, adcode, level, number))
        specimens.append(Specimen(name, expected, rest != ["no"], heading, text.strip()))
    return specimens


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "fixtures" / "regions")


def header_of(
    gazetteer: Gazetteer, heading: str, text: str, default_year: int | None = None
) -> Header:
    value = text if text.startswith(heading) else f"{heading}\n{text}"
    article = Article((0, len(value)), heading, Text.of(value), ())
    return read_header(article, gazetteer, default_year)


@pytest.mark.parametrize("specimen", read_specimens(SPECIMENS), ids=lambda s: s.name)
def test_header(gazetteer: Gazetteer, specimen: Specimen) -> None:
    header = header_of(gazetteer, specimen.heading, specimen.text)
    year = str(header.year) if header.year else None
    found = (header.kind, year, header.adcode, header.level, header.doc_number)
    if specimen.education:
        assert found == specimen.expected
    assert header.education == specimen.education
