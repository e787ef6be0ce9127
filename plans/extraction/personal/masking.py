"""A text and the personal data in it enter, the text with them hidden leaves, as long as before.

How much stays readable is custom, not law: GB/T 37964-2019 (去标识化指南) names masking as a way
and leaves the digits open. Of a telephone the first three and last four stay, as phone companies
print them; of a name the surname; of an identity number the first three and last two, as its
middle tells county and birthday of a child.
"""

import re
from collections.abc import Iterable

from plans.extraction.personal.kinds import Kind, Personal
from plans.extraction.personal.surnames import COMPOUND

STAR, WIDE_STAR = "*", "＊"

_SHOWN: dict[Kind, tuple[int, int]] = {
    "identity": (3, 2),
    "phone": (3, 4),
    "card": (4, 4),
    "email": (1, 0),
}
"""Digits or letters that stay at either end."""
_SHORTEST_RUN = 4
"""At least so many are hidden, whatever stays."""
_DISTRICT = re.compile(r"^.*?[县区市]")


def mask(text: str, found: Iterable[Personal]) -> str:
    """The text with what was found hidden; every other character keeps its place."""
    pieces, done = [], 0
    for personal in sorted(found):
        if personal.end <= done:
            continue
        start = max(done, personal.start)
        pieces += [text[done:start], hidden(text[start : personal.end], personal.kind)]
        done = personal.end
    return "".join([*pieces, text[done:]])


def hidden(value: str, kind: Kind) -> str:
    """A name, number or address with most of it hidden, in as many characters."""
    if kind == "name":
        shown = 2 if value.startswith(COMPOUND) and len(value) > 2 else 1
        return value[:shown] + re.sub(r"[^\s·•・‧∙]", WIDE_STAR, value[shown:])
    if kind == "address":
        district = _DISTRICT.match(value)
        shown = district.end() if district and district.end() < len(value) else 0
        return value[:shown] + WIDE_STAR * (len(value) - shown)
    name, at, home = value.partition("@")
    return _middle(name, *_SHOWN[kind]) + at + home


def is_masked(text: str, whole: str) -> bool:
    """Whether a text is a whole one with personal data of it hidden."""
    if len(text) != len(whole) or text == whole:
        return False
    return all(one in (other, STAR, WIDE_STAR) for one, other in zip(text, whole, strict=True))


def _middle(value: str, first: int, last: int) -> str:
    """Letters and digits between the first and last few hidden; signs between them stay."""
    places = [at for at, character in enumerate(value) if character.isalnum()]
    if len(places) - first - last < _SHORTEST_RUN:
        first = last = min(1, len(places) // 4)
    gone = set(places[first : len(places) - last])
    return "".join(STAR if at in gone else one for at, one in enumerate(value))
