"""Cells of a file and what its columns mean enter, rates that stand as fractions leave.

Excel keeps 85% as 0.85, and most ways out of it lose how the cell was shown. Only a person knows
whether 0.85 is 85% or less than one percent; nothing is changed before he says so.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from indicators.checking import SCALES
from indicators.entering.files import Grid
from indicators.models import Indicator
from indicators.values import shown

FEWEST = 3
"""Values of a rate from which the rows that leave it empty do not matter."""
CHOICES = ("share", "value")
"""What somebody may say of 0.85: it means 85%, or it is 0.85%."""
_FRACTION = re.compile(r"0?\.\d+|[01]|1\.0+")
_WORDS = {"%": "百分数", "‰": "千分数"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rate of which all values may be fractions, their places, and what somebody said of it."""

    indicator: Indicator
    places: tuple
    example: str
    choice: str

    @property
    def field(self):
        """Name of the choice in a form."""
        return field_of(self.indicator)

    @property
    def column(self):
        """Column of the values."""
        return self.places[0][1]

    @property
    def words(self):
        """What the values would be as fractions: 百分数 or 千分数."""
        return _WORDS[self.indicator.unit]

    @property
    def as_share(self):
        """What the example would be as a fraction."""
        return _scaled(self.example, self.indicator.unit)


def field_of(indicator):
    """Name of the choice in a form."""
    return f"f{indicator.pk}"


def doubts_of(grid, head, mapping, names, asked):
    """Rates of which each value lies from 0 to 1; ``asked`` holds what was said of them."""
    rows = range(head + 1, len(grid.rows))
    filled = [row for row in rows if any(grid.rows[row][column] for column in mapping)]
    found = []
    for indicator, places in _places(grid, filled, mapping, names).items():
        texts = [_folded(grid.rows[row][column]) for row, column in places]
        values = [text for text in texts if text]
        if len(values) >= min(FEWEST, len(texts)) and (example := _example(values)):
            said = asked.get(field_of(indicator), "")
            choice = said if said in CHOICES else ""
            found.append(Doubt(indicator, tuple(places), example, choice))
    return found


def as_chosen(grid, doubts):
    """The cells with those written as rates that somebody said are fractions."""
    rows = [list(row) for row in grid.rows]
    for doubt in doubts:
        for row, column in doubt.places if doubt.choice == "share" else ():
            if text := _folded(rows[row][column]):
                rows[row][column] = _scaled(text, doubt.indicator.unit)
    return Grid(rows)


def _places(grid, rows, mapping, names):
    """Places of the values of each rate, by indicator."""
    found = defaultdict(list)
    at = {meaning: column for column, meaning in mapping.items()}
    for meaning, column in at.items():
        if meaning[0] == "i" and meaning[1:].isdecimal():
            found[names.indicators[int(meaning[1:])]] = [(row, column) for row in rows]
    if "indicator" in at and "value" in at:
        for row in rows:
            if indicator := names.known(grid.rows[row][at["indicator"]]):
                found[indicator].append((row, at["value"]))
    return {indicator: places for indicator, places in found.items() if indicator.unit in SCALES}


def _example(texts):
    """The first that is not zero; empty where one is no fraction."""
    if not all(_FRACTION.fullmatch(text) for text in texts):
        return ""
    return next((text for text in texts if Decimal(text)), "")


def _folded(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def _scaled(text, unit):
    return f"{shown(Decimal(text) * SCALES[unit])}{unit}"
