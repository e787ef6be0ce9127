"""The names offered for a quantity enter, one leaves: by weights learned from labels.

The words around a number are weighed first: how likely each belongs to the name. A name is good
that holds the likely words and few others, and reads like names do. The rule's own name stands
unless another is likelier by ``LEAD``.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import combinations

from plans.extraction.learned import Logistic, learned
from plans.extraction.learned.logistic import BIAS
from plans.extraction.statements.naming.candidates import Offer, is_name
from plans.extraction.statements.naming.nearby import Likely, likely, put_together
from plans.extraction.statements.quantity import Naming

LEAD = 0.06
"""How much likelier than the rule's name another must be."""
ALIKE = 0.5
"""Share of character pairs from which two names mean the same."""
LONG = 4
"""Characters of a name that means the same as one it is part of."""
MEASURE = 1.5
"""Characters of a name that are not said beside its number (数, 率), on average."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned of the words around a number, of pairs of characters, and of names."""

    words: Logistic
    pairs: Logistic
    names: Logistic


TABLES = tuple(field.name for field in fields(Weights))


def stored() -> Weights:
    """The weights of ``learned/naming.json``."""
    return Weights(*(learned("naming", table) for table in TABLES))


def choose(offer: Offer) -> Naming:
    """The naming that stands."""
    weights, naming = stored(), replace(offer.naming, offer=offer)
    if not weights.names.is_learned or not offer.names:
        return naming
    best, share = likeliest(weights, offer)
    naming = replace(naming, likely=int(10 * share))
    if best == naming.indicator:
        return naming
    return replace(naming, indicator=best, rule=f"chosen: {naming.rule}")


def likeliest(weights: Weights, offer: Offer) -> tuple[str, float]:
    """The name that is likeliest right, and how likely it is."""
    names, marks = described(weights, offer)
    shares = [weights.names.probability(each) for each in marks]
    rule = offer.naming.indicator
    best = max(range(len(names)), key=lambda i: (shares[i] + LEAD * (names[i] == rule), -i))
    return names[best], shares[best]


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of character pairs that two names have in common."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 1.0


@lru_cache(maxsize=256)
def pairs_of(name: str) -> frozenset[str]:
    """Its pairs of neighbouring characters; each name of a number is asked for them often."""
    return frozenset([name[i : i + 2] for i in range(len(name) - 1)])


def described(weights: Weights, offer: Offer) -> tuple[list[str], list[tuple[str, ...]]]:
    """All names, those put together from likely words last, and what holds of each."""
    words = likely(offer.words, weights.words)
    composed = filter(is_name, put_together(words, offer.draft.unit))
    names = list(dict.fromkeys((*offer.names, *composed)))
    around = _Around(offer, words, weights.pairs)
    shares = shares_alike(names)
    return names, [tuple(around.marks(n, share)) for n, share in zip(names, shares, strict=True)]


def shares_alike(names: Sequence[str]) -> list[float]:
    """For each name, the share of all that mean the same.

    Two do if they are alike in half of their character pairs, or the longer contains the shorter.
    """
    pairs = [pairs_of(name) for name in names]
    sizes = [len(each) for each in pairs]
    alike = [1] * len(names)
    for i, j in combinations(sorted(range(len(names)), key=lambda i: len(names[i])), 2):
        common = len(pairs[i] & pairs[j])
        contained = common == sizes[i] and len(names[i]) >= LONG and names[i] in names[j]
        if contained or 2 * common >= ALIKE * (sizes[i] + sizes[j]):
            alike[i] += 1
            alike[j] += 1
    return [count / len(names) for count in alike]


class _Around:
    """What names of one quantity are measured against."""

    def __init__(self, offer: Offer, words: Likely, pairs: Logistic) -> None:
        self.rule = offer.naming.indicator or ""
        self.offered = frozenset(offer.names)
        self.words = words
        self.pairs = pairs.weights
        self.rare = pairs.weights.get(BIAS, 0.0)
        self.expected = MEASURE + sum(share * len(word) for word, share in words.items())
        self.by_rule = self._agreement(self.rule, self._parted(self.rule)[0]) if self.rule else 0.0

    def marks(self, name: str, alike: float) -> Iterator[str]:
        """What holds of a name: how it agrees with the words and with the rule, how it reads.

        ``alike`` is the share of all names that mean the same.
        """
        held, left = self._parted(name)
        agrees = self._agreement(name, held)
        yield self._whose(name)
        yield f"agrees {_tenth(agrees)}"
        yield f"more {max(-6, min(8, round(20 * (agrees - self.by_rule))))}"
        yield f"lost {_tenth(max(left, default=0.0))}"
        yield f"lacks {min(int(3 * sum(left)), 9)}"
        yield f"doubtful {_tenth(min(held.values(), default=1.0))}"
        yield from self._reads(name)
        yield f"long {len(name)}"
        yield f"ends {name[-2:]}"
        yield f"like {_tenth(likeness(pairs_of(name), pairs_of(self.rule)))}"
        yield f"alike {_tenth(alike)}"

    def _whose(self, name: str) -> str:
        if name == self.rule:
            return "rule"
        part = "within" if name in self.rule else "around" if self.rule in name else "beside"
        return f"{'offered' if name in self.offered else 'composed'} {part}"

    def _parted(self, name: str) -> tuple[Likely, list[float]]:
        """The words that a name holds, and how likely those are that it leaves out."""
        held, left = {}, []
        for word, share in self.words.items():
            if word in name:
                held[word] = share
            else:
                left.append(share)
        return held, left

    def _agreement(self, name: str, held: Likely) -> float:
        """How far a name says the likely words and no others, between 0 and about 1."""
        shared = sum([share * len(word) for word, share in held.items()])
        return 2 * shared / (self.expected + len(name))

    def _reads(self, name: str) -> Iterator[str]:
        """How usual the pairs of its characters are in names: on average, and the oddest."""
        known = [self.pairs.get(pair, self.rare) for pair in pairs_of(name)] or [self.rare]
        yield f"usual {round(2 * math.fsum(known) / len(known))}"
        yield f"oddest {round(min(known))}"


def _tenth(share: float) -> int:
    return int(10 * share)
