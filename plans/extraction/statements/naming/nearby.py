"""A number enters; the words around it leave, and how likely each belongs to its name."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from plans.extraction.learned import Logistic
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.tokens import Token, words_of
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS, measure
from plans.extraction.statements.quantity import Naming

BACK, AHEAD = 50, 8
"""Words of the sentence before and after the number that are looked at."""
ABOVE = 25
"""Words of what stands before the sentence."""
CHARACTERS = 160
"""Characters of what stands before the sentence."""
TITLES = 2
"""Headings over the sentence, from the nearest."""
CLAUSES = 5
"""Clauses back that are told apart."""
STEPS = (1, 2, 3, 4, 7, 14)
"""Words off that are told apart."""
LIMITS = (0.2, 0.3, 0.4, 0.5, 0.6)
"""Likelihoods from which words are put together to a name."""


class Nearby(NamedTuple):
    """A word of two characters and more around a number, with what holds of it."""

    text: str
    marks: tuple[str, ...]


def kind_of(unit: str) -> str:
    """What sort of unit it is."""
    if unit in RATE_UNITS:
        return "rate"
    if unit in MONEY_UNITS:
        return "money"
    return unit if unit in ("人", "所", "个", "平方米") else "count"


def words_nearby(draft: Draft, naming: Naming, said: Said) -> tuple[Nearby, ...]:
    """The words of headings, of what stands before, and of the sentence, as they are read."""
    seen: set[str] = set()
    found = []
    for placed in _all_placed(draft.position, said):
        text = placed.token.text
        if len(text) > 1 and placed.token.tag not in _NO_WORD:
            again = (f"again {placed.place}",) if text in seen else ()
            marks = (*_marks(placed, draft.unit), *again, *_marks_by(naming, placed))
            found.append(Nearby(text, marks))
            seen.add(text)
    return tuple(found)


_NO_WORD = frozenset(("break", "open", "close", "quantity", "of"))


class _Placed(NamedTuple):
    """A word, where it stands, the one beside it towards the number, how many words off."""

    place: str
    token: Token
    beside: Token
    off: int

    @property
    def distance(self) -> str:
        """Place and how far off, in steps."""
        return f"{self.place} off {bisect_left(STEPS, self.off)}"


def _all_placed(at: int, said: Said) -> Iterator[_Placed]:
    for depth in range(min(TITLES, len(said.headings)) - 1, -1, -1):
        yield from _all_of(f"h{depth}", words_of(said.headings[-1 - depth]))
    yield from _all_of("p", words_of(said.above[-CHARACTERS:])[-ABOVE:])
    yield from reversed(list(_back(at, said.tokens)))
    yield from _ahead(at, said.tokens)


def _all_of(place: str, words: Sequence[Token]) -> Iterator[_Placed]:
    for index, token in enumerate(words):
        yield _Placed(place, token, token, len(words) - index)


def _back(at: int, tokens: Sequence[Token]) -> Iterator[_Placed]:
    """The words before the number, the nearest first."""
    clause = 0
    for index in range(at - 1, max(-1, at - BACK), -1):
        clause += tokens[index].tag == "break"
        yield _Placed(f"b{min(clause, CLAUSES)}", tokens[index], tokens[index + 1], at - index)


def _ahead(at: int, tokens: Sequence[Token]) -> Iterator[_Placed]:
    """The words after the number, to the end of the next clause."""
    clause = 0
    for index, (beside, token) in enumerate(pairwise(tokens[at : at + 1 + AHEAD]), 1):
        clause += token.tag == "break"
        if clause > 1:
            return
        yield _Placed(f"a{clause}", token, beside, index)


def _marks(placed: _Placed, unit: str) -> tuple[str, ...]:
    """What holds of a word: where it stands, what it is, and what is counted."""
    place, token, beside, _ = placed
    text, tag = token.text, token.tag
    return (
        place,
        tag,
        f"{place} {tag}",
        placed.distance,
        f"{place} {tag} of {kind_of(unit)}",
        f"word {text}",
        f"ends {text[-1]} {place[0]}",
        f"ends {text[-2:]} of {unit}",
        f"{place} by {beside.tag}",
        f"{tag} by {beside.tag}",
        f"{place} long {min(len(text), 5)}",
    )


def _marks_by(naming: Naming, placed: _Placed) -> tuple[str, ...]:
    """What holds of a word for being in the rule's own name, or for being left out of it."""
    own, place = naming.indicator or "", placed.place
    text, tag = placed.token.text, placed.token.tag
    held = "held" if text in own else "left"
    return (
        held,
        f"{held} {place}",
        f"{held} {tag}",
        f"{held} {place} {tag}",
        f"{held} by {naming.rule}",
        f"{held} {place} by {naming.rule}",
        f"{held} {tag} by {naming.rule}",
        f"{held} of {min(len(own), 14) // 2}",
        f"{held} {placed.distance}",
        f"{held} ends {text[-1]} {place[0]}",
        f"{held} word {text}",
    )


Likely = Mapping[str, float]
"""Words as they are read, and how likely a name holds each."""


def likely(words: Iterable[Nearby], weights: Logistic) -> Likely:
    """How likely each word belongs to the name; of one that stands twice, the likelier."""
    found: dict[str, float] = {}
    for word in words:
        share = weights.probability(word.marks)
        found[word.text] = max(share, found.get(word.text, 0.0))
    return found


def put_together(words: Likely, unit: str) -> Iterator[str]:
    """Names of the words that are likely enough, for several limits."""
    for limit in LIMITS:
        name = "".join(text for text, share in words.items() if share > limit)
        if name:
            yield measure(name, unit)
