"""Items of an outline in order, with positions and depths, enter; the new places of some leave.

The tree is order and depth alone: what follows deeper belongs to the item. Positions leave gaps,
so that a move changes only what moves; where a gap is used up, all items are numbered anew.
"""

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import NamedTuple

GAP = 1024.0
"""Distance between neighbours that are numbered anew: room for fifty items put at one place."""
DEEPEST = 5
"""Depth below which no item is moved: 一、（一）1.（1）① and one more."""


class Place(NamedTuple):
    """Where an item stands."""

    position: float
    depth: int


class Node(NamedTuple):
    """An item of an outline."""

    key: Hashable
    position: float
    depth: int


Nodes = Sequence[Node]
Places = dict[Hashable, Place]
"""The items whose place changes, by key."""


class CannotMoveError(ValueError):
    """The outline has no such place; the message says why."""


def branch(nodes: Nodes, start: int) -> int:
    """Index behind the last item that belongs to the one at ``start``."""
    end = start + 1
    while end < len(nodes) and nodes[end].depth > nodes[start].depth:
        end += 1
    return end


def index(nodes: Nodes, key: Hashable) -> int:
    """Index of an item; raises ``CannotMoveError`` where it is gone."""
    for number, node in enumerate(nodes):
        if node.key == key:
            return number
    raise CannotMoveError("这一条已经不在计划里，请刷新页面。")


def up(nodes: Nodes, key: Hashable) -> Places:
    """Before the previous item of the same parent, with all that belongs to it."""
    start = index(nodes, key)
    before = start - 1
    while before >= 0 and nodes[before].depth > nodes[start].depth:
        before -= 1
    if before < 0 or nodes[before].depth < nodes[start].depth:
        raise CannotMoveError("前面没有同级的任务，不能再上移。")
    return _put(nodes, start, before, nodes[start].depth)


def down(nodes: Nodes, key: Hashable) -> Places:
    """Behind the next item of the same parent, with all that belongs to it."""
    start = index(nodes, key)
    end = branch(nodes, start)
    if end == len(nodes) or nodes[end].depth < nodes[start].depth:
        raise CannotMoveError("后面没有同级的任务，不能再下移。")
    return _put(nodes, start, branch(nodes, end), nodes[start].depth)


def indent(nodes: Nodes, key: Hashable) -> Places:
    """Below the item before it, with all that belongs to it."""
    start = index(nodes, key)
    if start == 0 or nodes[start - 1].depth < nodes[start].depth:
        raise CannotMoveError("前面没有同级的任务，不能降为下级。")
    return _put(nodes, start, start, nodes[start].depth + 1)


def outdent(nodes: Nodes, key: Hashable) -> Places:
    """Behind its parent and all that stays there, so that nobody else's parent changes."""
    start = index(nodes, key)
    parent = start - 1
    while parent >= 0 and nodes[parent].depth >= nodes[start].depth:
        parent -= 1
    if parent < 0:
        raise CannotMoveError("已经是最上一级，不能再升级。")
    return _put(nodes, start, branch(nodes, parent), nodes[parent].depth)


STEPS: dict[str, Callable[[Nodes, Hashable], Places]] = {
    "up": up,
    "down": down,
    "in": indent,
    "out": outdent,
}


def drop(nodes: Nodes, key: Hashable, anchor: Hashable, where: str) -> Places:
    """``before``, ``after`` or ``inside`` another item, with all that belongs to it."""
    start = index(nodes, key)
    to = index(nodes, anchor)
    if start <= to < branch(nodes, start):
        raise CannotMoveError("不能移到自己或自己的下级里。")
    return _put(nodes, start, *_spot(nodes, to, where))


def insert(nodes: Nodes, key: Hashable, anchor: Hashable | None, where: str) -> Places:
    """Place of a new item beside another one, or at the end where there is no ``anchor``.

    ``next`` is right behind the other one, which loses to the new item what belonged to it.
    """
    spot = (len(nodes), 0) if anchor is None else _spot(nodes, index(nodes, anchor), where)
    return _join(nodes, [Node(key, 0, 0)], *spot)


def absorb(nodes: Nodes, key: Hashable) -> tuple[Hashable, Places]:
    """The next item, which is taken in, and the new places of what belonged to it."""
    start = index(nodes, key)
    end = start + 1
    if end == len(nodes):
        raise CannotMoveError("后面没有任务，不能合并。")
    rise = nodes[end].depth - nodes[start].depth
    if rise < 0:
        raise CannotMoveError("下一条是上一级的任务，不能合并。请先调整层次。")
    below = nodes[end + 1 : branch(nodes, end)] if rise else ()
    return nodes[end].key, {n.key: Place(n.position, n.depth - rise) for n in below}


def settle(nodes: Nodes) -> Places:
    """Items that stand more than one deeper than the one before them, brought up to it."""
    changed, depth = {}, -1
    for node in nodes:
        depth = min(node.depth, depth + 1)
        if depth != node.depth:
            changed[node.key] = Place(node.position, depth)
    return changed


def _spot(nodes: Nodes, anchor: int, where: str) -> tuple[int, int]:
    """Index before which an item is put, and its depth there."""
    depth, end = nodes[anchor].depth, branch(nodes, anchor)
    spots = {
        "before": (anchor, depth),
        "next": (anchor + 1, depth),
        "after": (end, depth),
        "inside": (end, depth + 1),
    }
    if where not in spots:
        raise CannotMoveError("没有说明移到哪里。")
    return spots[where]


def _put(nodes: Nodes, start: int, target: int, depth: int) -> Places:
    """Move an item with its branch before the index ``target``, to a depth."""
    end = branch(nodes, start)
    if start <= target <= end:
        shift = depth - nodes[start].depth
        _require_room(nodes[start:end], shift)
        return {n.key: Place(n.position, n.depth + shift) for n in nodes[start:end] if shift}
    rest = [*nodes[:start], *nodes[end:]]
    return _join(rest, nodes[start:end], target - (end - start if target > start else 0), depth)


def _join(rest: Nodes, block: Nodes, at: int, depth: int) -> Places:
    """Put a block between others, to a depth; the others move only where no gap is left."""
    shift = depth - block[0].depth
    _require_room(block, shift)
    low = rest[at - 1].position if at else None
    high = rest[at].position if at < len(rest) else None
    positions = between(low, high, len(block))
    if positions:
        return {n.key: Place(p, n.depth + shift) for n, p in zip(block, positions, strict=True)}
    depths = {n.key: n.depth for n in rest} | {n.key: n.depth + shift for n in block}
    order = [*rest[:at], *block, *rest[at:]]
    return {n.key: Place(i * GAP, depths[n.key]) for i, n in enumerate(order)}


def between(low: float | None, high: float | None, count: int) -> list[float]:
    """Rising positions between two, either of which may be missing; none where no room is left."""
    if low is None:
        low = 0.0 if high is None else high - GAP * (count + 1)
    step = GAP if high is None else (high - low) / (count + 1)
    positions = [low + step * n for n in range(1, count + 1)]
    bounds = [low, *positions, *([] if high is None else [high])]
    is_rising = all(a < b for a, b in pairwise(bounds))
    return positions if is_rising else []


def _require_room(block: Nodes, shift: int) -> None:
    if shift > 0 and max(n.depth for n in block) + shift > DEEPEST:
        raise CannotMoveError(f"最多 {DEEPEST + 1} 级，不能再降级。")
