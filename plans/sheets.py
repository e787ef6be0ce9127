"""A source and a place in it enter, the stretch that one page shows leaves."""

from bisect import bisect_right
from dataclasses import dataclass

from plans.extraction.text import Text
from plans.models import Plan

PART = 60_000
"""Clean characters a page shows at most: a browser lays that out in well under a second."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One part of one document, counted from 1, with its stretch ``[start, end)`` of the source.

    What stands before a document belongs to it and what stands after the last one to the last,
    so that the sheets of a source hold every character of it.
    """

    plan: Plan | None
    document: int
    documents: int
    part: int
    parts: int
    start: int
    end: int

    @property
    def place(self):
        """The number of the document and of the part, as an address has them."""
        return f"{self.document}&part={self.part}"

    @property
    def steps(self):
        """Addresses of the part before and the part after, None where there is none."""
        return self._address(self.part - 1), self._address(self.part + 1)

    def _address(self, part):
        if not 1 <= part <= self.parts:
            return None
        return f"document={self.document}&part={part}"


def sheet_of(text: Text, length: int, plans: list[Plan], *, document=1, part=1, at=None) -> Sheet:
    """The sheet asked for by number, or the one that holds place ``at`` of the source.

    Numbers beyond the last one give the last one.
    """
    bounds = _bounds(plans, length)
    if at is not None:
        document = max(1, bisect_right([start for start, _ in bounds], at))
    document = min(max(1, document), len(bounds))
    parts = _parts(text, *bounds[document - 1])
    if at is not None:
        part = bisect_right([start for start, _ in parts], at)
    part = min(max(1, part), len(parts))
    plan = plans[document - 1] if plans else None
    return Sheet(plan, document, len(bounds), part, len(parts), *parts[part - 1])


def _bounds(plans, length):
    """Source stretch of every document; one for all where there are no documents."""
    ends = [plan.end for plan in plans[:-1]]
    return list(zip([0, *ends], [*ends, length], strict=True))


def _parts(text, start, end):
    """A stretch of source cut at line ends of its clean text into parts of at most ``PART``."""
    first, last = text.within((start, end))
    cuts = [start]
    while last - first > PART:
        line_end = text.value.rfind("\n", first, first + PART) + 1
        first = line_end if line_end > first else first + PART
        cuts.append(text.starts[first])
    return list(zip(cuts, [*cuts[1:], end], strict=True))
