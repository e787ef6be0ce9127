"""What stands around a number enters; how far its words lean to reached or promised leaves.

The votes of ``natures`` are rules; where they hardly tell, the words decide by weights learned
from labels (``learned/natures.json``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from plans.extraction.learned import Logistic
from plans.extraction.schema import Comparator, Kind
from plans.extraction.statements.clauses import Context
from plans.extraction.statements.naming.tokens import words_of
from plans.extraction.statements.quantity import Quantity

LEAN = 0.5
"""Votes for each unit of log odds that words lean to."""
BACK, AHEAD, FARTHER = 14, 8, 12
"""Words of its own clause before and after a number, and of each clause before, that count."""
NEXT = 3
"""Words right before a number that are told apart."""
CLAUSES = 3
"""Clauses before its own that count."""
_YEAR = re.compile(r"(?:19|20)\d\d年")
_NUMBER = re.compile(r"\d[\d.,]*")
_RELATIVE = ("去年", "今年", "明年")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A number with what is said around it and what is known before it is read.

    ``vote`` is that of its section, ``year`` the document's, ``votes`` what the rules say:
    positive for reached.
    """

    quantity: Quantity
    context: Context
    comparator: Comparator
    kind: Kind
    vote: float
    year: int | None
    votes: float

    def weighed(self, reached: Logistic) -> float:
        """The votes of rules and those of its words by learned weights."""
        return self.votes + (LEAN * reached.score(self.marks()) if reached.is_learned else 0.0)

    def marks(self) -> Iterator[str]:
        """What holds of it, each mark once."""
        yield from dict.fromkeys((*self._words(), *self._known()))

    def _words(self) -> Iterator[str]:
        context = self.context
        lead, tail = self._said(context.lead)[-BACK:], self._said(context.tail)[:AHEAD]
        for index, word in enumerate(reversed(lead)):
            yield f"before {word}"
            if index < NEXT:
                yield f"before {index} {word}"
        yield from (f"after {word}" for word in tail)
        yield from (f"after 0 {word}" for word in tail[:1])
        yield from (f"later {word}" for word in self._said(context.later)[:AHEAD])
        for index, clause in enumerate(context.earlier[:CLAUSES]):
            place = "earlier" if index else "clause before"
            yield from (f"{place} {word}" for word in self._said(clause)[-FARTHER:])

    def _known(self) -> Iterator[str]:
        unit = self.quantity.unit
        yield f"kind {self.kind}"
        yield f"unit {unit}"
        yield f"unit {unit} {self.kind}"
        yield self.comparator
        yield f"vote {round(self.vote)} {self.kind}"
        yield "fraction" if "." in self.context.text else "whole"
        yield "later clause" if self.context.earlier else "first clause"

    def _said(self, text: str) -> tuple[str, ...]:
        return _words(_YEAR.sub(self._relative, text) if self.year else text)

    def _relative(self, match: re.Match[str]) -> str:
        """去年, 今年 or 明年 for a year, as it lies to the document's."""
        apart = int(match.group()[:4]) - (self.year or 0)
        return _RELATIVE[1 + (apart > 0) - (apart < 0)]


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    """The words of a clause without its numbers."""
    return tuple(t.text for t in words_of(_NUMBER.sub("0", text)) if t.text.strip("0、 "))
