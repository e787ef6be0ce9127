"""A gap and the text around it enter, the likelihood of the whole with each filling leaves."""

import math

from plans.extraction.repair.fluency import LONGEST_WORD, Fluency, likelihood


class Frame:
    """What stands before and behind a gap, measured once for all that may fill it."""

    def __init__(self, fluency: Fluency, before: str, after: str) -> None:
        self.fluency, self.before, self.after = fluency, before, after
        best = fluency.best(before)
        self.reached = best[-1]
        self.heads = [
            (best[start], before[start:])
            for start in range(max(0, len(before) - LONGEST_WORD + 1), len(before))
            if len(before) - start == 1 or fluency.word(before[start:]) is not None
        ]
        """Beginnings of words that may reach into the gap, with what stands before them."""
        self.tails = self._tails()

    def _tails(self) -> list[float]:
        """Likelihood of what is left of the text behind the gap, from each place but the first."""
        after = self.after
        tails = [0.0] * (len(after) + 1)
        for start in range(len(after) - 1, 0, -1):
            single = likelihood(after[start], after[start - 1]) + tails[start + 1]
            tails[start] = max(single, self._longer(after, start, tails))
        if after:
            tails[0] = self._longer(after, 0, tails)
        return tails

    def _longer(self, after: str, start: int, tails: list[float]) -> float:
        best = -math.inf
        for end in range(start + 2, min(len(after), start + LONGEST_WORD) + 1):
            word = self.fluency.word(after[start:end])
            if word is None:
                break
            best = max(best, word + tails[end])
        return best

    def score(self, middle: str) -> float:
        """``Fluency.score`` of the text with the gap so filled."""
        text, size = middle + self.after, len(middle)
        best = [-math.inf] * size + [-math.inf]
        best[0] = self.reached
        through = -math.inf
        for reached, head in self.heads:
            through = max(through, self._reach(head, reached, text, 0, best))
        last = self.before[-1:]
        for at in range(size):
            best[at + 1] = max(best[at + 1], best[at] + likelihood(text[at], last))
            last = text[at]
            through = max(through, self._reach(last, best[at], text, at + 1, best))
        if not self.after:
            return best[-1]
        first = likelihood(self.after[0], last) + self.tails[1]
        return max(through, best[-1] + max(first, self.tails[0]))

    def _reach(self, head: str, reached: float, text: str, at: int, best: list[float]) -> float:
        """Note where words that begin with ``head`` end; the best of those that leave the gap."""
        through, size = -math.inf, len(best) - 1
        for end in range(at + 1, min(len(text), at + LONGEST_WORD - len(head)) + 1):
            word = self.fluency.word(head + text[at:end])
            if word is None:
                break
            if end > size:
                through = max(through, reached + word + self.tails[end - size])
            elif reached + word > best[end]:
                best[end] = reached + word
        return through
