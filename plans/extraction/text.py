"""Text whose characters remember where they stood: edits enter, offsets into the source stay."""

import functools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Half-open ``[start, end)``, in characters of the source text as decoded."""

Edit: TypeAlias = tuple[int, int, str]
"""Replace ``value[start:end]`` by a new string."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string with the source span of every character.

    ``starts[i]`` and ``ends[i]`` are the half-open source span of ``value[i]``; both rise and never
    cross. A character that stands for several of the source (``&8226;``) spans all of them; a
    removed one belongs to nobody.
    """

    value: str
    starts: "array[int]"
    ends: "array[int]"

    @classmethod
    def of(cls, source: str) -> "Text":
        """The source itself, each character at its own place."""
        places = array("I", range(len(source) + 1))
        return cls(source, places[:-1], places[1:])

    def __len__(self) -> int:
        return len(self.value)

    def span(self, start: int, end: int) -> Span:
        """Source span of ``value[start:end]``; of an empty stretch an empty span at its place."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = (
            self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        )
        return place, place

    def within(self, span: Span) -> tuple[int, int]:
        """Positions ``(start, end)`` of the characters that lie wholly inside a source span."""
        start = bisect_left(self.starts, span[0])
        return start, max(start, bisect_right(self.ends, span[1]))

    def clean(self, span: Span) -> str:
        """What is left of a source span: its repaired form."""
        start, end = self.within(span)
        return self.value[start:end]

    def cut(self, start: int, end: int) -> tuple[Span, str]:
        """Source span of a stretch and exactly what that span shows once repaired.

        Use it for every record: where one repair covers several characters the span may reach
        further than asked, and the text then says so.
        """
        span = self.span(start, end)
        return span, self.clean(span)

    def slice(self, start: int, end: int) -> "Text":
        """The part ``[start, end)`` of this text with its offsets."""
        return Text(self.value[start:end], self.starts[start:end], self.ends[start:end])

    def sub(
        self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str | None]
    ) -> "Text":
        """Replace every match as ``re.sub`` does, offsets kept.

        A callable may return ``None`` to leave its match alone. Group references are not
        expanded. Offsets as in ``edit``.
        """
        return self.edit(self.edits(pattern, replacement))

    def edits(
        self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str | None]
    ) -> list[Edit]:
        """What ``sub`` would change, for a caller that keeps a record of it."""
        edits = []
        for match in pattern.finditer(self.value):
            new = replacement if isinstance(replacement, str) else replacement(match)
            if new is not None and new != match.group():
                edits.append((match.start(), match.end(), new))
        return edits

    def edit(self, edits: list[Edit]) -> "Text":
        """Replace the stretches ``(start, end, new)``, in order and apart from one another.

        A replacement of equal length maps character for character; of another length every new
        character takes the span of the whole stretch; an empty one removes.
        """
        if not edits:
            return self
        value = "".join(self._pieces(edits))
        if all(len(new) == end - start for start, end, new in edits):
            return Text(value, self.starts, self.ends)
        starts, ends = array("I"), array("I")
        done = 0
        for start, end, new in edits:
            kept = end if len(new) == end - start else start
            starts.extend(self.starts[done:kept])
            ends.extend(self.ends[done:kept])
            if kept != end and new:
                first, last = self.span(start, end)
                starts.extend([first] * len(new))
                ends.extend([last] * len(new))
            done = end
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Text(value, starts, ends)

    def _pieces(self, edits: list[Edit]) -> Iterator[str]:
        done = 0
        for start, end, new in edits:
            if not done <= start <= end <= len(self.value):
                raise ValueError("edits come in order, apart from one another, inside the text")
            yield self.value[done:start]
            yield new
            done = end
        yield self.value[done:]

    def recast(self, pattern: re.Pattern[str], replacement: str) -> "Text":
        """Replace every match by a string of its own length; offsets do not move.

        Ten times as fast as ``sub`` where a rule hits thousands of characters.
        """
        return self._same_place(pattern.sub(replacement, self.value))

    def translate(self, table: dict[int, str]) -> "Text":
        """Map single characters to single characters; offsets do not move."""
        return self._same_place(exchange(self.value, table))

    def _same_place(self, value: str) -> "Text":
        if len(value) != len(self.value):
            raise ValueError("one character must become one character")
        return Text(value, self.starts, self.ends)


_BEYOND = "\U00010000-\U0010ffff"
_FEW = 6
"""Distinct characters up to which one pass for each is faster than one for all."""


class _Whole(dict[int, str | int]):
    """A table that maps every other character to itself."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


def exchange(value: str, table: dict[int, str]) -> str:
    """``str.translate``, fast where little is to be done: each gap in a table costs an error."""
    met = set(_class_of(tuple(table)).findall(value))
    wanted = {character: table[ord(character)] for character in met if ord(character) in table}
    if len(wanted) > _FEW or not wanted.keys().isdisjoint(wanted.values()):
        return value.translate(_Whole({ord(c): new for c, new in wanted.items()}))
    for character, new in wanted.items():
        value = value.replace(character, new)
    return value


@functools.lru_cache(maxsize=32)
def _class_of(codes: tuple[int, ...]) -> re.Pattern[str]:
    """A class that ``re`` turns into a bitmap: beyond U+FFFF, where it does not, one range."""
    near = re.escape("".join(chr(code) for code in codes if code <= 0xFFFF))
    return re.compile(f"[{near}{_BEYOND if max(codes) > 0xFFFF else ''}]")


SENTENCE_END = re.compile(r"[。！？；]+[”’」』）]*|\n")


def sentences(value: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of ``value[start:end]``, closing mark included, line break not."""
    end = len(value) if end is None else end
    for match in SENTENCE_END.finditer(value, start, end):
        stop = match.start() if match.group() == "\n" else match.end()
        if value[start:stop].strip():
            yield start, stop
        start = match.end()
    if value[start:end].strip():
        yield start, end
