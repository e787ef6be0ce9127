"""The lines of two plans enter, pairs leave: those that surely are one, and near names apart."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from indicators.matching import Entry, Ranker, folded, is_same_unit, unit_form
from plans.comparing import Pair

NEAR = 0.5
"""Names that share half of their pairs of characters may mean the same: a person decides."""
MOST_NEAR = 2
ASKED = 10
"""Near names looked at before those of other units are left out."""


def pairs(before: Iterable[Any], after: Iterable[Any]) -> list[Pair]:
    """Every line once, in the order of ``after``; what has no partner there comes last.

    The surest sameness is tried first: indicator with name, indicator, name with unit; each for
    the same term, then for the same year. Where several lines could be meant, equal figures
    belong together, and one line is left with one; all else stays alone.
    """
    left, right = dict(enumerate(_once(before))), dict(enumerate(_once(after)))
    rest, partner = dict(right), {}
    for key in KEYS:
        for one, other in list(_met(left, rest, key)):
            partner[other] = left.pop(one)
            del rest[other]
    found = [Pair(partner.get(number), item) for number, item in right.items()]
    return found + [Pair(item, None) for item in left.values()]


def near(found: Iterable[Pair]) -> list[Pair]:
    """Lines without a partner whose names are near each other; never settled without a person."""
    found = list(found)
    new = [pair.after for pair in found if pair.before is None]
    ranker = Ranker(Entry(item, item.name, "") for item in new)
    return [
        Pair(pair.before, other)
        for pair in found
        if pair.after is None
        for other in _near(ranker, pair.before)
    ]


def _near(ranker, item):
    ranked = ranker.rank(item.name, "", most=ASKED)
    near_enough = [
        likely.entry.key
        for likely in ranked
        if likely.nearness == 1
        or (likely.nearness >= NEAR and is_same_unit(likely.entry.key.unit, item.unit))
    ]
    return near_enough[:MOST_NEAR]


def _by_both(item):
    return item.indicator and (item.indicator, folded(item.name))


def _by_indicator(item):
    return item.indicator


def _by_name(item):
    name = folded(item.name)
    return name and (name, unit_form(item.unit))


def _in_term(identity) -> Callable[[Any], Hashable]:
    return lambda item: (known := identity(item)) and (known, item.what, item.term)


def _in_year(identity) -> Callable[[Any], Hashable]:
    return lambda item: (
        (known := identity(item)) and item.due_year and (known, item.what, item.due_year)
    )


KEYS = tuple(
    when(identity)
    for when in (_in_term, _in_year)
    for identity in (_by_both, _by_indicator, _by_name)
)
"""What must agree, the surest first; empty where a line cannot be told by it."""


def _once(items):
    """The lines without those that say the same thing again."""
    said = {}
    for item in items:
        said.setdefault((*(key(item) for key in KEYS), item.figure), item)
    return list(said.values())


def _met(left, right, key) -> Iterator[tuple[int, int]]:
    """Numbers of lines that belong together by a key."""
    others = _grouped(right, key)
    for known, ones in _grouped(left, key).items():
        yield from _settled(ones, others.get(known, []))


def _grouped(items, key):
    groups = {}
    for number, item in items.items():
        if known := key(item):
            groups.setdefault(known, []).append((number, item))
    return groups


def _settled(ones, others):
    """Equal figures first, then one against one."""
    for number, item in list(ones):
        same = (o for o in others if o[1].figure == item.figure and _may_be_one(item, o[1]))
        if other := next(same, None):
            ones.remove((number, item))
            others.remove(other)
            yield number, other[0]
    if len(ones) == len(others) == 1 and _may_be_one(ones[0][1], others[0][1]):
        yield ones[0][0], others[0][0]


def _may_be_one(item, other):
    """Lines of two different indicators never are, whatever they are called."""
    return not item.indicator or not other.indicator or item.indicator == other.indicator
