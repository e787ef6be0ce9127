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


def fit(cases: Sequence[Case], *, strength: float = 1.0) -> Logistic:
    """Weights of least log loss with a ridge of ``strength``, found by diagonal Adagrad steps."""
    seen = Counter(f for features, _ in cases for f in set(features))
    names = [BIAS, *sorted(f for f, n in seen.items() if n >= RARE)]
    places = {name: i for i, name in enumerate(names)}
    rows, columns = [], []
    for row, (features, _) in enumerate(cases):
        held = {places[f] for f in features if f in places} | {0}
        rows += [row] * len(held)
        columns += sorted(held)
    truth = np.array([is_so for _, is_so in cases], dtype=float)
    weights = _descend(np.array(rows), np.array(columns), truth, len(names), strength)
    return Logistic(
        {name: round(float(w), 4) for name, w in zip(names, weights, strict=True) if abs(w) > KEPT}
    )


def _descend(rows, columns, truth, width, strength):
    weights, squares = np.zeros(width), np.full(width, 1e-6)
    for _ in range(STEPS):
        scores = np.bincount(rows, weights=weights[columns], minlength=len(truth))
        misses = 1 / (1 + np.exp(-np.clip(scores, -30, 30))) - truth
        slope = np.bincount(columns, weights=misses[rows], minlength=width)
        slope[1:] += strength * weights[1:]
        squares += slope**2
        weights -= RATE * slope / np.sqrt(squares)
    return weights
