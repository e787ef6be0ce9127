"""A word that nobody knows and the known ones enter, the one that was meant leaves, or None."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the given one, of those that share six tenths of it."""
    close = get_close_matches(word, list(known), n=1)
    return close[0] if close else None
