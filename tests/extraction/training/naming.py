"""Labelled documents enter; the weights by which names are chosen leave, and how far they hold.

What is learned of words must not have seen the document whose names it helps to weigh, in use as
in training: the documents are read in ``INNER`` parts, each by what the others teach of words.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from statistics import fmean, pstdev

from plans.extraction import Gazetteer
from plans.extraction.learned import Logistic
from plans.extraction.learned.logistic import BIAS
from plans.extraction.statements.naming.candidates import Offer
from plans.extraction.statements.naming.choosing import (
    TABLES,
    Weights,
    described,
    likeliest,
    pairs_of,
)
from plans.extraction.statements.naming.sentence import offer_names
from tests.extraction.test_naming import quantities
from tests.extraction.training.comparing import is_alike
from tests.extraction.training.fitting import Case, fit, store
from tests.extraction.training.reading import Reading, readings, sources, with_labels

TESTS = Path(__file__).resolve().parents[1]
PARTS = 10
"""Parts of the documents that are left out in turn."""
INNER = 4
"""Parts of those learned from, each read by what the others teach of words."""
STRENGTH = 8.0
"""Ridge: chosen by the names of documents left out."""
SELDOM = 5
"""A mark of fewer words says nothing of others."""
TOLD = 4
"""Times that a sentence of the tests counts, whose names are promised to the letter."""
UNSAID = 0.3
"""Times that a pair of characters is taken to stand in names where it never stood."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A statement's offered names, its labelled name, and the document it stands in."""

    document: str
    offer: Offer
    name: str

    @property
    def is_told(self) -> bool:
        """Whether it is a single sentence of the tests."""
        return self.document.startswith(SENTENCE)

    @property
    def rule_is_right(self) -> bool:
        """Whether the rules alone name it."""
        return is_alike(self.offer.naming.indicator, self.name)


def labelled(gazetteer: Gazetteer) -> list[Offered]:
    """Every labelled statement of the project's documents and sentences that was offered names."""
    documents = [
        case
        for labels, source in sources()
        for case in of_document(labels, list(readings(source, gazetteer)))
    ]
    return documents + list(_of_sentences())


def _of_sentences() -> Iterator[Offered]:
    """The single sentences of the tests: they keep choosing from harming the rules."""
    for number, (marked, (names, *around)) in enumerate(_told().items()):
        sentence, found = quantities(marked)
        for offer, name in zip(offer_names(sentence, found, *around), names, strict=True):
            if offer.names and name:
                yield Offered(f"{SENTENCE} {number % PARTS}", offer, name.removeprefix("~"))


def _told() -> dict[str, tuple]:
    """Every sentence of a table of the tests, its numbers in marks.

    With the names of all its numbers, the headings over it and the sentence before.
    """
    found = {}
    for path in sorted(TESTS.glob("test_naming*.py")):
        module = import_module(f"tests.extraction.{path.stem}")
        tables = (t for t in vars(module).values() if isinstance(t, list | tuple))
        for marked, *told in chain.from_iterable(tables):
            names, *around = told[-1:] + told[:-1] if isinstance(told[-1], tuple) else [told]
            if marked.count("【") == len(names):
                found[marked] = (names, *around)
    return found


SENTENCE = "sentences"


def of_document(labels: Path, found: Sequence[Reading]) -> Iterator[Offered]:
    """The labelled statements of one document that were offered names."""
    for label, (naming, _) in with_labels(labels, found):
        if naming.offer and naming.offer.names:
            yield Offered(labels.stem, naming.offer, label["indicator"])


def parts_of(cases: Sequence[Offered], number: int) -> list[frozenset[str]]:
    """The documents in so many parts."""
    documents = sorted({c.document for c in cases})
    return [frozenset(documents[part::number]) for part in range(number)]


def fitted(cases: Sequence[Offered]) -> Weights:
    """What the cases teach of words, of pairs of characters, and of names."""
    told: list[Case] = []
    for part in parts_of(cases, INNER):
        seen = [c for c in cases if c.document not in part]
        of_words = Weights(_of_words(seen), _of_pairs(seen), Logistic({}))
        for case in cases:
            if case.document in part:
                told += _names_of(of_words, case) * (TOLD if case.is_told else 1)
    return Weights(_of_words(cases), _of_pairs(cases), fit(told, strength=STRENGTH))


def _names_of(weights: Weights, case: Offered) -> list[Case]:
    """What holds of every name, and whether it is right."""
    names, marks = described(weights, case.offer)
    to_the_letter = case.is_told and case.name in names
    right = [name == case.name if to_the_letter else is_alike(name, case.name) for name in names]
    return list(zip(marks, right, strict=True))


def _of_words(cases: Sequence[Offered]) -> Logistic:
    """Weights of what makes a word near a number one of its name."""
    words = [
        (word.marks, word.text in case.name)
        for case in cases
        for word in case.offer.words
        if len(word.text) > 1
    ]
    return fit(words, rare=SELDOM)


def _of_pairs(cases: Sequence[Offered]) -> Logistic:
    """How usual each pair of characters is in names: the logarithm of its share."""
    counts = Counter(pair for case in cases for pair in pairs_of(case.name))
    total = counts.total()
    shares = {pair: _log((n + UNSAID) / total) for pair, n in counts.items() if n > 1}
    return Logistic({BIAS: _log(UNSAID / total), **shares})


def _log(share: float) -> float:
    return round(math.log(share), 2)


def write(weights: Weights) -> None:
    """One file with a table for each."""
    store("naming", {name: getattr(weights, name) for name in TABLES})


def held_out(cases: Sequence[Offered], number: int = PARTS) -> dict[str, tuple[int, float, float]]:
    """For each document: names, share right by rule, share right as chosen without it.

    The documents are left out in so many parts.
    """
    found = {}
    for left_out in parts_of(cases, number):
        weights = fitted([c for c in cases if c.document not in left_out])
        for document in left_out:
            own = [c for c in cases if c.document == document]
            chosen = fmean(is_chosen_right(weights, c) for c in own)
            found[document] = (len(own), fmean(c.rule_is_right for c in own), chosen)
    return found


def is_chosen_right(weights: Weights, case: Offered) -> bool:
    """Whether the likeliest of the offered names is right."""
    return is_alike(likeliest(weights, case.offer)[0], case.name)


def share(found: dict[str, tuple[int, float, float]], column: int) -> float:
    """Share right over all names (column 1: by rule, 2: as chosen)."""
    return sum(f[0] * f[column] for f in found.values()) / sum(f[0] for f in found.values())


def report(cases: Sequence[Offered]) -> None:
    """Print what holds on documents left out, ten parts in turn."""
    found = held_out(cases)
    sentences = {case.document for case in cases if case.is_told}
    told = {d: f for d, f in found.items() if d in sentences}
    written = {d: f for d, f in found.items() if d not in told}
    for kind, own in (("documents", written), ("sentences", told)):
        for name, column in (("rule", 1), ("chosen", 2)):
            spread = pstdev(f[column] for f in own.values())
            print(f"{kind}, {name:6} right {share(own, column):.3f} spread {spread:.3f} left out")
