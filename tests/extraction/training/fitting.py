"""Cases (their features, whether it is so) enter, a ``Logistic`` leaves; nothing is random."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from plans.extraction.learned.logistic import BIAS, Logistic

RARE = 2
"""A feature of fewer cases says nothing of others."""
STEPS = 400
RATE = 0.5
KEPT = 1e-3
"""Weights below it are left out of the file."""

Case = tuple[Collection[str], bool]


def fit(cases: Sequence[Case], *, strength: float = 1.0, rare: int = RARE) -> Logistic:
    """Weights of least log loss with a ridge of ``strength``, found by diagonal Adagrad steps."""
    names, rows, columns = _table([features for features, _ in cases], rare)
    truth = np.array([is_so for _, is_so in cases], dtype=float)
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-6)
    for _ in range(STEPS):
        scores = np.bincount(rows, weights=weights[columns])
        misses = 1 / (1 + np.exp(-np.clip(scores, -30, 30))) - truth
        slope = np.bincount(columns, weights=misses[rows], minlength=len(names))
        slope[1:] += strength * weights[1:]
        squares += slope**2
        weights -= RATE * slope / np.sqrt(squares)
    return Logistic(
        {name: round(float(w), 4) for name, w in zip(names, weights, strict=True) if abs(w) > KEPT}
    )


def _table(
    cases: Sequence[Collection[str]], rare: int = RARE
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Names of the features that are not rare, and row and column of each that holds."""
    seen = Counter(f for features in cases for f in set(features))
    names = [BIAS, *sorted(f for f, n in seen.items() if n >= rare)]
    places = {name: i for i, name in enumerate(names)}
    rows, columns = [], []
    for row, features in enumerate(cases):
        held = sorted({places[f] for f in features if f in places} | {0})
        rows += [row] * len(held)
        columns += held
    return names, np.array(rows), np.array(columns)
