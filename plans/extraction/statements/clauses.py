"""A period enters, its clauses leave; each number can ask what stands around it.

A period is what stands between two full stops: sentences that semicolons join share verbs, years
and intentions. Brackets hold clauses of their own that go back to the clause around them.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

# the comma of 1,200 and the colon of 1：0.5 part no clauses
_MARK = re.compile(r"[，；;\t（）()]|,(?!(?<=\d,)\d{3}(?!\d))|：(?!(?<=\d：)\d)")
_OPEN, _CLOSE = "（(", "）)"
REACH = 80
"""Characters of a clause that are looked at on one side of a number: longer ones are lists."""
_NEAR = 20
"""Pieces of a clause, cut by brackets, that are looked at."""
EARLIER = 5
"""Clauses before its own that a number can take its year or verb from."""


@dataclass(slots=True)
class _Clause:
    pieces: list[tuple[int, int]]
    before: int | None


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a number: its clause before and after it, and the clauses before that.

    ``earlier`` has the nearest first, ``later`` is the clause that follows; brackets inside a
    clause are left out. ``text`` is the number as written, ``above`` what stands on the same
    line before the period, ``outer`` what stands before a bracket that the number opens.
    """

    lead: str
    text: str
    tail: str
    earlier: tuple[str, ...]
    later: str
    above: str
    outer: str


@dataclass(slots=True)
class Period:
    """Clauses of ``value[start:end]``, found once for all its numbers."""

    value: str
    start: int
    end: int
    _clauses: list[_Clause] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _owners: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        stack: list[int] = []
        current = self._open(None)
        begin = self.start
        for mark in _MARK.finditer(self.value, self.start, self.end):
            self._piece(current, begin, mark.start())
            begin = mark.end()
            if mark.group() in _OPEN:
                stack.append(current)
                current = self._open(current)
            elif mark.group() in _CLOSE:
                current = stack.pop() if stack else self._open(current)
            else:
                current = self._open(current)
        self._piece(current, begin, self.end)

    def _open(self, before: int | None) -> int:
        self._clauses.append(_Clause([], before))
        return len(self._clauses) - 1

    def _piece(self, owner: int, start: int, end: int) -> None:
        if start < end:
            self._clauses[owner].pieces.append((start, end))
            self._starts.append(start)
            self._owners.append(owner)

    def context(self, start: int, end: int) -> Context:
        """The surroundings of ``value[start:end]``."""
        index = bisect_right(self._starts, start) - 1
        owner = self._owners[index]
        follower = next((i for i in self._owners[index + 1 : index + 4] if i > owner), None)
        return Context(
            self._before(owner, start),
            self.value[start:end],
            self._after(owner, end),
            self._earlier(owner),
            self._after(follower, 0) if follower is not None else "",
            self._above(),
            self._outer(start),
        )

    def _outer(self, start: int) -> str:
        if start <= self.start or self.value[start - 1] not in _OPEN:
            return ""
        return _MARK.split(self.value[max(self.start, start - REACH) : start - 1])[-1]

    def _above(self) -> str:
        """The end of what stands before the period on its line."""
        return self.value[max(0, self.start - 2 * REACH) : self.start].rpartition("\n")[2]

    def _earlier(self, owner: int) -> tuple[str, ...]:
        texts: list[str] = []
        before = self._clauses[owner].before
        while before is not None and len(texts) < EARLIER:
            texts.append(self._before(before, self.end))
            before = self._clauses[before].before
        return tuple(texts)

    def _before(self, owner: int, high: int) -> str:
        """The end of what a clause says before a position."""
        text = ""
        for a, b in reversed(self._clauses[owner].pieces[-_NEAR:]):
            if a < high and len(text) < REACH:
                stop = min(b, high)
                text = self.value[max(a, stop - REACH) : stop] + text
        return text[-REACH:]

    def _after(self, owner: int, low: int) -> str:
        """The beginning of what a clause says from a position on."""
        text = ""
        for a, b in self._clauses[owner].pieces[-_NEAR:]:
            if b > low and len(text) < REACH:
                start = max(a, low)
                text += self.value[start : min(b, start + REACH)]
        return text[:REACH]
