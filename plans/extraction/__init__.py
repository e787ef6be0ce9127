"""The door: the bytes of a file enter, what eduplan believes about them leaves."""

import logging

import jieba

from plans.extraction.funding import funding_source
from plans.extraction.gazetteer import Gazetteer
from plans.extraction.pipeline import extract, read_passage
from plans.extraction.reading import read
from plans.extraction.schema import Extraction, Header, ReadError

__all__ = [
    "Extraction",
    "Gazetteer",
    "Header",
    "ReadError",
    "extract",
    "extract_file",
    "funding_source",
    "read",
    "read_passage",
]

# jieba announces on stderr how it loads its dictionary; stderr is for what is wrong with a file.
jieba.setLogLevel(logging.WARNING)


def extract_file(
    name: str, data: bytes, *, gazetteer: Gazetteer, default_year: int | None = None
) -> Extraction:
    """Read and understand one file; raises ``ReadError`` when its bytes cannot become text."""
    return extract(read(name, data), gazetteer=gazetteer, default_year=default_year)
