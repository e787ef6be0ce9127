"""Bars of a timeline in their order enter, the lines that join what waits for what leave.

A bar is drawn in a picture of its own; a line that runs over several of them is cut into pieces.
"""

from dataclasses import dataclass, field

MIDDLE, ABOVE, BELOW = 50, -4, 104
"""Percent of the height of a row: at its bar, and a little into the row before and the next one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An upright piece of a line: place, first and last height, in percent."""

    at: float
    top: int
    bottom: int


@dataclass(slots=True)
class Strands:
    """Pieces of lines in one row, and whether one ends there: from which place to which."""

    pieces: list = field(default_factory=list)
    ends: list = field(default_factory=list)


def strands(bars):
    """Number of a matter -> its strands, of the bars that stand on one page.

    Each bar has a ``row.matter`` with ``waits_for``, ``start`` and ``end``; one whose end lies
    outside of the span is joined with nothing.
    """
    places = {bar.row.matter.pk: place for place, bar in enumerate(bars)}
    found = [Strands() for _ in bars]
    for after, bar in enumerate(bars):
        for row in bar.row.matter.waits_for.all():
            before = places.get(row.pk)
            if before is not None and bars[before].end is not None:
                _join(found, before, after, bars)
    return {bar.row.matter.pk: one for bar, one in zip(bars, found, strict=True)}


def _join(found, before, after, bars):
    """One line from the end of a bar to the start of another."""
    at = bars[before].end
    first, last = sorted((before, after))
    for place in range(first, last + 1):
        top = MIDDLE if place == first else ABOVE
        bottom = MIDDLE if place == last else BELOW
        found[place].pieces.append(Piece(at, top, bottom))
    found[after].ends.append((at, bars[after].start))
