"""Numbers by stage, a seed and a share enter, the numbers that are drawn leave; no chance in it.

Whoever knows the seed draws the same again: of each stage those with the smallest SHA-256 of
``seed:number``, as many as the share asks, rounded up.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256


def draw(strata: Mapping[str, Iterable[int]], seed: int, percent: int) -> set[int]:
    """The numbers drawn: of each stratum ``percent`` of it, at least one where it has any."""
    found: set[int] = set()
    for numbers in strata.values():
        ranked = sorted(numbers, key=lambda number: (_lot(seed, number), number))
        found |= set(ranked[: -(-len(ranked) * percent // 100)])
    return found


def _lot(seed: int, number: int) -> str:
    return sha256(f"{seed}:{number}".encode()).hexdigest()
