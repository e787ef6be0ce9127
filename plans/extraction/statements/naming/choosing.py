"""The names offered for a quantity enter, one leaves: by weights learned from labels.

The words around a number are weighed first: how likely each belongs to the name. A name is good
that holds the likely words and few others, and reads like names do. The rule's own name stands
unless another has ``MARGIN`` times its odds.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from plans.extraction.learned import Logistic, learned
from plans.extraction.learned.logistic import BIAS
from plans.extraction.statements.naming.candidates import Offer, is_name
from plans.extraction.statements.naming.nearby import Likely, kind_of, likely, put_together
from plans.extraction.statements.quantity import Naming

MARGIN = 1.6
"""How many times the odds of the rule's name another must have."""
ALIKE = 0.5
"""Share of character pairs from which two names mean the same."""
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
    best, agreed = likeliest(weights, offer)
    naming = replace(naming, agreed=int(10 * agreed))
    if best == naming.indicator:
        return naming
    return replace(naming, indicator=best, rule=f"chosen: {naming.rule}")


def likeliest(weights: Weights, offer: Offer) -> tuple[str, float]:
    """The name of most odds, and the share of the odds that names alike to it have."""
    names, marks = described(weights, offer)
    scores = [weights.names.score(each) for each in marks]
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    margins = [MARGIN if name == offer.naming.indicator else 1.0 for name in names]
    best = max(range(len(names)), key=lambda i: (odds[i] * margins[i], -i))
    own = pairs_of(names[best])
    alike = sum(odd for name, odd in zip(names, odds, strict=True) if _is_alike(own, name))
    return names[best], alike / sum(odds)


def _is_alike(own: frozenset[str], name: str) -> bool:
    """Whether a name has half of its character pairs in common with these."""
    other = pairs_of(name)
    return 2 * len(own & other) >= ALIKE * (len(own) + len(other))


@lru_cache(maxsize=256)
def pairs_of(name: str) -> frozenset[str]:
    """Its pairs of neighbouring characters; each name of a number is asked for them twice."""
    return frozenset([name[i : i + 2] for i in range(len(name) - 1)])


def described(weights: Weights, offer: Offer) -> tuple[list[str], list[tuple[str, ...]]]:
    """All names, those put together from likely words last, and what holds of each."""
    words = likely(offer.words, weights.words)
    composed = filter(is_name, put_together(words, offer.draft.unit))
    names = list(dict.fromkeys((*offer.names, *composed)))
    around = _Around(offer, words, weights.pairs)
    offered = frozenset(offer.names)
    return names, [tuple(around.marks(name, name not in offered)) for name in names]


class _Around:
    """What names of one quantity are measured against."""

    def __init__(self, offer: Offer, words: Likely, pairs: Logistic) -> None:
        self.rule = offer.naming.indicator or ""
        self.unit = kind_of(offer.draft.unit)
        self.words = words
        self.pairs = pairs.weights
        self.rare = pairs.weights.get(BIAS, 0.0)
        self.expected = MEASURE + sum(share * len(word) for word, share in words.items())

    def marks(self, name: str, is_composed: bool) -> Iterator[str]:
        """What holds of a name: how it agrees with the words, how it reads, whose it is."""
        held = [(share, len(word)) for word, share in self.words.items() if word in name]
        left = [share for word, share in self.words.items() if word not in name]
        shared = 2 * sum([share * length for share, length in held])
        agrees = f"agrees {_tenth(shared / (self.expected + len(name)))}"
        covered = f"covered {_tenth(sum([length for _, length in held]) / len(name))}"
        lost = f"lost {_tenth(max(left, default=0.0))}"
        doubtful = f"doubtful {_tenth(min(held)[0] if held else 1.0)}"
        usual, oddest = self._reads(name)
        whose = "rule" if name == self.rule else "composed" if is_composed else "offered"
        own, size = f"own {min(len(self.rule), 20) // 2}", f"long {len(name) // 2}"
        yield from (whose, agrees, covered, lost, doubtful, usual, oddest, size)
        yield f"lacks {min(int(3 * sum(left)), 9)}"
        for what in (agrees, oddest, lost, doubtful, own, f"{own} {agrees}", self.unit):
            yield f"{whose} {what}"
        for one, other in (
            *((agrees, lost), (doubtful, lost), (usual, agrees), (covered, oddest)),
            *((self.unit, agrees), (self.unit, size)),
        ):
            yield f"{one} {other}"

    def _reads(self, name: str) -> tuple[str, str]:
        """How usual the pairs of its characters are in names: on average, and the oddest."""
        known = [self.pairs.get(pair, self.rare) for pair in pairs_of(name)] or [self.rare]
        return f"usual {round(math.fsum(known) / len(known))}", f"oddest {round(min(known))}"


def _tenth(share: float) -> int:
    return int(10 * share)
