"""A framework enters, its items in the order of the tree leave, each with depth and standards."""

from collections import defaultdict
from dataclasses import dataclass

from indicators.choices import Stage
from indicators.models import FrameworkItem, Standard

STAGES = {"": -1} | {stage: at for at, stage in enumerate(Stage.values)}


@dataclass(frozen=True, slots=True)
class Node:
    """An item at its place; level 0 is the top."""

    item: FrameworkItem
    level: int
    standards: list[Standard]


def tree_of(framework) -> list[Node]:
    """Parents before their children; three queries."""
    below = defaultdict(list)
    items = framework.items.select_related("indicator", "part", "whole")
    for item in items.prefetch_related("standards__region"):
        below[item.parent_id].append(item)
    return list(_walk(below, None, 0))


def _walk(below, parent, level):
    for item in below[parent]:
        yield Node(item, level, sorted(item.standards.all(), key=_order))
        yield from _walk(below, item.pk, level + 1)


def _order(standard):
    """What is asked before how schools may differ; stages in their order, the newest last."""
    is_limit = standard.measure == Standard.Measure.VARIATION
    return is_limit, STAGES[standard.stage], standard.region_id or 0, standard.since
