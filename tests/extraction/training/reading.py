"""A labelled document enters; its statements as read, with what each was made of, leave."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from plans.extraction import Gazetteer, read
from plans.extraction.header import read_header
from plans.extraction.repair import repair
from plans.extraction.schema import Header, Statement
from plans.extraction.splitting import split
from plans.extraction.statements import Grounds, read_statements
from tests.extraction.training.comparing import Record, paired

DATA = Path(__file__).resolve().parents[1] / "data"

Reading = tuple[Header, Statement, Grounds]


def readings(source: Path, gazetteer: Gazetteer) -> Iterator[Reading]:
    """Every statement of a document, its header before it."""
    reading = read(source.name, source.read_bytes())
    repaired = repair(reading.text)
    for article in split(repaired.text, reading.headings, repaired.page_lines):
        header = read_header(article, gazetteer, None)
        for statement, grounds in read_statements(article, header):
            yield header, statement, grounds


def with_labels(labels: Path, found: Sequence[Reading]) -> Iterator[tuple[Record, Grounds]]:
    """The label of each statement that has one which is not optional, with its grounds."""
    wanted = json.loads(labels.read_text(encoding="utf-8"))["documents"]
    partner = paired(
        [_record(statement) for _, statement, _ in found],
        [label for document in wanted for label in document["statements"]],
    )
    for number, (_, _, grounds) in enumerate(found):
        label = partner.get(number)
        if label is not None and not label.get("optional"):
            yield label, grounds


def _record(statement: Statement) -> Record:
    return {
        "span": statement.span,
        "value": statement.value,
        "value_high": statement.value_high,
        "unit": statement.unit,
    }


def sources() -> Iterator[tuple[Path, Path]]:
    """Labels and text of each labelled document of the project."""
    for labels in sorted(DATA.glob("*.json")):
        if labels.with_suffix(".txt").exists():
            yield labels, labels.with_suffix(".txt")
