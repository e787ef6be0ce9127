"""The alternatives of a pattern enter, a look ahead for what they begin with leaves."""

import re

_BEGINNING = re.compile(r"(?:^|\|)(?P<first>\[(?:\\.|[^\]\\])+\]|\\?.)(?P<optional>[?*{]?)")


def opening(alternatives: str) -> str:
    """A look ahead for the first characters of alternatives, to stand before them.

    ``re`` tries many alternatives one by one at every character of a text, which costs most of
    the time where few of them stand. Each has to begin with a character or a class of them.
    """
    found = list(_BEGINNING.finditer(alternatives))
    if any(match["optional"] or match["first"] in "(^$." for match in found):
        raise ValueError(f"an alternative has no first character: {alternatives[:40]}")
    return f"(?={'|'.join(dict.fromkeys(match['first'] for match in found))})"
