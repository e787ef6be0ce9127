"""A text with damaged runs enters; those with one clear reading leave restored, others noted."""

import math
import re
from dataclasses import dataclass
from itertools import product

from plans.extraction.repair.damage import LONGEST_RUN, LOST, Choices, Path, paths
from plans.extraction.repair.draft import Draft
from plans.extraction.repair.fluency import Fluency, frequencies, frequency, is_mark, normal
from plans.extraction.repair.frame import Frame
from plans.extraction.repair.kinds import DAMAGE
from plans.extraction.repair.pinyin import SYLLABLE
from plans.extraction.repair.script import detect_script
from plans.extraction.text import Edit

_ANCHOR = re.compile(rf"[{LOST}](?!\n|$)")
_MARGIN = 4.5
"""Lead of the best choice over the next, natural logarithm (90 : 1); below it a gap stays."""
_WIDE_MARGIN = 6.5
"""The same for two unknown bytes, and in simplified text, whose bytes combine more freely."""
_ONE_BYTE = 191
"""Characters that can share one known byte, at most."""
_GAIN, _GAIN_EACH = 6.0, 2.5
"""What a restored run must be likelier than the damaged one, in all and for each character."""
_CONTEXT = 6
_BEST, _BEST_OF_TWO, _BOUND = 60, 18, 100
"""Choices tried for a gap of one character and for each of two; what a word counts against a
character alone when they are chosen."""
_TORN_TAG = re.compile(r"^/(?:p|div|span|td|br)>\n?")
_UNKNOWN = "?"
_MOST_GAPS = 0.25
_HAN = r"[\u3400-\u9fff]"
_SUSPECT = re.compile(
    rf"(?<![?？])[?？]{{2,}}+(?!\n|$)|(?<={_HAN})[?？](?={_HAN}|[；，、！,;!“])|[\ue000-\uf8ff\ufffd]"
    rf"|(?<=[{LOST}])[^\n]?[(（]?{SYLLABLE}[)）]"
)
_LOST_OR_ODD = re.compile(rf"[{LOST}\ue000-\uf8ff]")
_ASKS = re.compile(r"[吗呢么何哪谁几否吧怎]|多少|是不是|为什么|如何")
_ALONE, _FITS = 30_000, 2.0
"""A character rarer than this in jieba's corpus stands alone only where the text has its pairs."""
_CHOICES, _CHOICES_EACH = 40_000, 10
"""Choices weighed in a text, and one more for so many characters: the most damaged page seen needs
one for 17, and a text that is nothing but damage is not searched to the end."""
_SOUND, _MOST_LOST = 20, 0.1
"""Lost bytes, and their share, from which on a text is nothing but damage and left as it is."""
_LEFT_OVER = re.compile(r"[@-~]")
"""A letter or sign right behind a run is a byte that the run did not take up."""
_TOUCHED = 2
_OPENING = {"”": "“", "’": "‘", "》": "《", "）": "（", "〕": "〔"}
_CLOSED = 3.0
_MOST_FIT = 2.0


@dataclass(frozen=True, slots=True)
class _Restored:
    length: int
    value: str
    gain: float


class _Restorer:
    """Reads the damaged runs of one text from left to right."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.normal = normal(value)
        self.margin = _WIDE_MARGIN if detect_script(value) == "hans" else _MARGIN
        self.edits: list[Edit] = []
        self.tried: dict[tuple[str, str], _Restored | None] = {}
        self.left = _CHOICES + len(value) // _CHOICES_EACH
        self.picked: dict[tuple[str, tuple[Choices, ...], str], tuple[str, str]] = {}
        self.fluency = Fluency.of(value)

    def restore(self, start: int) -> _Restored | None:
        """The best way to read the run at ``start``; None if none is good enough.

        Runs that are alike with all around them are tried once.
        """
        before = self._before(start)
        alike = before, self.value[start - 1 : start + LONGEST_RUN + _CONTEXT]
        if alike not in self.tried:
            if self.left <= 0:
                return None
            self.tried[alike] = self._restore(before, start)
        return self.tried[alike]

    def _restore(self, before: str, start: int) -> _Restored | None:
        readings = paths(self.value, start)
        if not readings:
            return None
        far = max(path.end for path in readings) + _CONTEXT
        tries = [self._try(before, start, path, far) for path in readings]
        good = [restored for restored in tries if restored]
        return max(good, key=lambda restored: restored.gain, default=None)

    def _before(self, start: int) -> str:
        done, new = (self.edits[-1][1], self.edits[-1][2]) if self.edits else (0, "")
        left = self.normal[max(done, start - _CONTEXT) : start]
        left = (new[len(left) - _CONTEXT :] if len(left) < _CONTEXT else "") + left
        return left.rpartition("\n")[2]

    def _after(self, start: int, end: int) -> str:
        line, newline, _ = _TORN_TAG.sub("\n", self.normal[start:end]).partition("\n")
        return line + newline

    def _try(self, before: str, start: int, path: Path, far: int) -> _Restored | None:
        after = self._after(path.end, far)
        chosen = self._choose(before, path.slots, after)
        if chosen is None:
            return None
        best, shown = chosen
        damaged = self.normal[start : path.end]
        gain = self.fluency.score(before + best + after) - self.fluency.score(
            before + damaged + after
        )
        if gain < _GAIN + _GAIN_EACH * len(path.slots) or _is_in_part(shown):
            return None
        if self._is_odd(before, best, after):
            return None
        return _Restored(path.end - start, shown, gain)

    def _is_odd(self, before: str, middle: str, after: str) -> bool:
        """Whether a rare character stands alone: a wrong path leaves such, plans hardly do."""
        whole = before + middle + after
        if _LEFT_OVER.match(after):
            return True
        inside = range(len(before), len(before) + len(middle) + _TOUCHED)
        return any(
            end - start == 1
            and start in inside
            and not is_mark(whole[start])
            and frequency(whole[start]) < _ALONE
            and self.fluency.fit(whole[start - 1 : start], whole[start], whole[end : end + 1])
            < _FITS
            for start, end in self.fluency.cut(whole)
        )

    def _choose(
        self, before: str, slots: tuple[Choices, ...], after: str
    ) -> tuple[str, str] | None:
        """The likeliest text of the slots, and the same with a mark where it has no lead."""
        best = shown = ""
        at = 0
        while at < len(slots):
            group = slots[at : at + 2] if len(slots[at]) > 1 else slots[at : at + 1]
            if len(group) == 2 and len(group[1]) == 1:
                group = group[:1]
            known = _known(slots[at + len(group) :])
            follow = known if at + len(group) + len(known) < len(slots) else known + after
            picked = self._pick((before + best)[-_CONTEXT:], group, follow[:_CONTEXT])
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
            else _UNKNOWN
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


def _is_in_part(shown: str) -> bool:
    """Half a run restored says less than the damage; one gap is worth the rest of the run."""
    gaps = shown.count(_UNKNOWN)
    return gaps == len(shown) or gaps > max(1, len(shown) * _MOST_GAPS)


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

    def keep(at: int) -> Choices:
        left = group[at - 1] if at else (before,)
        right = group[at + 1] if at + 1 < len(group) else (after,)

        def rate(c: str) -> int:
            words = (*(other + c for other in left), *(c + other for other in right))
            alone = 10**9 if is_mark(c) else counts.get(c, 0)
            return max(alone, _BOUND * max(counts.get(word, 0) for word in words))

        return tuple(sorted(group[at], key=rate, reverse=True)[:most])

    return tuple(keep(at) for at in range(len(group)))


def restore_damage(draft: Draft) -> Fluency | None:
    """Restore the damaged runs of a text that have one clear reading; what it knows of the text."""
    value = draft.text.value
    if sum(map(value.count, LOST)) > _SOUND + _MOST_LOST * len(value):
        return None
    restorer: _Restorer | None = None
    done = 0
    for anchor in _ANCHOR.finditer(value):
        start = anchor.start()
        if start < done or not start or not _is_chinese(value[start - 1]):
            continue
        restorer = restorer or _Restorer(value)
        restored = restorer.restore(start)
        if restored:
            done = start + restored.length
            restorer.edits.append((start, done, restored.value))
    if not restorer:
        return None
    draft.edit(DAMAGE, restorer.edits)
    return restorer.fluency


def _is_chinese(character: str) -> bool:
    if character in LOST:
        return False
    return character >= "\u2e80" or is_mark(character) or character in ",;:!()"


def note_damage(draft: Draft) -> None:
    """Point out what looks damaged still, neighbouring places together."""
    value = draft.text.value
    if not _LOST_OR_ODD.search(value):
        return
    places: list[tuple[int, int]] = []
    for match in _SUSPECT.finditer(value):
        if match[0] in "?？" and _ASKS.search(value, max(0, match.start() - 30), match.start()):
            continue
        if places and match.start() - places[-1][1] <= _CONTEXT:
            places[-1] = places[-1][0], match.end()
        else:
            places.append(match.span())
    for start, end in places:
        draft.doubt("此处文字损坏，无法可靠复原，请对照原件核对", start, end)
