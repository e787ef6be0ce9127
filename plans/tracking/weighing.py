"""Parts of a matter with their weights enter, the progress of the whole leaves."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal


def whole_progress(parts: Iterable[tuple[Decimal, int]]) -> int:
    """Progress in percent of a whole: that of its parts, each ``(weight, percent)``.

    Nothing is called done before all of it is: what would round to 100 stays 99 until then.
    """
    pairs = list(parts)
    total = sum((weight for weight, _ in pairs), Decimal(0))
    if total <= 0:
        return 0
    exact = sum((weight * percent for weight, percent in pairs), Decimal(0)) / total
    is_done = all(percent == 100 for _, percent in pairs)
    rounded = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    return 100 if is_done else min(rounded, 99)
