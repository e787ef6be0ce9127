"""Features (words that hold of a case) enter, a probability leaves: logistic regression."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BIAS = ""
"""Feature that every case has."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights of features; a feature without weight counts nothing."""

    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Log odds that a case with these features is so."""
        return self.weights.get(BIAS, 0.0) + self.part(features)

    def part(self, features: Iterable[str]) -> float:
        """What some of the features of a case add to its log odds."""
        return sum(filter(None, map(self.weights.get, features)))

    def probability(self, features: Iterable[str]) -> float:
        """Probability between 0 and 1 that a case with these features is so."""
        bounded = max(-30.0, min(30.0, self.score(features)))
        return 1 / (1 + math.exp(-bounded))

    @property
    def is_learned(self) -> bool:
        """Whether there is anything to go by."""
        return bool(self.weights)
