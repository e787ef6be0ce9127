"""Runs of text whose GBK bytes were shifted or lost enter, the characters that they were leave.

A converter worked on bytes without minding where characters begin: it wrote half-width marks for
``A3 xx`` and put a reading behind any two bytes that looked like a character. A run so damaged
begins with a byte that lost its partner (shown as ``?``) and ends where a lone byte takes up the
last one: another ``?``, or a letter that is the second half of a character.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.extraction.repair.fluency import is_mark, normal_forms
from plans.extraction.repair.pinyin import SYLLABLE, reads

LOST = "?？\ufffd"
_NOTE = re.compile(rf"[(（]?({SYLLABLE})[)）]")
LONGEST_RUN = 48
"""Characters; the longest seen has 25, and a wrong path dies of an impossible character before."""
_MOST_PATHS = 12
_MOST_RARE = 1
"""Rare characters in a run; half of those on a wrong path are rare."""
_HIGH = range(0xA1, 0xFF)

Choices = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One way to read a run: where it ends and, for each character, what it can be."""

    end: int
    slots: tuple[Choices, ...]


def paths(value: str, start: int) -> list[Path]:
    """Every way to read a run that begins with the lost byte at ``start``."""
    leads, begin = _first_leads(value, start)
    if leads == ():
        return []
    found: list[Path] = []
    open_ends = [_Reading(begin, None, leads, ())]
    while open_ends and len(found) < _MOST_PATHS:
        reading = open_ends.pop()
        if reading.at < min(len(value), start + LONGEST_RUN):
            found += reading.closed(value)
            open_ends += reading.continued(value)
    return found


def _first_leads(value: str, start: int) -> tuple[tuple[int, ...] | None, int]:
    """Bytes that the lost one can be: a reading behind it names the character that it closes."""
    note = _NOTE.match(value, start + 1)
    if not note:
        return None, start + 1
    before = gbk_bytes(value[start - 1]) if start else None
    if not before:
        return (), start + 1
    return _closing(before[1], note[1]), note.end()


@functools.cache
def _closing(lead: int, syllable: str) -> tuple[int, ...]:
    """Second bytes that make ``lead`` a character with this reading."""
    return tuple(
        trail for trail in range(0x40, 0xFF) if any(reads(c, syllable) for c in _raw(lead, trail))
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A run read as far as ``at``, with one byte over: ``pending``, or one of ``leads``, or any."""

    at: int
    pending: int | None
    leads: tuple[int, ...] | None
    slots: tuple[Choices, ...]
    rare: int = 0

    def closed(self, value: str) -> Iterator[Path]:
        """The run ends here: a lone byte completes the pending one."""
        character = value[self.at]
        note = _NOTE.match(value, self.at + 1)
        if character in LOST:
            choices = self._any_trail(note)
        elif "@" <= character <= "~":
            choices = self._completed(ord(character))
            if note and choices:
                choices = tuple(c for c in choices if _reads_simple(c, note[1]))
        else:
            return
        if choices:
            yield Path(note.end() if note else self.at + 1, (*self.slots, choices))

    def continued(self, value: str) -> Iterator["_Reading"]:
        """The run goes on: the first byte of this character completes the pending one."""
        if value[self.at] in LOST:
            yield from self._bridged()
        both = gbk_bytes(value[self.at])
        choices = self._completed(both[0]) if both else ()
        rare = self.rare + (len(choices) == 1 and _is_rare(choices[0]))
        if both and choices and rare <= _MOST_RARE:
            yield _Reading(self.at + 1, both[1], None, (*self.slots, choices), rare)

    def _bridged(self) -> Iterator["_Reading"]:
        """Two bytes that no character has were shown as one mark: the run goes on behind both."""
        if self.pending is not None:
            choices = _distinct(_pair(self.pending, trail) for trail in _holes())
            if choices:
                slots = (*self.slots, choices)
                yield _Reading(self.at + 1, None, _seconds(), slots, self.rare)

    def _completed(self, trail: int) -> Choices:
        if self.pending is None:
            return _with_trail(trail, self.leads)
        character = _pair(self.pending, trail)
        return (character,) if character else ()

    def _any_trail(self, note: re.Match[str] | None) -> Choices:
        if self.pending is not None and note:
            trails = _closing(self.pending, note[1])
            return _distinct(_pair(self.pending, trail) for trail in trails)
        leads = self.leads if self.pending is None else (self.pending,)
        return tuple(c for lead in leads or () for c in _with_lead(lead))


def gbk_bytes(character: str) -> bytes | None:
    """GBK bytes, private-use characters included; those of its full-width form for ASCII."""
    if character < "\x80":
        return bytes((0xA3, ord(character) + 0x80)) if " " < character < "\x7f" else None
    code = ord(character) - 0xE000
    if 0 <= code < 0x234:
        return bytes((0xAA + code // 94, 0xA1 + code % 94))
    if 0x234 <= code < 0x4C6:
        return bytes((0xF8 + (code - 0x234) // 94, 0xA1 + (code - 0x234) % 94))
    try:
        both = character.encode("gbk")
    except UnicodeEncodeError:
        return None
    return both if len(both) == 2 else None


@functools.cache
def _undefined() -> tuple[tuple[int, int], ...]:
    """Pairs of bytes to which GBK gives no character and no private use."""
    private = {
        (lead, trail) for lead in (*range(0xAA, 0xB0), *range(0xF8, 0xFF)) for trail in _HIGH
    }
    pairs = ((lead, trail) for lead in range(0x81, 0xFF) for trail in range(0x80, 0xFF))
    return tuple(p for p in pairs if p not in private and len(_raw(*p)) != 1)


@functools.cache
def _holes() -> tuple[int, ...]:
    return tuple(sorted({lead for lead, _ in _undefined()}))


@functools.cache
def _seconds() -> tuple[int, ...]:
    return tuple(sorted({trail for _, trail in _undefined() if trail > 0x80}))


def _raw(lead: int, trail: int) -> str:
    return bytes((lead, trail)).decode("gbk", "ignore")


@functools.lru_cache(maxsize=65536)
def _pair(lead: int, trail: int) -> str:
    """The character of two GBK bytes in clean form, or an empty string."""
    character = _raw(lead, trail)
    if len(character) != 1:
        return ""
    simple = character.translate(normal_forms())
    return simple if is_mark(simple) or _is_standard(simple) else ""


def _is_rare(character: str) -> bool:
    """One of the second level of GB 2312."""
    return not is_mark(character) and character.encode("gb2312")[0] >= 0xD8


def _is_standard(character: str) -> bool:
    """One of the 6,763 characters of GB 2312: a plan has no others, names apart."""
    try:
        return character.encode("gb2312")[0] >= 0xB0
    except UnicodeEncodeError:
        return False


@functools.cache
def _with_trail(trail: int, leads: tuple[int, ...] | None) -> Choices:
    return _distinct(_pair(lead, trail) for lead in leads or range(0x81, 0xFF))


@functools.cache
def _with_lead(lead: int) -> Choices:
    return _distinct(_pair(lead, trail) for trail in range(0x40, 0xFF))


def _distinct(characters: Iterable[str]) -> Choices:
    return tuple(dict.fromkeys(filter(None, characters)))


def _reads_simple(character: str, syllable: str) -> bool:
    return is_mark(character) or reads(character, syllable)
