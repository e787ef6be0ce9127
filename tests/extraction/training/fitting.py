"""Cases (their features, whether it is so) enter, a ``Logistic`` leaves; nothing is random."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from plans.extraction.learned.logistic import BIAS, Logistic

RARE = 2
"""A feature of fewer cases says nothing of others."""
STEPS = 400
RATE = 0.5
KEPT = 1e-3
"""Weights below it are left out of the file."""

LEARNED = Path(__file__).resolve().parents[3] / "plans" / "extraction" / "learned"

Case = tuple[Collection[str], bool]


def store(file: str, models: Mapping[str, Logistic]) -> None:
    """Write ``file.json`` with a table of each model, the weights one to a line."""
    tables = {name: dict(model.weights) for name, model in models.items()}
    text = json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True)
    (LEARNED / f"{file}.json").write_text(text + "\n", encoding="utf-8")


def fit(cases: Sequence[Case], *, strength: float = 1.0, rare: int = RARE) -> Logistic:
    """Weights of least log loss with a ridge of ``strength``, found by diagonal Adagrad steps.

    Cases of the same features are reckoned as one that weighs as much as all of them.
    """
    times: Counter[frozenset[str]] = Counter()
    so: Counter[frozenset[str]] = Counter()
    for features, is_so in cases:
        times[frozenset(features)] += 1
        so[frozenset(features)] += is_so
    number, truth = (np.array([count[f] for f in times], dtype=float) for count in (times, so))
    names, rows, columns = _table(times, rare)
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-6)
    for _ in range(STEPS):
        scores = np.bincount(rows, weights=weights[columns])
        misses = number / (1 + np.exp(-np.clip(scores, -30, 30))) - truth
        slope = np.bincount(columns, weights=misses[rows], minlength=len(names))
        slope[1:] += strength * weights[1:]
        squares += slope**2
        weights -= RATE * slope / np.sqrt(squares)
    return Logistic(
        {name: round(float(w), 4) for name, w in zip(names, weights, strict=True) if abs(w) > KEPT}
    )


def _table(
    times: Mapping[frozenset[str], int], rare: int
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Names of the features that are not rare, and row and column of each that holds."""
    seen: Counter[str] = Counter()
    for features, number in times.items():
        for feature in features:
            seen[feature] += number
    names = [BIAS, *sorted(f for f, n in seen.items() if n >= rare)]
    places = {name: i for i, name in enumerate(names)}
    rows, columns = [], []
    for row, features in enumerate(times):
        held = sorted({places[f] for f in features if f in places} | {0})
        rows += [row] * len(held)
        columns += held
    return names, np.array(rows), np.array(columns)
