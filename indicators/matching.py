"""A name as a document writes it enters, the catalogue's entry for it leaves, or None."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

SAME_UNIT = {
    "名": "人", "位": "人", "％": "%", "百分点": "%", "个百分点": "%",
    "㎡": "平方米", "平米": "平方米",
    "m2": "平方米", "家": "所", "个": "所", "处": "所", "座": "所", "间": "所", "套": "台",
    "部": "台", "辆": "台", "起": "件", "场": "次", "场次": "次",
}  # fmt: skip
"""Units that documents use one for another; percentage points are a change of a percentage."""

SAME_WORDS = (
    (re.compile(r"(?:总人数|总数量|总数|人数|数量)$"), "数"),
    (re.compile(r"(?:占比|比重|比率)$"), "比例"),
    (re.compile(r"及其?以上"), "以上"),
    (re.compile(r"义务教育阶段"), "义务教育"),
    (re.compile(r"中等职业教育学校|中等职业学校|中等职业教育|中职学校|中职教育"), "中职"),
    (re.compile(r"普通高中|普通高级中学"), "普高"),
    (re.compile(r"幼儿园"), "园"),
    (re.compile(r"在校学生"), "在校生"),
    (re.compile(r"大学专科|专科|大专"), "大专"),
    (re.compile(r"的"), ""),
)
"""Wordings of one thing; both sides are brought to the right-hand form before they are compared."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What matching needs to know of an indicator; ``key`` is whatever the caller wants back."""

    key: Any
    name: str
    unit: str
    aliases: tuple[str, ...] = ()


class Matcher:
    """Entries by plain name, built once and asked for every statement of a document."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_name: dict[str, list[Entry]] = {}
        for entry in entries:
            for name in {folded(each) for each in (entry.name, *entry.aliases)}:
                self._by_name.setdefault(name, []).append(entry)

    def match(self, name: str, unit: str) -> Entry | None:
        """The one entry of the same name or alias and a compatible unit; never a guess."""
        named = self._by_name.get(folded(name), ())
        found = [entry for entry in named if is_same_unit(entry.unit, unit)]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Likely:
    """An entry that a name may mean, the name of it that came nearest, and how near (0 to 1)."""

    entry: Entry
    name: str
    nearness: float


class Ranker:
    """Entries by the pairs of characters in their names, built once and asked for many names."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names: list[tuple[Entry, str, frozenset[str]]] = []
        self._by_pair: dict[str, list[int]] = {}
        for entry in entries:
            for name in dict.fromkeys((entry.name, *entry.aliases)):
                pairs = _pairs(folded(name))
                for pair in pairs:
                    self._by_pair.setdefault(pair, []).append(len(self._names))
                self._names.append((entry, name, pairs))

    def rank(self, name: str, unit: str, *, most: int = 5) -> list[Likely]:
        """Entries of a compatible unit, nearest first: the Dice measure over character pairs.

        Names that share less than a third of their pairs are no suggestions: below that, only
        the common endings of the field (率, 覆盖率, 人数) agree.
        """
        asked = _pairs(folded(name))
        shared = Counter(number for pair in asked for number in self._by_pair.get(pair, ()))
        best: dict[Any, Likely] = {}
        for number, count in shared.items():
            entry, known, pairs = self._names[number]
            nearness = 2 * count / (len(asked) + len(pairs))
            is_better = entry.key not in best or best[entry.key].nearness < nearness
            if nearness >= _LIKELY and is_better and is_same_unit(entry.unit, unit):
                best[entry.key] = Likely(entry, known, nearness)
        return sorted(best.values(), key=lambda found: (-found.nearness, found.entry.name))[:most]


_LIKELY = 1 / 3


def _pairs(plain: str) -> frozenset[str]:
    """Pairs of neighbouring characters, the ends of the name included."""
    bounded = f"^{plain}$"
    return frozenset(bounded[i : i + 2] for i in range(len(bounded) - 1))


def match(name: str, unit: str, entries: Iterable[Entry]) -> Entry | None:
    """``Matcher.match`` for a single name."""
    return Matcher(entries).match(name, unit)


def folded(name: str) -> str:
    """A name without spaces, punctuation and differences of width, case or usual wording."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(c for c in folded if c.isalnum() or c in "%°")
    for pattern, form in SAME_WORDS:
        plain = pattern.sub(form, plain)
    return plain


def is_same_unit(one: str, other: str) -> bool:
    """Whether documents use the units one for another."""
    return unit_form(one) == unit_form(other)


def unit_form(unit: str) -> str:
    """The unit that stands for all that documents use for it."""
    return SAME_UNIT.get(unit, unit)
