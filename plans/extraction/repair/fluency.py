"""A stretch of simplified text enters, how likely it is as Chinese leaves (natural logarithm)."""

import math
from collections import Counter
from dataclasses import dataclass, field

import jieba

from plans.extraction.repair.script import simplified_forms

_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_MARKS = {
    "，": 0.06, "。": 0.03, "、": 0.04, "；": 0.006, "：": 0.004, "“": 0.006, "”": 0.006,
    "《": 0.002, "》": 0.002, "（": 0.003, "）": 0.003, "！": 0.0003, "？": 0.0003, "—": 0.001,
    "·": 0.0002, "…": 0.0001, "‘": 0.0001, "’": 0.0001, "〔": 0.0002, "〕": 0.0002, "~": 0.0002,
}  # fmt: skip
"""Share of the tokens of plans and reports, rounded."""
_STRANGE = -21.0
"""A character that no word has: half a count in jieba's sixty million, and once more as rare."""
_PLAIN = -4.5
_LONGEST_WORD = 6
_LINE_END = {"。": -0.5, "；": -1.0, "：": -1.5, "”": -2.0, "？": -1.0, "！": -1.0}
_LINE_END |= dict.fromkeys("，、“（《", -9.0)
_USUAL_LINE_END = -4.0
_STOPS = "，。、；：！？"
_DOUBLED = -6.0
"""Two marks that end a clause do not stand side by side."""
_PRIOR, _SPREAD = 10.0, 5000.0
"""Weight of chance beside what was counted; distinct characters that a text may yet use."""
_ENOUGH = 2000
"""Characters from which on a text says something about its own words."""
_MEMORY = 300_000
"""Characters of a text from which its own pairs are counted."""


def normal(value: str) -> str:
    """Simplified characters and full-width punctuation, place for place."""
    return value.translate(simplified_forms()).translate(_WIDE)


def frequency(word: str) -> int:
    """Occurrences of a word in jieba's corpus of sixty million; 0 if it has none."""
    if not jieba.dt.initialized:
        jieba.initialize()
    count: int = jieba.dt.FREQ.get(word) or 0
    return count


def is_mark(character: str) -> bool:
    """Whether it is punctuation that running text holds."""
    return character in _MARKS


@dataclass(frozen=True, slots=True)
class Fluency:
    """Likelihood by words (jieba's frequencies) and by the pairs of the text's own characters."""

    pairs: Counter[str] = field(default_factory=Counter)
    singles: Counter[str] = field(default_factory=Counter)
    length: int = 0

    @classmethod
    def of(cls, value: str) -> "Fluency":
        """Fluency that knows the words which this text uses."""
        known = normal(value[:_MEMORY])
        return cls(Counter(map(str.__add__, known, known[1:])), Counter(known), len(known))

    def score(self, value: str) -> float:
        """Best sum of word likelihoods over all ways to cut a normal text into words."""
        return self._best(value)[0][-1]

    def cut(self, value: str) -> list[tuple[int, int]]:
        """The words of the likeliest way to cut a normal text."""
        before = self._best(value)[1]
        words: list[tuple[int, int]] = []
        end = len(value)
        while end:
            words.append((before[end], end))
            end = before[end]
        return words[::-1]

    def _best(self, value: str) -> tuple[list[float], list[int]]:
        frequency("")
        words = jieba.dt.FREQ
        best = [0.0] + [-math.inf] * len(value)
        before = [0] * len(best)
        for start in range(len(value)):
            here = best[start]
            single = here + _character(value, start)
            if single > best[start + 1]:
                best[start + 1], before[start + 1] = single, start
            for end in range(start + 2, min(len(value), start + _LONGEST_WORD) + 1):
                count = words.get(value[start:end])
                if count is None:
                    break
                if count and (there := here + self._word(value[start:end], count)) > best[end]:
                    best[end], before[end] = there, start
        return best, before

    def _word(self, word: str, count: int) -> float:
        """Likelihood of a word, half of it by the corpus and half by the text itself."""
        share: float = count / jieba.dt.total
        if self.length < _ENOUGH:
            return math.log(share)
        here = min(self.pairs[word[i : i + 2]] for i in range(len(word) - 1)) / self.length
        return math.log((share + here) / 2)

    def fit(self, before: str, character: str, after: str) -> float:
        """How much likelier a character is between these two than elsewhere in the same text."""
        return self._drawn(before, character) + self._drawn(character, after)

    def _drawn(self, left: str, right: str) -> float:
        """Logarithm of how often ``right`` follows ``left``, against chance; 0 where unknown."""
        if not left or not right:
            return 0.0
        chance = (self.singles[right] + 1.0) / (self.length + _SPREAD)
        seen = self.pairs[left + right] + _PRIOR * chance
        return math.log(seen / ((self.singles[left] + _PRIOR) * chance))


def _character(value: str, at: int) -> float:
    character = value[at]
    if character == "\n":
        return _LINE_END.get(value[at - 1] if at else "", _USUAL_LINE_END)
    if character in _MARKS:
        doubled = at and character in _STOPS and value[at - 1] in _STOPS
        return math.log(_MARKS[character]) + (_DOUBLED if doubled else 0.0)
    if character.isascii() and character.isalnum():
        return _PLAIN
    count = frequency(character)
    return math.log(count / jieba.dt.total) if count else _STRANGE
