"""A stretch of simplified text enters, how likely it is as Chinese leaves (natural logarithm)."""

import functools
import math
from collections import Counter
from dataclasses import dataclass, field

import jieba

from plans.extraction.repair.script import simplified_forms
from plans.extraction.text import exchange

_WIDE = dict(zip(map(ord, ",;:!?()"), "，；：！？（）", strict=True))
_MARKS = {
    "，": 0.06, "。": 0.03, "、": 0.04, "；": 0.006, "：": 0.004, "“": 0.006, "”": 0.006,
    "《": 0.002, "》": 0.002, "（": 0.003, "）": 0.003, "！": 0.0003, "？": 0.0003, "—": 0.001,
    "·": 0.0002, "…": 0.0001, "‘": 0.0001, "’": 0.0001, "〔": 0.0002, "〕": 0.0002, "~": 0.0002,
}  # fmt: skip
"""Share of the tokens of plans and reports, rounded."""
_STRANGE = -21.0
"""A character that no word has: half a count in jieba's sixty million, and once more as rare."""
_PLAIN = -4.5
LONGEST_WORD = 6
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
    return exchange(value, normal_forms())


@functools.cache
def normal_forms() -> dict[int, str]:
    """The table of ``normal``."""
    return simplified_forms() | _WIDE


@functools.cache
def frequencies() -> dict[str, int]:
    """Occurrences of words in jieba's corpus of sixty million; 0 for what only begins one."""
    jieba.initialize()
    counted: dict[str, int] = jieba.dt.FREQ
    return counted


def frequency(word: str) -> int:
    """Occurrences of a word in jieba's corpus; 0 if it has none."""
    return frequencies().get(word, 0)


def is_mark(character: str) -> bool:
    """Whether it is punctuation that running text holds."""
    return character in _MARKS


@dataclass(frozen=True, slots=True)
class Fluency:
    """Likelihood by words (jieba's frequencies) and by the pairs of the text's own characters."""

    pairs: Counter[str] = field(default_factory=Counter)
    singles: Counter[str] = field(default_factory=Counter)
    length: int = 0
    known: dict[str, float] = field(default_factory=dict)
    """Likelihood of the words asked for so far; minus infinity for the beginning of a word."""
    bonds: dict[str, float] = field(default_factory=dict)
    """How strongly the pairs asked for so far hold together."""

    @classmethod
    def of(cls, value: str) -> "Fluency":
        """Fluency that knows the words which this text uses, given in normal form."""
        known = value[:_MEMORY]
        return cls(Counter(map(str.__add__, known, known[1:])), Counter(known), len(known))

    def score(self, value: str) -> float:
        """Best sum of word likelihoods over all ways to cut a normal text into words."""
        return self._best(value)[0][-1]

    def best(self, value: str) -> list[float]:
        """``score`` of every beginning of a normal text."""
        return self._best(value)[0]

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
        best = [0.0] + [-math.inf] * len(value)
        before = [0] * len(best)
        for start in range(len(value)):
            here = best[start]
            single = here + likelihood(value[start], value[start - 1] if start else "")
            if single > best[start + 1]:
                best[start + 1], before[start + 1] = single, start
            for end in range(start + 2, min(len(value), start + LONGEST_WORD) + 1):
                word = self.word(value[start:end])
                if word is None:
                    break
                if here + word > best[end]:
                    best[end], before[end] = here + word, start
        return best, before

    def word(self, word: str) -> float | None:
        """Likelihood of a word, half of it by the corpus and half by the text itself.

        Minus infinity for what only begins one, None for what does not even that.
        """
        if word in self.known:
            return self.known[word]
        count = frequencies().get(word)
        if count is None:
            return None
        self.known[word] = self._likelihood(word, count) if count else -math.inf
        return self.known[word]

    def _likelihood(self, word: str, count: int) -> float:
        share: float = count / jieba.dt.total
        if self.length < _ENOUGH:
            return math.log(share)
        here = min(self.pairs.get(word[i : i + 2], 0) for i in range(len(word) - 1)) / self.length
        return math.log((share + here) / 2)

    def fit(self, before: str, character: str, after: str) -> float:
        """How much likelier a character is between these two than elsewhere in the same text."""
        return self._drawn(before, character) + self._drawn(character, after)

    def _drawn(self, left: str, right: str) -> float:
        """Logarithm of how often ``right`` follows ``left``, against chance; 0 where unknown."""
        if not left or not right:
            return 0.0
        pair = left + right
        if pair not in self.bonds:
            chance = (self.singles.get(right, 0) + 1.0) / (self.length + _SPREAD)
            seen = self.pairs.get(pair, 0) + _PRIOR * chance
            self.bonds[pair] = math.log(seen / ((self.singles.get(left, 0) + _PRIOR) * chance))
        return self.bonds[pair]


def likelihood(character: str, before: str) -> float:
    """Likelihood of a character that is no part of a word, by the one before it."""
    if character == "\n":
        return _LINE_END.get(before, _USUAL_LINE_END)
    doubled = before in _STOPS and character in _STOPS and before
    return _alone(character) + (_DOUBLED if doubled else 0.0)


@functools.lru_cache(maxsize=20_000)
def _alone(character: str) -> float:
    if character in _MARKS:
        return math.log(_MARKS[character])
    if character.isascii() and character.isalnum():
        return _PLAIN
    count = frequency(character)
    return math.log(count / jieba.dt.total) if count else _STRANGE
