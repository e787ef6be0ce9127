"""Moments of a reviewer's decisions enter, the minutes that the rest will take leave."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from statistics import fmean

RECENT = 40
"""Decisions that tell the pace: the last few minutes of work."""
LONGEST = 120.0
"""Seconds between two decisions that still are work; a longer one is a telephone call."""
FEWEST = 5
"""Decisions below which there is no pace to speak of."""


def minutes_left(moments: Sequence[datetime], undecided: int) -> int | None:
    """Minutes that ``undecided`` rows take at the pace of the last decisions, at least one.

    ``moments`` in any order; rows decided together share theirs. None where too few tell a pace
    or nothing is left to do.
    """
    recent = sorted(moments)[-RECENT:]
    steps = [(b - a).total_seconds() for a, b in pairwise(recent)]
    worked = [step for step in steps if step <= LONGEST]
    if not undecided or len(recent) < FEWEST or not worked:
        return None
    return max(1, round(fmean(worked) * undecided / 60))
