"""Text whose characters remember where they stood: cleaning goes in, offsets into the source stay."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plans.extraction.schema import Span


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
        return cls(source, array("I", range(len(source))), array("I", range(1, len(source) + 1)))

    def __len__(self) -> int:
        return len(self.value)

    def span(self, start: int, end: int) -> Span:
        """Source span of ``value[start:end]``; an empty stretch gives an empty span at its place."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
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
        edits = []
        for match in pattern.finditer(self.value):
            new = replacement if isinstance(replacement, str) else replacement(match)
            if new is not None and new != match.group():
                edits.append((match.start(), match.end(), new))
        return self.edit(edits)

    def edit(self, edits: list[tuple[int, int, str]]) -> "Text":
        """Replace the stretches ``(start, end, new)``, in order and apart from one another.

        A replacement of equal length maps character for character; of another length every new
        character takes the span of the whole stretch; an empty one removes.
        """
        if not edits:
            return self
        parts: list[str] = []
        starts, ends = array("I"), array("I")
        done = 0
        for start, end, new in edits:
            parts += (self.value[done:start], new)
            starts.extend(self.starts[done:start])
            ends.extend(self.ends[done:start])
            if len(new) == end - start:
                starts.extend(self.starts[start:end])
                ends.extend(self.ends[start:end])
            else:
                first, last = self.span(start, end)
                starts.extend([first] * len(new))
                ends.extend([last] * len(new))
            done = end
        parts.append(self.value[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Text("".join(parts), starts, ends)

    def translate(self, table: dict[int, str]) -> "Text":
        """Map single characters to single characters; offsets do not move."""
        value = self.value.translate(table)
        if len(value) != len(self.value):
            raise ValueError("translate() maps one character to one character")
        return Text(value, self.starts, self.ends)


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
