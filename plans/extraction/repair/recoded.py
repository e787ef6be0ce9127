"""Lines whose bytes were read in the wrong encoding enter, what their bytes say leaves.

Bytes of UTF-8 read as GBK or as a Western encoding, bytes of GBK read as a Western one. A mark in
such a line stands for one byte that was lost there, or for two: what is known of its character
narrows the choice, and the text around it decides where it leaves no doubt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plans.extraction.repair.choosing import UNKNOWN, Chooser, around
from plans.extraction.repair.damage import LOST, Choices, gbk_bytes
from plans.extraction.repair.draft import Draft
from plans.extraction.repair.fluency import is_mark
from plans.extraction.repair.kinds import DAMAGE
from plans.extraction.text import Edit

_LEADS = (*range(0xE2, 0xEA), 0xEF)
"""First bytes of the characters that Chinese text holds."""
_FOLLOWERS = range(0x80, 0xC0)
_STRANGE = frozenset(range(0x80, 0x100)) - {*_LEADS, *_FOLLOWERS}
"""Bytes that no such text holds: a line with one was read as it was written."""
_LEAST = 3
"""Characters of a line that must come of it; two can be chance."""

Unit = tuple[int, ...] | None
"""Bytes of one character as shown; None where it is a mark for lost ones."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line and the characters that its bytes are; ``shown`` has marks for gaps."""

    start: int
    end: int
    slots: tuple[Choices, ...]

    @property
    def shown(self) -> str:
        return "".join(c[0] if len(c) == 1 else UNKNOWN for c in self.slots)


def undo_recoding(draft: Draft) -> None:
    """Put back every line that is Chinese once its bytes are read as they were written."""
    value = draft.text.value
    pieces: list[_Piece] = []
    start = 0
    for line in value.split("\n"):
        if not line.isascii():
            pieces += _recoded(line, start)
        start += len(line) + 1
    if pieces:
        draft.edit(DAMAGE, list(_filled(value, pieces)))


def _recoded(line: str, start: int) -> list[_Piece]:
    for read in (_western_utf8, _western_gbk, _gbk_utf8):
        pieces = read(line, start)
        gained = sum(len(piece.slots) for piece in pieces or ())
        if pieces and gained >= _LEAST and _is_chinese(pieces):
            return pieces
    return []


def _is_chinese(pieces: list[_Piece]) -> bool:
    """Whether all that is known is Chinese text."""
    known = "".join(
        c[0] for piece in pieces for c in piece.slots if len(c) == 1 and c[0] != UNKNOWN
    )
    return bool(known) and all(map(_is_usual, known))


@cache
def _is_usual(character: str) -> bool:
    if is_mark(character) or character in "\u3000\ufffd" or "\uff01" <= character <= "\uff5e":
        return True
    try:
        return len(character.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def _western_utf8(line: str, start: int) -> list[_Piece] | None:
    return _of_units(_western_units(line), start, (1,))


def _gbk_utf8(line: str, start: int) -> list[_Piece] | None:
    return _of_units(_gbk_units(line), start, (1, 2))


def _western_units(line: str) -> list[Unit] | None:
    units: list[Unit] = []
    for character in line:
        byte = None if character in LOST else _western_byte(character)
        if byte is None and character not in LOST:
            return None
        units.append(None if byte is None else (byte,))
    return units


@cache
def _western_byte(character: str) -> int | None:
    """Byte of a character in Windows-1252, its five undefined bytes as control characters."""
    if character <= "\xff":
        return ord(character)
    try:
        return character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return None


def _gbk_units(line: str) -> list[Unit] | None:
    units: list[Unit] = []
    for character in line:
        if character in LOST:
            units.append(None)
        elif character in "€\x80":
            units.append((0x80,))
        elif character < "\x80":
            units.append((ord(character),))
        else:
            both = gbk_bytes(character)
            if not both or not _STRANGE.isdisjoint(both):
                return None
            units.append(tuple(both))
    return units


def _western_gbk(line: str, start: int) -> list[_Piece] | None:
    """Pairs of Western letters that are the two bytes of a character."""
    pieces = []
    at = 0
    while at < len(line):
        if line[at] < "\x80":
            at += 1
            continue
        both = [_western_byte(c) for c in line[at : at + 2]]
        if len(both) < 2 or None in both:
            return None
        character = bytes(b for b in both if b is not None).decode("gb2312", "ignore")
        if len(character) != 1:
            return None
        pieces.append(_Piece(start + at, start + at + 2, ((character,),)))
        at += 2
    return pieces


def _of_units(units: list[Unit] | None, start: int, lost: tuple[int, ...]) -> list[_Piece] | None:
    """The characters of UTF-8 that the units are; None where the bytes are no such text."""
    if units is None:
        return None
    may = _feasible(units, lost)
    if not may[0][0]:
        return None
    pieces: list[_Piece] = []
    slots: list[Choices] = []
    open_: list[int | None] = []
    begin = 0
    for at, unit in enumerate(units):
        for byte in _bytes_of(unit, lost, len(open_), may[at + 1]):
            open_.append(byte)
            if len(open_) == 3 or (byte is not None and byte < 0x80):
                slots.append(_choices(tuple(open_)))
                open_ = []
        if not open_:
            if unit is None or slots[-1][:1] != (chr(unit[0]),):
                pieces.append(_Piece(start + begin, start + at + 1, tuple(slots)))
            begin, slots = at + 1, []
    return pieces if all(slot for piece in pieces for slot in piece.slots) else None


def _feasible(units: list[Unit], lost: tuple[int, ...]) -> list[tuple[bool, bool, bool]]:
    """Whether the units from each place on can be text, with 0, 1 or 2 bytes of one read before."""
    may = [(True, False, False)]
    for unit in reversed(units):
        after = may[-1]
        ways = [unit] if unit else [(None,) * size for size in lost]
        may.append(
            tuple(any(_leads_on(way, held, after) for way in ways) for held in range(3))  # type: ignore[arg-type]
        )
    return may[::-1]


def _leads_on(way: tuple[int | None, ...], held: int, after: tuple[bool, bool, bool]) -> bool:
    for byte in way:
        fits = _FOLLOWERS if held else (*_LEADS, *range(0x80))
        if byte is not None and byte not in fits:
            return False
        plain = byte is not None and byte < 0x80
        held = 0 if plain else (held + 1) % 3
    return after[held]


def _bytes_of(
    unit: Unit, lost: tuple[int, ...], held: int, after: tuple[bool, bool, bool]
) -> tuple[int | None, ...]:
    """The bytes of a unit; of a mark as few as what follows allows."""
    if unit:
        return unit
    ways: list[tuple[int | None, ...]] = [(None,) * size for size in lost]
    return next(way for way in ways if _leads_on(way, held, after))


@cache
def _choices(found: tuple[int | None, ...]) -> Choices:
    """The characters that three bytes can be; of two unknown ones none is ruled out by a byte."""
    if len(found) == 1:
        return (chr(found[0] or 0),)
    if found.count(None) > 1:
        return (UNKNOWN,)
    if None not in found:
        character = bytes(b for b in found if b is not None).decode("utf-8", "ignore")
        return (character,) if len(character) == 1 else ()
    gap = found.index(None)
    tried: Iterator[bytes] = (
        bytes(byte if b is None else b for b in found) for byte in (_FOLLOWERS if gap else _LEADS)
    )
    characters = (raw.decode("utf-8", "ignore") for raw in tried)
    return tuple(c for c in characters if len(c) == 1 and _is_standard(c))


def _is_standard(character: str) -> bool:
    try:
        return is_mark(character) or character.encode("gb2312")[0] >= 0xB0
    except UnicodeEncodeError:
        return False


def _filled(value: str, pieces: list[_Piece]) -> Iterator[Edit]:
    """The edits, their gaps filled where the text around leaves no doubt."""
    whole: list[str] = []
    places: list[int] = []
    done = 0
    for piece in pieces:
        whole += value[done : piece.start]
        places.append(len(whole))
        whole += piece.shown
        done = piece.end
    whole += value[done:]
    _fill(whole, places, pieces)
    for place, piece in zip(places, pieces, strict=True):
        yield piece.start, piece.end, "".join(whole[place : place + len(piece.slots)])


def _fill(whole: list[str], places: list[int], pieces: list[_Piece]) -> None:
    """Put what can be chosen into the gaps, from left to right."""
    chooser: Chooser | None = None
    for place, piece in zip(places, pieces, strict=True):
        for at, choices in enumerate(piece.slots, place):
            if len(choices) > 1:
                chooser = chooser or Chooser.of("".join(whole))
                before, after = around(whole, at, at + 1)
                whole[at] = chooser.choose(before, (choices,), after)[1]
