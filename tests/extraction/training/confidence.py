"""Labelled documents enter; the weights of confidence leave, and how far they hold elsewhere."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from plans.extraction import Gazetteer, read
from plans.extraction.confidence import ASPECTS
from plans.extraction.confidence.features import features
from plans.extraction.contract import as_contract
from plans.extraction.learned import Logistic
from plans.extraction.pipeline import extract
from plans.extraction.repair import repair
from plans.extraction.splitting import split
from tests.extraction.training.comparing import judged
from tests.extraction.training.fitting import fit, store
from tests.extraction.training.reading import sources

ROOT = Path(__file__).resolve().parents[3]
STRENGTH = 10.0
"""Ridge: chosen by the reliability of documents left out."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A found statement: its document, its words, and what was right of it."""

    document: str
    words: frozenset[str]
    right: dict[str, bool]


def labelled() -> list[Judged]:
    """Every statement found in the labelled documents, but those of optional labels."""
    gazetteer = Gazetteer.load(ROOT / "fixtures" / "regions")
    return [case for labels, _ in sources() for case in _of_document(labels, gazetteer)]


def _of_document(labels: Path, gazetteer: Gazetteer) -> list[Judged]:
    source = labels.with_suffix(".txt")
    reading = read(source.name, source.read_bytes())
    found = extract(reading, gazetteer=gazetteer)
    repaired = repair(reading.text)
    articles = split(repaired.text, reading.headings, repaired.page_lines)
    words = [
        said
        for article, document in zip(articles, found.documents, strict=True)
        for said in features(article, document.header, document.statements)
    ]
    records = [s for d in as_contract(found)["documents"] for s in d["statements"]]
    wanted = json.loads(labels.read_text(encoding="utf-8"))["documents"]
    right = judged(records, [s for d in wanted for s in d.get("statements", ())])
    return [
        Judged(labels.stem, said, what)
        for said, what in zip(words, right, strict=True)
        if what is not None
    ]


def fitted(cases: Sequence[Judged]) -> dict[str, Logistic]:
    """One model for each aspect."""
    return {
        name: fit([(c.words, c.right[name]) for c in cases if name in c.right], strength=STRENGTH)
        for name in ASPECTS
    }


def write(models: dict[str, Logistic]) -> None:
    """One file with a table of weights for each aspect."""
    store("confidence", models)


def held_out(
    cases: Sequence[Judged], *, aspect: str = "all", folds: int = 10
) -> list[tuple[float, bool]]:
    """Predicted and true of each case, by a model that never saw its document."""
    known = [c for c in cases if aspect in c.right]
    documents = sorted({c.document for c in known})
    pairs = []
    for fold in range(min(folds, len(documents))):
        left_out = set(documents[fold::folds])
        seen = [(c.words, c.right[aspect]) for c in known if c.document not in left_out]
        model = fit(seen, strength=STRENGTH)
        pairs += [
            (model.probability(c.words), c.right[aspect]) for c in known if c.document in left_out
        ]
    return sorted(pairs, reverse=True)


def bins(pairs: Sequence[tuple[float, bool]], count: int = 10) -> list[tuple[float, float, int]]:
    """Predicted mean, share right and number of cases for each equal part of sorted pairs."""
    cuts = [len(pairs) * i // count for i in range(count + 1)]
    parts = [pairs[a:b] for a, b in pairwise(cuts) if b > a]
    return [(fmean(p for p, _ in part), fmean(t for _, t in part), len(part)) for part in parts]


def error(pairs: Sequence[tuple[float, bool]], count: int = 10) -> float:
    """How far predicted and right are apart, weighted by cases."""
    return sum(abs(p - t) * n for p, t, n in bins(pairs, count)) / len(pairs)


def report(cases: Sequence[Judged]) -> None:
    """Print what holds on documents left out."""
    for aspect in ASPECTS:
        pairs = held_out(cases, aspect=aspect)
        share = fmean(t for _, t in pairs)
        print(f"{aspect:11} n {len(pairs):5} right {share:.3f} error {error(pairs):.3f}")
    pairs = held_out(cases)
    print("\npredicted right     n")
    for predicted, right, number in bins(pairs):
        print(f"{predicted:9.3f} {right:5.3f} {number:5}")
    print("\nlimit  share right     n")
    for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0):
        top = pairs[: max(1, round(len(pairs) * share))]
        print(f"{top[-1][0]:5.3f} {share:6.1f} {fmean(t for _, t in top):5.3f} {len(top):5}")
    print("\nat least  share right     n")
    for limit in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7):
        top = [t for p, t in pairs if p >= limit]
        if top:
            print(f"{limit:8.2f} {len(top) / len(pairs):6.2f} {fmean(top):5.3f} {len(top):5}")
