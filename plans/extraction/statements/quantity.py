"""A number with its unit, before anything is known about what it measures."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """``start``/``end`` are positions in the clean text that it was found in; base units."""

    start: int
    end: int
    value: Decimal
    value_high: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Naming:
    """What a quantity measures; None where the sentence does not say. ``rule`` names the rule.

    ``offer`` holds the other names that were offered, where any were; ``likely`` tells how
    likely the name is right, in tenths, where one was chosen.
    """

    indicator: str | None
    scope: str | None
    rule: str
    likely: int | None = field(default=None, compare=False, repr=False)
    offer: object = field(default=None, compare=False, repr=False)


Told = tuple[tuple[str, str], ...]
"""Units and names of what a line has measured so far, the newest last."""
