"""How the cost of a call grows with its input.

The best of three runs counts, on both sides and in time of this process alone, so that a busy
machine does not decide.
"""

from collections.abc import Callable
from time import process_time
from typing import TypeVar

Made = TypeVar("Made")
MOST = 3
"""Costs over those of linear growth; quadratic growth over a tenfold input has ten."""
SHORTEST = 0.005
"""Seconds that count as nothing; the clock and the first allocation weigh as much."""


def is_linear(make: Callable[[int], Made], run: Callable[[Made], object], small: int) -> bool:
    """Whether ``run`` on an input ten times ``small`` costs no more than linear growth allows."""

    def cost(size: int) -> float:
        made = make(size)
        return min(seconds(made) for _ in range(3))

    def seconds(made: Made) -> float:
        start = process_time()
        run(made)
        return process_time() - start

    return cost(10 * small) < MOST * 10 * max(cost(small), SHORTEST)
