"""The surroundings of a number enter; the words and forms that tell its nature leave as traits."""

from collections.abc import Iterator

from plans.extraction.schema import Comparator, Nature
from plans.extraction.statements.clauses import Context
from plans.extraction.statements.natures import SIGNS, Prior
from plans.extraction.statements.quantity import Quantity

_NEAR = 2
"""Clauses before its own whose words tell of a number."""


def traits(
    quantity: Quantity,
    context: Context,
    prior: Prior,
    *,
    comparator: Comparator,
    per: str | None,
    ruled: Nature,
) -> frozenset[str]:
    """What holds of a number: what the rules say of it, and what stands where around it."""
    return frozenset(_traits(quantity, context, prior, comparator, per, ruled))


def _traits(quantity, context, prior, comparator, per, ruled) -> Iterator[str]:
    yield f"ruled {ruled}"
    unit = quantity.unit
    kind = "long ago" if prior.vote > 2 else "back" if prior.vote > 0 else "ahead"
    yield f"zone {kind}"
    yield f"ruled {ruled} & zone {kind}"
    yield f"unit {unit}"
    yield f"comparator {comparator}"
    yield f"comparator {comparator} & ruled {ruled}"
    yield f"per {per}"
    yield f"per {per is not None} & ruled {ruled}"
    direction = prior.when.direction(prior.year) if prior.when else None
    yield f"direction {direction} & ruled {ruled}"
    yield f"level {prior.level}"
    for place, text in _places(context):
        for name, pattern in SIGNS.items():
            if pattern.search(text):
                yield f"{name} in {place}"
                yield f"{name} in {place} & ruled {ruled}"
    yield "lead ends " + context.lead[-2:]
    yield "lead ends " + context.lead[-1:]
    yield "tail begins " + context.tail[:2]
    if not context.lead:
        yield "no lead"


def _places(context: Context) -> Iterator[tuple[str, str]]:
    yield "lead", context.lead
    yield "tail", context.tail
    yield "later", context.later
    yield "above", context.above[-60:]
    yield "outer", context.outer
    for back, text in enumerate(context.earlier[:_NEAR]):
        yield f"earlier {back}", text
