"""Statements found and statements labelled enter; what was right of each one found leaves.

The rules are those of the evaluation: found means overlap with equal value and unit.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]

SYNONYMS = {
    "名": "人",
    "位": "人",
    "％": "%",
    "个百分点": "百分点",
    "㎡": "平方米",
    "平米": "平方米",
    "m2": "平方米",
    "个学时": "学时",
}
ALIKE = 0.5
"""Share of character pairs from which two names are the same."""
LONG = 4
"""Characters of a name that counts where it is part of the other."""
VALUED = ("comparator", "nature", "year", "category", "per")


def judged(found: Sequence[Record], labels: Sequence[Record]) -> Iterator[dict[str, bool] | None]:
    """Whether each found one is a statement, has its attributes right, and all of them.

    A false alarm tells nothing of attributes; None where the label is optional.
    """
    partner = paired(found, labels)
    for number, record in enumerate(found):
        label = partner.get(number)
        if label is None:
            near = any(r.get("optional") and _overlap(record, r) > 0 for r in labels)
            yield None if near else {"found": False, "all": False}
        else:
            yield None if label.get("optional") else _agreement(record, label)


def paired(found: Sequence[Record], labels: Sequence[Record]) -> dict[int, Record]:
    """One label for each found one at most, best overlap first."""
    candidates = sorted(
        (
            (_overlap(f, r), i, j)
            for i, f in enumerate(found)
            for j, r in enumerate(labels)
            if is_same(f, r)
        ),
        reverse=True,
    )
    pairs: dict[int, Record] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = labels[j]
            taken.add(j)
    return pairs


def is_same(found: Record, label: Record) -> bool:
    """Whether both are about one number of the text."""
    return (
        _overlap(found, label) > 0
        and _equal(found["value"], label["value"])
        and _equal(found.get("value_high"), label.get("value_high"))
        and _unit(found) == _unit(label)
    )


def is_alike(one: str | None, other: str | None) -> bool:
    """Whether two names of indicators mean the same: contained, or alike in character pairs."""
    a, b = one or "", other or ""
    if min(len(a), len(b)) >= LONG and (a in b or b in a):
        return True
    x, y = _bigrams(a), _bigrams(b)
    total = x.total() + y.total()
    return not total or 2 * (x & y).total() / total >= ALIKE


def _agreement(found: Record, label: Record) -> dict[str, bool]:
    right = {name: (found.get(name) or None) == (label.get(name) or None) for name in VALUED}
    right["indicator"] = is_alike(found.get("indicator"), label.get("indicator"))
    return {"found": True, **right, "all": all(right.values())}


def _overlap(a: Record, b: Record) -> int:
    return min(a["span"][1], b["span"][1]) - max(a["span"][0], b["span"][0])


def _equal(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(float(a), float(b), rel_tol=1e-9, abs_tol=1e-9)


def _unit(record: Record) -> str:
    unit = record.get("unit") or ""
    return SYNONYMS.get(unit, unit)


def _bigrams(text: str) -> Counter[str]:
    said = "".join(c for c in text if c.isalnum())
    return Counter(said[i : i + 2] for i in range(len(said) - 1)) or Counter(said)
