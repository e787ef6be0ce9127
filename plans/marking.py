"""A text and the places of its records enter, lines of nested pieces leave."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Mark:
    """A record's place ``[start, end)`` in a text; several marks may share the key of a record."""

    key: str
    kind: str
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """Here begins a mark or, where ``is_first`` is false, its continuation."""

    mark: Mark
    is_first: bool


@dataclass(frozen=True, slots=True)
class Close:
    """Here ends the mark that was opened last."""


Piece: TypeAlias = str | Open | Close
Line: TypeAlias = tuple[int, int]
LINE = re.compile(r"[^\n]*\n?")


def marked_lines(value: str, marks: Iterable[Mark]) -> Iterator[list[Piece]]:
    """The text line by line, each a well nested list of strings, openings and closings.

    A mark that crosses another one or a line break is closed and opened again; only the first
    opening of a key is its first.
    """
    lines = list(_lines(value))
    seen: set[str] = set()
    for line, parts in zip(lines, _by_line(lines, marks), strict=True):
        writer = _Writer(value, line[0], seen)
        for mark in parts:
            writer.go_to(max(line[0], mark.start))
            writer.open(mark)
        writer.go_to(line[1])
        writer.close_all()
        yield writer.pieces


def _lines(value: str) -> Iterator[Line]:
    """Start and end of every line, the break at its end not counted."""
    for match in LINE.finditer(value):
        if match.group():
            yield match.start(), match.end() - match.group().endswith("\n")


def _by_line(lines: list[Line], marks: Iterable[Mark]) -> list[list[Mark]]:
    """For each line the marks that show in it, in the order in which they begin, longest first."""
    starts = [start for start, _ in lines]
    parts: list[list[Mark]] = [[] for _ in lines]
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        number = max(0, bisect_right(starts, mark.start) - 1)
        while number < len(lines) and lines[number][0] <= max(mark.start, mark.end - 1):
            start, end = lines[number]
            if mark.start == mark.end or max(mark.start, start) < min(mark.end, end):
                parts[number].append(mark)
            number += 1
    return parts


class _Writer:
    """Writes one line: keeps which marks are open, outermost first."""

    def __init__(self, value: str, place: int, seen: set[str]):
        self.value, self.place, self.seen = value, place, seen
        self.pieces: list[Piece] = []
        self.opened: list[Mark] = []

    def go_to(self, place: int) -> None:
        """Write the text up to a place, closing on the way what ends there."""
        while self.opened and (end := min(m.end for m in self.opened)) <= place:
            self._text_to(end)
            self._close_ended(end)
        self._text_to(place)

    def open(self, mark: Mark) -> None:
        """Begin a mark here; an empty one ends at once."""
        self.pieces.append(Open(mark, mark.key not in self.seen))
        self.seen.add(mark.key)
        if mark.start == mark.end:
            self.pieces.append(Close())
        else:
            self.opened.append(mark)

    def close_all(self) -> None:
        """End the line."""
        self.pieces.extend(Close() for _ in self.opened)
        self.opened.clear()

    def _text_to(self, place: int) -> None:
        if self.place < place:
            self.pieces.append(self.value[self.place : place])
            self.place = place

    def _close_ended(self, end: int) -> None:
        """Close from the innermost out to the outermost that ends, reopen those that go on."""
        outermost = next(i for i, m in enumerate(self.opened) if m.end <= end)
        inner = self.opened[outermost:]
        del self.opened[outermost:]
        self.pieces.extend(Close() for _ in inner)
        for mark in inner:
            if mark.end > end:
                self.open(mark)
