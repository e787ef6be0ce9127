"""The arithmetic of the outline: what moves, what stays, and that it stays a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.tree import (
    DEEPEST,
    GAP,
    STEPS,
    CannotMoveError,
    Node,
    Place,
    absorb,
    between,
    branch,
    drop,
    index,
    insert,
    settle,
)


def outline(depths, gap=GAP):
    """Items 0, 1, 2 … of these depths."""
    return [Node(n, n * gap, depth) for n, depth in enumerate(depths)]


def applied(nodes, places):
    """The outline after a change; items that were not there before come along."""
    known = {n.key: Place(n.position, n.depth) for n in nodes} | places
    rows = [Node(key, *place) for key, place in known.items()]
    return sorted(rows, key=lambda n: n.position)


def shape(nodes):
    return [(n.key, n.depth) for n in nodes]


def parents(nodes):
    """Item -> the item that it belongs to."""
    found, path = {}, []
    for node in nodes:
        while path and path[-1].depth >= node.depth:
            path.pop()
        found[node.key] = path[-1].key if path else None
        path.append(node)
    return found


def below(nodes, key):
    """What belongs to an item, in order, with depths as seen from it."""
    start = index(nodes, key)
    top = nodes[start].depth
    return [(n.key, n.depth - top) for n in nodes[start : branch(nodes, start)]]


def is_tree(nodes):
    last = -1
    for node in nodes:
        if node.depth > last + 1:
            return False
        last = node.depth
    return True


@st.composite
def trees(draw):
    """Outlines without jumps; some with gaps so narrow that they must be numbered anew."""
    depths = [0]
    for _ in range(draw(st.integers(0, 14))):
        depths.append(draw(st.integers(0, min(depths[-1] + 1, DEEPEST))))
    return outline(depths, draw(st.sampled_from([GAP, 1.0, 5e-324])))


@st.composite
def moves(draw):
    """A tree, one of its items, and what a change does with it."""
    nodes = draw(trees())
    key = draw(st.sampled_from(nodes)).key
    anchor = draw(st.sampled_from(nodes)).key
    where = draw(st.sampled_from(["before", "after", "inside"]))
    step = draw(st.sampled_from([*STEPS, "drop"]))
    try:
        places = drop(nodes, key, anchor, where) if step == "drop" else STEPS[step](nodes, key)
    except CannotMoveError:
        places = {}
    return nodes, key, places


@given(moves())
def test_a_branch_stays_together_and_the_others_keep_order_depth_and_parent(move):
    nodes, key, places = move
    after = applied(nodes, places)
    moved = {k for k, _ in below(nodes, key)}
    assert below(after, key) == below(nodes, key)
    assert [s for s in shape(after) if s[0] not in moved] == [
        s for s in shape(nodes) if s[0] not in moved
    ]
    before = parents(nodes)
    assert {k: p for k, p in parents(after).items() if k != key} == {
        k: p for k, p in before.items() if k != key
    }


@given(moves())
def test_a_move_leaves_a_tree_of_distinct_positions_no_deeper_than_pages_show(move):
    nodes, _, places = move
    after = applied(nodes, places)
    assert is_tree(after)
    assert len({n.position for n in after}) == len(nodes)
    assert max(n.depth for n in after) <= DEEPEST


@given(moves())
def test_only_what_moves_is_written_while_there_are_gaps(move):
    nodes, key, places = move
    moved = {k for k, _ in below(nodes, key)}
    if nodes[-1].position >= len(nodes) - 1:
        assert places.keys() <= moved
    else:
        assert places.keys() <= {n.key for n in nodes}


@given(trees(), st.data())
def test_a_new_item_stands_where_it_was_asked_for(nodes, data):
    anchor = data.draw(st.sampled_from(nodes))
    where = data.draw(st.sampled_from(["before", "after", "inside", "next"]))
    try:
        after = applied(nodes, insert(nodes, "new", anchor.key, where))
    except CannotMoveError:
        assert anchor.depth == DEEPEST
        return
    assert is_tree(after)
    old = [s for s in shape(after) if s[0] != "new"]
    assert old == shape(nodes)
    parent = anchor.key if where == "inside" else parents(nodes)[anchor.key]
    assert parents(after)["new"] == parent
    if where == "next":
        taken = [(k, d) for k, d in below(nodes, anchor.key) if k != anchor.key]
        assert below(after, "new")[1:] == taken


@given(trees(), st.data())
def test_taking_in_the_next_item_leaves_a_tree_of_the_others(nodes, data):
    key = data.draw(st.sampled_from(nodes)).key
    try:
        taken, places = absorb(nodes, key)
    except CannotMoveError:
        return
    after = [n for n in applied(nodes, places) if n.key != taken]
    assert taken == nodes[index(nodes, key) + 1].key
    assert is_tree(after)
    children = [k for k, p in parents(nodes).items() if p == taken]
    assert all(parents(after)[child] == key for child in children)


@given(st.lists(st.integers(0, 9), max_size=12))
def test_settling_makes_a_tree_of_any_depths_and_changes_no_tree(depths):
    nodes = outline(depths)
    after = applied(nodes, settle(nodes))
    assert is_tree(after)
    assert settle(after) == {}
    assert [n.key for n in after] == [n.key for n in nodes]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.data())
def test_depths_that_jump_as_imports_write_them_do_no_harm(depths, data):
    nodes = outline(depths)
    key, step = data.draw(st.sampled_from(nodes)).key, data.draw(st.sampled_from([*STEPS]))
    try:
        places = STEPS[step](nodes, key)
    except CannotMoveError:
        return
    assert below(applied(nodes, places), key) == below(nodes, key)


def test_one_gap_takes_fifty_items_before_anything_else_moves():
    nodes, renumbered = outline([0, 0, 0]), 0
    for n in range(60):
        places = insert(nodes, f"new{n}", 1, "after")
        renumbered += len(places) > 1
        nodes = applied(nodes, places)
    assert [n.key for n in nodes[2:-1]] == [f"new{n}" for n in reversed(range(60))]
    assert renumbered == 1


def test_steps_in_a_small_outline():
    nodes = outline([0, 1, 2, 1, 0])
    assert shape(applied(nodes, STEPS["down"](nodes, 1))) == [
        (0, 0),
        (3, 1),
        (1, 1),
        (2, 2),
        (4, 0),
    ]
    assert shape(applied(nodes, STEPS["up"](nodes, 4)))[0] == (4, 0)
    assert STEPS["in"](nodes, 4) == {4: Place(4 * GAP, 1)}
    assert shape(applied(nodes, STEPS["out"](nodes, 1))) == [(0, 0), (3, 1), (1, 0), (2, 1), (4, 0)]


@pytest.mark.parametrize(
    ("step", "key"), [("up", 0), ("up", 1), ("down", 2), ("down", 3), ("in", 1), ("out", 3)]
)
def test_what_cannot_be_done_says_why(step, key):
    with pytest.raises(CannotMoveError, match="不能"):
        STEPS[step](outline([0, 1, 1, 0]), key)


def test_nothing_goes_into_itself_or_beside_what_is_gone():
    nodes = outline([0, 1, 0])
    for anchor in (0, 1):
        with pytest.raises(CannotMoveError, match="自己"):
            drop(nodes, 0, anchor, "inside")
    with pytest.raises(CannotMoveError, match="不在计划里"):
        drop(nodes, 0, 9, "after")
    with pytest.raises(CannotMoveError, match="移到哪里"):
        drop(nodes, 0, 2, "")


def test_the_first_item_of_an_empty_outline_and_the_ends_have_room():
    assert insert([], "new", None, "") == {"new": Place(GAP, 0)}
    assert between(None, 5.0, 2)[-1] < 5.0
    assert between(5.0, None, 2)[0] > 5.0
