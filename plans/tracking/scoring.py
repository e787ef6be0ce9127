"""What a unit's matters came to and what people judged enter, its score leaves, with how it arose.

    score = (on time + targets reached + reports made) of 100, plus judgements, at most ``cap``

Each of the three parts is a share of its points: the weighted matters that came out well, of those
that came out at all. A part for which there is nothing to judge is left out, and the others are
scaled up to 100: a unit without targets is neither praised nor blamed for them. A veto (一票否决)
makes the score 0, whatever the rest says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Points of the three parts, weights by kind of matter, and how much judgements may move."""

    on_time: Decimal = Decimal(60)
    reached: Decimal = Decimal(30)
    heard: Decimal = Decimal(10)
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    cap: Decimal = Decimal(10)

    def weight_of(self, kind: str) -> Decimal:
        """Weight of a kind of matter, 1 where the scheme gives none."""
        return self.weights.get(kind, ONE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a matter in a period; each share is between 0 and 1, None if not judged.

    ``on_time`` is 1 or 0 for what was closed or is overdue, None for what still runs in time;
    ``reached`` the share of its target that was reached; ``heard`` the share of the reports that
    were due and were made.
    """

    number: int
    kind: str
    on_time: Decimal | None = None
    reached: Decimal | None = None
    heard: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Points that a person gave or took, with a reason; a veto ends all."""

    points: Decimal
    reason: str
    is_veto: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score: points of how many, from the matters with these numbers."""

    name: str
    points: Decimal
    most: Decimal
    share: Decimal | None
    numbers: tuple[int, ...]

    @property
    def is_judged(self) -> bool:
        """There was something to judge."""
        return self.share is not None


@dataclass(frozen=True, slots=True)
class Score:
    """A score with all that it is made of; ``total`` is None where there is nothing to judge."""

    total: Decimal | None
    base: Decimal | None
    parts: tuple[Part, ...]
    judged: Decimal
    capped: Decimal
    is_vetoed: bool


PARTS = (("on_time", "按时办结"), ("reached", "目标达成"), ("heard", "按期反馈"))
"""Attribute of an outcome and of the scheme, and its name."""


def score_of(outcomes: Iterable[Outcome], judgements: Sequence[Judgement], scheme: Scheme) -> Score:
    """The score of a unit; the same facts and scheme always give the same."""
    rows = list(outcomes)
    parts = tuple(_part(attribute, name, rows, scheme) for attribute, name in PARTS)
    base = _base(parts)
    judged = sum((j.points for j in judgements if not j.is_veto), ZERO)
    capped = max(-scheme.cap, min(scheme.cap, judged))
    is_vetoed = any(j.is_veto for j in judgements)
    total = None if base is None else max(ZERO, _rounded(base + capped))
    return Score(ZERO if is_vetoed else total, base, parts, judged, capped, is_vetoed)


def _part(attribute: str, name: str, rows: list[Outcome], scheme: Scheme) -> Part:
    judged = [(row, getattr(row, attribute)) for row in rows]
    judged = [(row, share) for row, share in judged if share is not None]
    weight = sum((scheme.weight_of(row.kind) for row, _ in judged), ZERO)
    numbers = tuple(row.number for row, _ in judged)
    most = Decimal(getattr(scheme, attribute))
    if not weight or not most:
        return Part(name, ZERO, most, None, numbers)
    share = sum((scheme.weight_of(row.kind) * share for row, share in judged), ZERO) / weight
    return Part(name, _rounded(share * most), most, share, numbers)


def _base(parts: tuple[Part, ...]) -> Decimal | None:
    """Points of what was judged, of 100."""
    judged = [part for part in parts if part.is_judged]
    most = sum((part.most for part in judged), ZERO)
    if not most:
        return None
    exact = sum(((part.share or ZERO) * part.most for part in judged), ZERO)
    return _rounded(exact / most * HUNDRED)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)
