"""Labelled documents enter; offered names with what holds of each and whether it is right leave."""

from collections.abc import Iterator
from pathlib import Path

from plans.extraction import Gazetteer, read
from plans.extraction.header import read_header
from plans.extraction.repair import repair
from plans.extraction.schema import Statement
from plans.extraction.splitting import split
from plans.extraction.statements import find_statements
from plans.extraction.statements.naming import name_quantities
from plans.extraction.statements.naming.candidates import Offer
from plans.extraction.statements.naming.sentence import offer_names


def offers(source: Path, gazetteer: Gazetteer) -> Iterator[tuple[Statement, Offer | None]]:
    """Each statement of a document as the rules alone read it, with the names it was offered."""
    reading = read(source.name, source.read_bytes())
    repaired = repair(reading.text)
    for article in split(repaired.text, reading.headings):
        heard: list[Offer | None] = []
        found = find_statements(article, read_header(article, gazetteer, None), _listener(heard))
        yield from zip(found, heard, strict=False)


def _listener(heard: list[Offer | None]):
    def name(sentence, quantities, headings, before, above):
        if "\t" in sentence:
            heard.extend([None] * len(quantities))
            return name_quantities(sentence, quantities, headings, before, above)
        offered = offer_names(sentence, quantities, headings, before, above)
        heard.extend(offered)
        return tuple(o.naming for o in offered)

    return name
