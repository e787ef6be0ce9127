"""Labelled documents enter; the weights by which words lean to reached or promised leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import get_args

from plans.extraction import Gazetteer
from plans.extraction.learned import Logistic
from plans.extraction.schema import Kind, Nature
from plans.extraction.statements import read_statements
from plans.extraction.statements.leaning import Surroundings
from plans.extraction.statements.natures import WEAK
from tests.extraction.test_attributes import document
from tests.extraction.training.fitting import fit, store
from tests.extraction.training.reading import readings, sources, with_labels

PARTS = 10
"""Parts of the documents that are left out in turn."""
STRENGTH = 3.0
"""Ridge: chosen by documents left out."""
SELDOM = 3
"""A mark of fewer numbers says nothing of others."""
TOLD = 4
"""Times that a sentence of the tests counts."""
TESTS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Told:
    """A number that votes told, its marks, whether its label says reached, and its document."""

    document: str
    around: Surroundings
    marks: frozenset[str]
    is_reached: bool

    def is_right(self, weights: Logistic) -> bool:
        """Whether it is told as its label tells it."""
        return (self.around.weighed(weights) > 0) == self.is_reached


def labelled(gazetteer: Gazetteer) -> list[Told]:
    """Every number of documents and of the tests' sentences that is promised or reached."""
    documents = [told for each in sources() for told in _of(*each, gazetteer)]
    return documents + [told for told in _of_sentences() for _ in range(TOLD)]


def _of_sentences() -> Iterator[Told]:
    """The single sentences of the tests, which are promised to the letter."""
    for number, (kind, sentence, natures) in enumerate(_rows()):
        found = [meaning for _, (_, meaning) in read_statements(*document(sentence, kind=kind))]
        for meaning, nature in zip(found[-len(natures) :], natures, strict=True):
            if meaning.around and nature in _SIDES:
                yield _told(f"sentences {number % PARTS}", meaning.around, nature)


def _rows() -> Iterator[tuple[Kind, str, list[Nature]]]:
    """Kind of document, sentence and natures of every such row of the tests."""
    for path in sorted(TESTS.glob("test_attributes*.py")):
        module = import_module(f"tests.extraction.{path.stem}")
        tables = (t for t in vars(module).values() if isinstance(t, list))
        for row in chain.from_iterable(tables):
            if len(row) == 3 and row[0] in get_args(Kind) and isinstance(row[2], list):
                told = [t[0] if isinstance(t, tuple) else t for t in row[2]]
                if set(told) <= set(get_args(Nature)):
                    yield row[0], row[1], told


def _told(document: str, around: Surroundings, nature: Nature) -> Told:
    return Told(document, around, frozenset(around.marks()), nature == "actual")


def _of(labels: Path, source: Path, gazetteer: Gazetteer) -> Iterator[Told]:
    for label, (_, meaning) in with_labels(labels, list(readings(source, gazetteer))):
        if meaning.around and label["nature"] in _SIDES:
            yield _told(labels.stem, meaning.around, label["nature"])


_SIDES = ("actual", "target")


def fitted(cases: Sequence[Told]) -> Logistic:
    """What the cases teach."""
    return fit([(c.marks, c.is_reached) for c in cases], strength=STRENGTH, rare=SELDOM)


def write(weights: Logistic) -> None:
    """One table."""
    store("natures", {"reached": weights})


def held_out(cases: Sequence[Told]) -> tuple[int, int, int]:
    """Numbers that rules hardly tell, right of them by rules, right by what others teach.

    The documents are left out in ``PARTS`` parts.
    """
    documents = sorted({c.document for c in cases})
    weak = rule = learned = 0
    for part in range(PARTS):
        left_out = frozenset(documents[part::PARTS])
        weights = fitted([c for c in cases if c.document not in left_out])
        own = [c for c in cases if c.document in left_out and abs(c.around.votes) < WEAK]
        weak += len(own)
        rule += sum(c.is_right(Logistic({})) for c in own)
        learned += sum(c.is_right(weights) for c in own)
    return weak, rule, learned


def report(cases: Sequence[Told]) -> None:
    """Print what holds on documents left out."""
    weak, rule, learned = held_out(cases)
    print(f"natures, {weak} hardly told by rules: right {rule / weak:.3f} by rule", end=", ")
    print(f"{learned / weak:.3f} with what was learned, left out")
