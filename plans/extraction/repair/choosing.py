"""A gap and what it can hold enter; what the text around it decides leaves, or a mark for doubt."""

import math
from collections.abc import Sequence
from itertools import product

from plans.extraction.repair.damage import Choices
from plans.extraction.repair.fluency import Fluency, frequencies, is_mark, normal
from plans.extraction.repair.frame import Frame
from plans.extraction.repair.script import detect_script

UNKNOWN = "?"
CONTEXT = 6
_MARGIN = 4.5
"""Lead of the best choice over the next, natural logarithm (90 : 1); below it a gap stays."""
_WIDE_MARGIN = 6.5
"""The same for two unknown bytes, and in simplified text, whose bytes combine more freely."""
_ONE_BYTE = 191
"""Characters that can share one known byte, at most."""
_BEST, _BEST_OF_TWO, _BOUND = 60, 18, 100
"""Choices tried for a gap of one character and for each of two; what a word counts against a
character alone when they are chosen."""
_CHOICES, _CHOICES_EACH = 40_000, 10
"""Choices weighed in a text, and one more for so many characters: the most damaged page seen needs
one for 17, and a text that is nothing but damage is not searched to the end."""
_OPENING = {"”": "“", "’": "‘", "》": "《", "）": "（", "〕": "〔"}
_CLOSED = 3.0
_MOST_FIT = 2.0


class Chooser:
    """Chooses by what the words of one text make likely; ``left`` is what it may still weigh.

    ``known`` is the text in normal form.
    """

    def __init__(self, value: str, known: str) -> None:
        self.margin = _WIDE_MARGIN if detect_script(value) == "hans" else _MARGIN
        self.left = _CHOICES + len(value) // _CHOICES_EACH
        self.picked: dict[tuple[str, tuple[Choices, ...], str], tuple[str, str]] = {}
        self.fluency = Fluency.of(known)

    @classmethod
    def of(cls, value: str) -> "Chooser":
        """A chooser for a text of which nothing else needs the normal form."""
        return cls(value, normal(value))

    def choose(self, before: str, slots: tuple[Choices, ...], after: str) -> tuple[str, str]:
        """The likeliest text of the slots, and the same with a mark where it has no lead."""
        best = shown = ""
        at = 0
        while at < len(slots):
            group = slots[at : at + 2] if len(slots[at]) > 1 else slots[at : at + 1]
            if len(group) == 2 and len(group[1]) == 1:
                group = group[:1]
            known = _known(slots[at + len(group) :])
            follow = known if at + len(group) + len(known) < len(slots) else known + after
            picked = self._pick((before + best)[-CONTEXT:], group, follow[:CONTEXT])
            best, shown, at = best + picked[0], shown + picked[1], at + len(group)
        return best, shown

    def _pick(self, before: str, group: tuple[Choices, ...], after: str) -> tuple[str, str]:
        if all(len(choices) == 1 for choices in group):
            only = "".join(choices[0] for choices in group)
            return only, only
        key = before, group, after
        if key not in self.picked:
            self.picked[key] = self._rank_all(before, group, after)
        return self.picked[key]

    def _rank_all(self, before: str, group: tuple[Choices, ...], after: str) -> tuple[str, str]:
        self.left -= sum(map(len, group))
        wide = len(group) > 1 or len(group[0]) > _ONE_BYTE
        group = _likeliest(before[-1:], group, after[:1])
        self.left -= math.prod(map(len, group))
        frame = Frame(self.fluency, before, after)
        tries = map("".join, product(*group))
        ranked = sorted(((self._rank(frame, try_), try_) for try_ in tries), reverse=True)
        top, best = ranked[0]
        margin = _WIDE_MARGIN if wide else self.margin
        shown = "".join(
            character
            if top - max((r for r, t in ranked if t[i] != character), default=-math.inf) >= margin
            else UNKNOWN
            for i, character in enumerate(best)
        )
        return best, shown

    def _rank(self, frame: Frame, middle: str) -> float:
        fits, left = 0.0, frame.before[-1:]
        for at, character in enumerate(middle):
            right = middle[at + 1 : at + 2] or frame.after[:1]
            fit = self.fluency.fit(left, character, right)
            fits += max(-_MOST_FIT, min(_MOST_FIT, fit))
            left = character
        return frame.score(middle) + fits + _closing(frame.before, middle)


def _closing(before: str, middle: str) -> float:
    """A mark that closes what stands open is likely, one that closes what does not is not."""
    sum_ = 0.0
    for mark in middle:
        opening = _OPENING.get(mark)
        if opening:
            open_ = before.rfind(opening) > before.rfind(mark)
            sum_ += _CLOSED if open_ else -_CLOSED
        before += mark
    return sum_


def _known(slots: tuple[Choices, ...]) -> str:
    known = ""
    for choices in slots:
        if len(choices) > 1:
            break
        known += choices[0]
    return known


def _likeliest(before: str, group: tuple[Choices, ...], after: str) -> tuple[Choices, ...]:
    """The choices worth a trial: marks, and what is frequent alone or in a word beside it."""
    most = _BEST if len(group) == 1 else _BEST_OF_TWO
    counts = frequencies()

    def keep(choices: Choices, bounds: list[int]) -> Choices:
        alone = (10**9 if is_mark(c) else counts.get(c, 0) for c in choices)
        rates = {
            c: max(frequent, _BOUND * bound)
            for c, frequent, bound in zip(choices, alone, bounds, strict=True)
        }
        return tuple(sorted(choices, key=rates.__getitem__, reverse=True)[:most])

    return tuple(map(keep, group, _bounds(before, group, after)))


def _bounds(before: str, group: tuple[Choices, ...], after: str) -> list[list[int]]:
    """For each choice of one or two slots how frequent a word it makes with what is beside it."""
    counts = frequencies()
    left = [counts.get(before + c, 0) for c in group[0]]
    right = [counts.get(c + after, 0) for c in group[-1]]
    if len(group) == 1:
        return [list(map(max, left, right))]
    pairs = [[counts.get(c + d, 0) for d in group[1]] for c in group[0]]
    columns = zip(*pairs, strict=True)
    return [list(map(max, left, map(max, pairs))), list(map(max, right, map(max, columns)))]


def around(whole: Sequence[str], start: int, end: int) -> tuple[str, str]:
    """What stands on the same line before and behind a place."""
    before = "".join(whole[max(0, start - CONTEXT) : start]).rpartition("\n")[2]
    after = "".join(whole[end : end + CONTEXT])
    return before, after[: after.find("\n") + 1] or after
