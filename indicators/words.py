"""JSON Schema of the words that parameters take."""

from indicators.choices import Frequency
from indicators.periods import FIRST_YEAR, LAST_YEAR


def one_of(words):
    """One of some words."""
    return {"type": "string", "enum": list(words)}


def listed(words):
    """Some of the words, between commas."""
    return {"type": "string", "pattern": f"^{_several('|'.join(words))}$"}


def integer(least, most):
    """A whole number."""
    return {"type": "integer", "minimum": least, "maximum": most}


LONGEST = 4_000
"""Characters of a parameter at most."""
WORDS = {"type": "string", "pattern": "^[^\\x00]+$", "minLength": 1, "maxLength": LONGEST}
"""Any words at all."""
LIST = WORDS | {"pattern": "^[^\\x00]*[^\\x00\\s,][^\\x00]*$"}
"""Words between commas, at least one of them."""


def _several(one):
    return f"({one})(,({one}))*"


def _range(one):
    return f"({one})(:({one})?)?|:({one})"


_YEAR = "(19|20|21)[0-9][0-9]"
_SCHOOL_YEAR = "|".join(f"{year}-{year + 1}" for year in range(FIRST_YEAR, LAST_YEAR + 1))
_PERIODS = {
    Frequency.YEAR: _YEAR,
    Frequency.SCHOOL_YEAR: _SCHOOL_YEAR,
    Frequency.TERM: f"({_SCHOOL_YEAR})-[12]",
    Frequency.QUARTER: f"{_YEAR}-Q[1-4]",
    Frequency.MONTH: f"{_YEAR}-(0[1-9]|1[0-2])",
}
PERIODS = listed([_range(one) for one in _PERIODS.values()])
"""Periods and ranges of one kind; a school year is of two years that follow each other."""
