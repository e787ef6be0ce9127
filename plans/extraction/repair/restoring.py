"""A text with damaged runs enters; those with one clear reading leave restored, others noted."""

import re
from dataclasses import dataclass

from plans.extraction.repair.choosing import CONTEXT, UNKNOWN, Chooser
from plans.extraction.repair.damage import LONGEST_RUN, LOST, Path, paths
from plans.extraction.repair.draft import Draft
from plans.extraction.repair.fluency import frequency, is_mark, normal
from plans.extraction.repair.kinds import DAMAGE
from plans.extraction.repair.pinyin import SYLLABLE
from plans.extraction.text import Edit, Span

_ANCHOR = re.compile(rf"[{LOST}](?!\n|$)")
_GAIN, _GAIN_EACH = 6.0, 2.5
"""What a restored run must be likelier than the damaged one, in all and for each character."""
_TORN_TAG = re.compile(r"^/(?:p|div|span|td|br)>\n?")
_MOST_GAPS = 0.25
_HAN = r"[\u3400-\u9fff]"
_SUSPECT = re.compile(
    rf"(?=[?？锟\ue000-\uf8ff\ufffd])(?:(?<![?？])[?？]{{2,}}+(?!\n|$)"
    rf"|(?<={_HAN})[?？](?={_HAN}|[；，、！,;!“])|[\ue000-\uf8ff\ufffd]|(?:锟斤拷)+|锟斤)"
    rf"|(?<=[{LOST}])[^\n]?[(（]?{SYLLABLE}[)）]"
)
_LOST_OR_ODD = re.compile(rf"[{LOST}锟\ue000-\uf8ff]")
_ASKS = re.compile(r"[吗呢么何哪谁几否吧怎]|多少|是不是|为什么|如何")
_ALONE, _FITS = 30_000, 2.0
"""A character rarer than this in jieba's corpus stands alone only where the text has its pairs."""
_SOUND, _MOST_LOST = 20, 0.1
"""Lost bytes, and their share, from which on a text is nothing but damage and left as it is."""
_LEFT_OVER = re.compile(r"[@-~]")
"""A letter or sign right behind a run is a byte that the run did not take up."""
_TOUCHED = 2


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
        self.edits: list[Edit] = []
        self.tried: dict[tuple[str, str], _Restored | None] = {}
        self.chooser = Chooser(value, self.normal)
        self.fluency = self.chooser.fluency

    def restore(self, start: int) -> _Restored | None:
        """The best way to read the run at ``start``; None if none is good enough.

        Runs that are alike with all around them are tried once.
        """
        before = self._before(start)
        alike = before, self.value[start - 1 : start + LONGEST_RUN + CONTEXT]
        if alike not in self.tried:
            if self.chooser.left <= 0:
                return None
            self.tried[alike] = self._restore(before, start)
        return self.tried[alike]

    def _restore(self, before: str, start: int) -> _Restored | None:
        readings = paths(self.value, start)
        if not readings:
            return None
        far = max(path.end for path in readings) + CONTEXT
        tries = [self._try(before, start, path, far) for path in readings]
        good = [restored for restored in tries if restored]
        return max(good, key=lambda restored: restored.gain, default=None)

    def _before(self, start: int) -> str:
        done, new = (self.edits[-1][1], self.edits[-1][2]) if self.edits else (0, "")
        left = self.normal[max(done, start - CONTEXT) : start]
        left = (new[len(left) - CONTEXT :] if len(left) < CONTEXT else "") + left
        return left.rpartition("\n")[2]

    def _after(self, start: int, end: int) -> str:
        line, newline, _ = _TORN_TAG.sub("\n", self.normal[start:end]).partition("\n")
        return line + newline

    def _try(self, before: str, start: int, path: Path, far: int) -> _Restored | None:
        after = self._after(path.end, far)
        best, shown = self.chooser.choose(before, path.slots, after)
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


def _is_in_part(shown: str) -> bool:
    """Half a run restored says less than the damage; one gap is worth the rest of the run."""
    gaps = shown.count(UNKNOWN)
    return gaps == len(shown) or gaps > max(1, len(shown) * _MOST_GAPS)


def restore_damage(draft: Draft) -> Chooser | None:
    """Restore the damaged runs of a text that have one clear reading; what knows the text."""
    value = draft.text.value
    if sum(map(value.count, LOST)) > _SOUND + _MOST_LOST * len(value):
        return None
    restorer: _Restorer | None = None
    settled = {at for r in draft.removals if r.kind == DAMAGE for at in _places(draft, r.span)}
    done = 0
    for anchor in _ANCHOR.finditer(value):
        start = anchor.start()
        if start < done or start in settled or not start or not _is_chinese(value[start - 1]):
            continue
        restorer = restorer or _Restorer(value)
        restored = restorer.restore(start)
        if restored:
            done = start + restored.length
            restorer.edits.append((start, done, restored.value))
    if not restorer:
        return None
    draft.edit(DAMAGE, restorer.edits)
    return restorer.chooser


def _places(draft: Draft, span: Span) -> range:
    return range(*draft.text.within(span))


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
        if places and match.start() - places[-1][1] <= CONTEXT:
            places[-1] = places[-1][0], match.end()
        else:
            places.append(match.span())
    for start, end in places:
        draft.doubt("此处文字损坏，无法可靠复原，请对照原件核对", start, end)
