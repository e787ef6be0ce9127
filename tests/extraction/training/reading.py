"""A labelled document enters; its statements as read, with what each was made of, leave."""

from collections.abc import Iterator
from pathlib import Path

from plans.extraction import Gazetteer, read
from plans.extraction.header import read_header
from plans.extraction.repair import repair
from plans.extraction.schema import Header, Statement
from plans.extraction.splitting import split
from plans.extraction.statements import Grounds, read_statements


def readings(source: Path, gazetteer: Gazetteer) -> Iterator[tuple[Header, Statement, Grounds]]:
    """Every statement of a document, its header before it."""
    reading = read(source.name, source.read_bytes())
    repaired = repair(reading.text)
    for article in split(repaired.text, reading.headings):
        header = read_header(article, gazetteer, None)
        for statement, grounds in read_statements(article, header):
            yield header, statement, grounds
