"""Extracts of documents with every quantity labelled, scored attribute by attribute.

A block of ``statement_specimens.txt`` is ``=== name kind year level``, then the text. A label is
``{quantity|value unit comparator nature year [$] [/per]}``: value ``2~3`` for two values;
comparator ``= >= <= ~ - d`` (exactly, at least, at most, about, between, change); nature by its
first letter (``O``: optional, not scored); ``$`` for funding.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from plans.extraction.outline import read_outline
from plans.extraction.schema import Article, Header, Nature, Statement
from plans.extraction.statements import find_statements
from plans.extraction.text import Text

FILE = Path(__file__).parent / "statement_specimens.txt"
COMPARATORS = {
    "=": "exactly",
    ">=": "at_least",
    "<=": "at_most",
    "~": "about",
    "-": "between",
    "d": "change",
}
NATURES = {name[0].upper(): name for name in get_args(Nature)}
LABEL = re.compile(r"\{(?P<quantity>[^{}|]*)\|(?P<label>[^{}]*)\}")
# what is reached, rounded down: several readings of a few labels are open to dispute
FLOORS = {
    "precision": 0.99,
    "recall": 0.99,
    "comparator": 0.98,
    "nature": 0.95,
    "year": 0.94,
    "category": 0.98,
    "per": 0.98,
}


@dataclass(frozen=True)
class Label:
    start: int
    end: int
    number: tuple[Decimal, Decimal | None, str] | None
    meaning: dict[str, str | int | None]


def test_quantities_and_their_meaning_are_found() -> None:
    tally: Counter[str] = Counter()
    wrong = [line for block in blocks() for line in compared(*block, tally)]
    figures = {name: tally[name] / tally[f"all {name}"] for name in FLOORS}
    below = {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]}
    assert not below, "\n".join([str(below), *wrong])


def blocks() -> Iterator[tuple[Header, str, list[Label]]]:
    for block in FILE.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, marked = block.rstrip("\n").partition("\n")
        _, kind, year, level = head.split()
        text, labels = unmarked(marked)
        title = text.partition("\n")[0]
        yield (
            Header(title, kind, int(year), None, None, level, None, None, None, True),
            text,
            labels,
        )


def unmarked(marked: str) -> tuple[str, list[Label]]:
    text, labels, done = "", [], 0
    for match in LABEL.finditer(marked):
        text += marked[done : match.start()]
        done, start = match.end(), len(text)
        text += match["quantity"]
        labels.append(label(start, len(text), match["label"].split()))
    return text + marked[done:], labels


def label(start: int, end: int, fields: list[str]) -> Label:
    value, unit, comparator, nature, year, *rest = fields
    if nature == "O":
        return Label(start, end, None, {})
    low, _, high = value.partition("~")
    meaning: dict[str, str | int | None] = {
        "comparator": COMPARATORS[comparator],
        "nature": NATURES[nature],
        "year": int(year),
        "category": "funding" if "$" in rest else "indicator",
        "per": next((field[1:] for field in rest if field[0] == "/"), None),
    }
    return Label(start, end, (Decimal(low), Decimal(high) if high else None, unit), meaning)


def compared(header: Header, text: str, labels: list[Label], tally: Counter[str]) -> Iterator[str]:
    """Counts hits in the tally; yields what is wrong."""
    clean = Text.of(text)
    article = Article((0, len(text)), header.title, clean, read_outline(clean, ()))
    found = list(find_statements(article, header))
    for wanted in labels:
        near = [s for s in found if s.span[0] < wanted.end and wanted.start < s.span[1]]
        found = [s for s in found if s not in near]
        if wanted.number:
            tally["all precision"] += len(near)
            yield from judged(wanted, near, text, tally)
    tally["all precision"] += len(found)
    yield from (f"no quantity: {s.text} in {s.quote}" for s in found)


def judged(wanted: Label, near: list[Statement], text: str, tally: Counter[str]) -> Iterator[str]:
    around = text[max(0, wanted.start - 20) : wanted.end + 12]
    tally["all recall"] += 1
    same = [s for s in near if (s.value, s.value_high, s.unit) == wanted.number]
    if not same:
        yield f"missed: {text[wanted.start : wanted.end]} in {around}"
        return
    tally["recall"] += 1
    tally["precision"] += 1
    for name, value in wanted.meaning.items():
        tally[f"all {name}"] += 1
        tally[name] += getattr(same[0], name) == value
        if getattr(same[0], name) != value:
            yield f"{name} is {getattr(same[0], name)}, not {value}: {around}"


@pytest.mark.parametrize("repeated", ["12所", "12所、", "（12所", "百分之", "1、", "1\t"])
def test_numbers_without_words_are_damage(repeated: str) -> None:
    text = repeated * (30_000 // len(repeated))
    article = Article((0, len(text)), "计划", Text.of(text), ())
    header = Header("计划", "plan", 2014, None, None, "county", None, None, None, True)
    assert len(find_statements(article, header)) < 2
