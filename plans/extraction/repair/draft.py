"""A text under repair enters each step, with a record of what the steps did to it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from plans.extraction.schema import Problem, Removal
from plans.extraction.text import Edit, Span, Text


@dataclass(slots=True)
class Draft:
    """The text as far as it is repaired, what was removed, what stays doubtful."""

    text: Text
    removals: list[Removal] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    page_lines: list[tuple[Span, str]] = field(default_factory=list)

    def record(self, kind: str, start: int, end: int) -> None:
        """List a stretch of the present text, as one with what it touches of the same kind."""
        span = self.text.span(start, end)
        last = self.removals[-1] if self.removals else None
        if last and last.kind == kind and last.span[1] == span[0]:
            span = last.span[0], span[1]
            self.removals.pop()
        self.removals.append(Removal(kind, span))

    def edit(self, kind: str, edits: list[Edit]) -> None:
        """Apply edits and list them under their kind."""
        for start, end, _ in edits:
            self.record(kind, start, end)
        self.text = self.text.edit(edits)

    def sub(
        self,
        kind: str,
        pattern: re.Pattern[str],
        replacement: str | Callable[[re.Match[str]], str | None],
    ) -> None:
        """``Text.sub`` with a record."""
        self.edit(kind, self.text.edits(pattern, replacement))

    def doubt(self, message: str, start: int, end: int) -> None:
        """Note a stretch of the present text that a reviewer must look at."""
        self.problems.append(Problem("repair", message, self.text.span(start, end)))
