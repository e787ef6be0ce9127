"""Offsets of a clean text, packed for a database column and unpacked again.

Most characters follow their neighbour by one, so deltas compress to almost nothing.
"""

import zlib
from array import array
from itertools import accumulate

from plans.extraction.text import Text


def pack(text: Text) -> bytes:
    """Starts and lengths of all characters as compressed deltas."""
    starts = array("I", (b - a for a, b in zip([0, *text.starts], text.starts, strict=False)))
    lengths = array("I", (b - a for a, b in zip(text.starts, text.ends, strict=True)))
    return zlib.compress(starts.tobytes() + lengths.tobytes())


def unpack(clean: str, packed: bytes) -> Text:
    """The text that ``pack`` was given; ``clean`` is its value."""
    deltas = array("I")
    deltas.frombytes(zlib.decompress(packed))
    starts = array("I", accumulate(deltas[: len(clean)]))
    ends = array("I", map(int.__add__, starts, deltas[len(clean) :]))
    return Text(clean, starts, ends)
