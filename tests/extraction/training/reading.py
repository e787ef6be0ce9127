"""A labelled document enters; its statements as read, with what each was made of, leave."""

from collections.abc import Iterator
from pathlib import Path

from plans.extraction import Gazetteer, read
from plans.extraction.header import read_header
from plans.extraction.repair import repair
from plans.extraction.schema import Header, Statement
from plans.extraction.splitting import split
from plans.extraction.statements import Grounds, read_statements

DATA = Path(__file__).resolve().parents[1] / "data"


def readings(source: Path, gazetteer: Gazetteer) -> Iterator[tuple[Header, Statement, Grounds]]:
    """Every statement of a document, its header before it."""
    reading = read(source.name, source.read_bytes())
    repaired = repair(reading.text)
    for article in split(repaired.text, reading.headings, repaired.page_lines):
        header = read_header(article, gazetteer, None)
        for statement, grounds in read_statements(article, header):
            yield header, statement, grounds


def sources() -> Iterator[tuple[Path, Path]]:
    """Labels and text of each labelled document of the project."""
    for labels in sorted(DATA.glob("*.json")):
        if labels.with_suffix(".txt").exists():
            yield labels, labels.with_suffix(".txt")
