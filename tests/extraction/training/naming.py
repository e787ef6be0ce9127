"""Labelled documents enter; the weights by which names are chosen leave, and how far they hold."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pstdev

from plans.extraction import Gazetteer
from plans.extraction.learned import Logistic
from plans.extraction.schema import Statement
from plans.extraction.statements.naming.candidates import Offer
from plans.extraction.statements.naming.choosing import features, likeliest
from plans.extraction.statements.naming.sentence import offer_names
from tests.extraction import test_naming as tables
from tests.extraction import test_naming_fresh as fresh
from tests.extraction import test_naming_plain as plain
from tests.extraction.training.comparing import Record, is_alike, paired
from tests.extraction.training.fitting import fit_choice
from tests.extraction.training.reading import readings, sources

TARGET = Path(__file__).resolve().parents[3] / "plans" / "extraction" / "learned" / "naming.json"
SENTENCES = (
    *(*tables.COUNTS, *tables.RATES, *tables.SUMS, *tables.RUNNING, *tables.REPORTS),
    *(*fresh.CASES, *plain.CASES, *plain.LED_UP_TO, *plain.FRAMED, *plain.BOUND, *plain.CARRIED),
)
"""Single sentences with the names of their quantities: they keep choosing from harming rules."""
PARTS = 10
STRENGTH = 16.0
"""Ridge: chosen by the names of documents left out."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A statement's offered names, which of them are right, and the document it stands in."""

    document: str
    offer: Offer
    right: tuple[bool, ...]
    words: tuple[frozenset[str], ...]
    rule_is_right: bool


def labelled(gazetteer: Gazetteer) -> list[Offered]:
    """Every labelled statement of the project's documents and sentences that was offered names."""
    documents = [
        case
        for labels, source in sources()
        for case in _of_document(labels, list(readings(source, gazetteer)))
    ]
    return documents + list(_of_sentences())


def _of_sentences() -> Iterator[Offered]:
    for number, (marked, *names) in enumerate(SENTENCES):
        sentence, quantities = tables.quantities(marked)
        for offer, name in zip(offer_names(sentence, quantities), names, strict=True):
            if offer.names and name:
                yield _offered(f"{SENTENCE} {number % PARTS}", offer, name.removeprefix("~"))


SENTENCE = "sentences"


def _offered(document: str, offer: Offer, name: str) -> Offered:
    right = tuple(is_alike(candidate.name, name) for candidate in offer.names)
    ruled = is_alike(offer.naming.indicator, name)
    return Offered(document, offer, right, tuple(features(offer)), ruled)


def _of_document(labels: Path, found: Sequence) -> list[Offered]:
    wanted = json.loads(labels.read_text(encoding="utf-8"))["documents"]
    records = [s for d in wanted for s in d["statements"]]
    partner = paired([_record(statement) for _, statement, _ in found], records)
    cases = []
    for number, (_, _, (naming, _)) in enumerate(found):
        label, offer = partner.get(number), naming.offer
        if label is None or label.get("optional") or offer is None or not offer.names:
            continue
        cases.append(_offered(labels.stem, offer, label["indicator"]))
    return cases


def _record(statement: Statement) -> Record:
    return {
        "span": statement.span,
        "value": statement.value,
        "value_high": statement.value_high,
        "unit": statement.unit,
    }


def fitted(cases: Sequence[Offered]) -> Logistic:
    """Weights by which the right ones of the offered names are likeliest."""
    groups = [list(zip(case.words, case.right, strict=True)) for case in cases]
    return fit_choice(groups, strength=STRENGTH)


def write(model: Logistic) -> None:
    """The weights, one to a line."""
    text = json.dumps(dict(model.weights), ensure_ascii=False, indent=0, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")


def stored() -> Logistic:
    """The weights of the file."""
    return Logistic(json.loads(TARGET.read_text(encoding="utf-8")))


def held_out(cases: Sequence[Offered]) -> dict[str, tuple[int, float, float]]:
    """For each document: names, share right by rule, share right as chosen without it."""
    documents = sorted({c.document for c in cases})
    found = {}
    for fold in range(PARTS):
        left_out = documents[fold::PARTS]
        model = fitted([c for c in cases if c.document not in left_out])
        for document in left_out:
            own = [c for c in cases if c.document == document]
            chosen = fmean(is_chosen_right(model, c) for c in own)
            found[document] = (len(own), fmean(c.rule_is_right for c in own), chosen)
    return found


def is_chosen_right(model: Logistic, case: Offered) -> bool:
    """Whether the likeliest of the offered names is right."""
    return case.right[case.offer.names.index(likeliest(model, case.offer)[0])]


def share(found: dict[str, tuple[int, float, float]], column: int) -> float:
    """Share right over all names (column 1: by rule, 2: as chosen)."""
    return sum(f[0] * f[column] for f in found.values()) / sum(f[0] for f in found.values())


def report(cases: Sequence[Offered]) -> None:
    """Print what holds on documents left out, ten parts in turn."""
    found = held_out(cases)
    told = {d: f for d, f in found.items() if d.startswith(SENTENCE)}
    written = {d: f for d, f in found.items() if d not in told}
    for kind, own in (("documents", written), ("sentences", told)):
        for name, column in (("rule", 1), ("chosen", 2)):
            spread = pstdev(f[column] for f in own.values())
            print(f"{kind}, {name:6} right {share(own, column):.3f} spread {spread:.3f} left out")
    model = fitted(cases)
    known = fmean(is_chosen_right(model, c) for c in cases)
    best = fmean(any(c.right) for c in cases)
    print(f"names, chosen  right {known:.3f} where learned from; {best:.3f} is offered")
