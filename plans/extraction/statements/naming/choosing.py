"""The names offered for a quantity enter, one leaves: by weights learned from labels.

Of names that mean much the same one is taken that the others agree with: each name has the odds
of all that are alike to it. The rule's own name stands unless another has ``MARGIN`` more.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from plans.extraction.learned import Logistic, learned
from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.candidates import Candidate, Offer
from plans.extraction.statements.naming.said import Draft
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS
from plans.extraction.statements.quantity import Naming

MARGIN = 1.1
"""How many times the odds of the rule's name another must have."""
TOLD = 3
"""Character pairs of a rule's name that stands where the likeliest means the same."""
FAINT = 0.03
"""Odds beside the likeliest name's that are not worth asking."""
ALIKE = 0.5
"""Share of character pairs from which two names mean the same."""


def choose(offer: Offer) -> Naming:
    """The naming that stands."""
    weights, naming = learned("naming"), replace(offer.naming, offer=offer)
    if not weights.is_learned or not offer.names:
        return naming
    best, agreed = likeliest(weights, offer)
    naming = replace(naming, agreed=int(10 * agreed))
    if best.name == naming.indicator:
        return naming
    return replace(naming, indicator=best.name, rule=f"chosen: {naming.rule}")


def likeliest(weights: Logistic, offer: Offer) -> tuple[Candidate, float]:
    """The name that most of the odds agree with; the rule's, the first, before those alike.

    With it the share of the odds that agree with it.
    """
    scores = list(_scores(weights, offer))
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    pairs = [frozenset(_pairs_in_order(candidate.name)) for candidate in offer.names]
    agreed = _agreed(pairs, odds)
    heard = list(agreed)
    ruled = bool(offer.naming.indicator)
    if ruled:
        agreed[0] *= MARGIN
    best = max(range(len(agreed)), key=lambda i: (agreed[i], -i))
    said = ruled and len(pairs[0]) >= TOLD and _is_alike(pairs[0], pairs[best])
    chosen = 0 if said else best
    return offer.names[chosen], heard[chosen] / sum(odds)


def _agreed(pairs: list[frozenset[str]], odds: list[float]) -> list[float]:
    """For each name, given by its pairs, the odds of those that are alike to it and its own.

    Names that are not worth asking stand no chance, but for the rule's.
    """
    heard = [j for j, share in enumerate(odds) if share > FAINT]
    asked = {0, *heard}
    return [
        sum(odds[j] for j in heard if i == j or _is_alike(own, pairs[j])) if i in asked else 0.0
        for i, own in enumerate(pairs)
    ]


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether names share half of their character pairs, or one is part of the other."""
    shared = len(one & other)
    return 2 * shared >= ALIKE * (len(one) + len(other)) or shared == min(len(one), len(other)) > 2


def features(offer: Offer) -> list[frozenset[str]]:
    """What holds of each offered name."""
    return [head | owner | own for head, owner, own in _parts(offer)]


def _scores(weights: Logistic, offer: Offer) -> Iterator[float]:
    """The log odds of each name; what several names have in common is weighed once."""
    shared = cache(weights.part)
    for head, owner, own in _parts(offer):
        yield weights.score(own) + shared(head) + shared(owner)


def _parts(offer: Offer) -> Iterator[tuple[frozenset[str], frozenset[str], frozenset[str]]]:
    """What holds of the measure, of the owner and of the whole of each offered name."""
    around = frozenset(_around(offer.draft, offer.naming))
    heads = {head: frozenset(_of_head(head, around)) for head in {c.head for c in offer.names}}
    owners = {own: frozenset(_of_owner(own, around)) for own in {c.owner for c in offer.names}}
    for candidate in offer.names:
        yield heads[candidate.head], owners[candidate.owner], frozenset(_of_name(candidate))


def _kind(unit: str) -> str:
    if unit in RATE_UNITS:
        return "rate"
    if unit in MONEY_UNITS:
        return "money"
    return unit if unit in ("人", "所", "个", "平方米") else "count"


def _around(draft: Draft, naming: Naming) -> Iterator[str]:
    """What holds of the quantity, whatever its name."""
    own, around = naming.indicator or "", draft.around
    yield "rule " + naming.rule
    yield "unit " + _kind(draft.unit)
    yield "own length " + str(min(len(own), 12) // 2)
    if own and own.removesuffix("数") in lexicon.GENERIC:
        yield "own generic"
    for name in ("touching", "change", "listed", "inside", "part", "right_noun", "next_clause"):
        if getattr(around, name):
            yield name
    if around.each:
        yield "each"
    if not around.left:
        yield "nothing left"
    elif around.left[-1].tag == "verb":
        yield "verb left"


def _of_head(head: str, around: frozenset[str]) -> Iterator[str]:
    """What holds of a measure, alone and together with what holds of its quantity."""
    yield "head " + head
    for each in around:
        yield f"{each} & {head}"


def _of_owner(owner: str, around: frozenset[str]) -> Iterator[str]:
    """The same of where it is looked for what the measure is of."""
    yield "owner " + owner
    for each in around:
        yield f"{each} & owner {owner[:8]}"


def _of_name(candidate: Candidate) -> Iterator[str]:
    """What holds of a name by itself."""
    name = candidate.name
    yield f"{candidate.head}+{candidate.owner}"
    length = f"length {min(len(name), 20) // 2}"
    yield length
    yield f"{length} & {candidate.head}"
    yield "end " + name[-2:]
    yield "start " + name[:2]
    yield from _of_shape(candidate)


def _of_shape(candidate: Candidate) -> Iterator[str]:
    name, owned = candidate.name, candidate.owned
    if owned:
        yield "owned ends " + owned[-1]
        yield f"owned length {min(len(owned), 14) // 2}"
        yield f"owned ends {owned[-1]} & {name[-1]}"
        for kind in _kinds(owned):
            yield "owned " + kind
            yield f"owned {kind} & end {name[-1]}"
    pairs = _pairs_in_order(name)
    if len(set(pairs)) < len(pairs):
        yield "repeats"
    if name[:2] in lexicon.KEEP or name[:2] in lexicon.FRAME:
        yield "opens with verb"
        yield f"opens with verb & {candidate.head} {bool(candidate.owner)}"
    for mark in "的、和，":
        if mark in name:
            yield "holds " + mark


@lru_cache(maxsize=4096)
def _kinds(owned: str) -> tuple[str, ...]:
    """What kinds of thing an owner is."""
    return tuple(kind for kind, pattern in _KINDS if pattern.search(owned))


def _pairs_in_order(name: str) -> list[str]:
    return [name[i : i + 2] for i in range(len(name) - 1)]


_KINDS = (
    ("group", lexicon.GROUPS),
    ("built", lexicon.BUILT),
    ("money", lexicon.MONEY_HEADS),
    ("rate", lexicon.RATE_HEADS),
    ("count", lexicon.COUNT_HEADS),
    ("person", lexicon.FITTING["人"]),
    ("school", lexicon.SCHOOL_NAME),
    ("contest", lexicon.CONTESTS),
    ("stage", lexicon.STAGE),
)
