"""A sentence and the number that a record is about enter, the sentence cut at it leaves."""

from typing import NamedTuple

from plans.extraction.text import Text

NEAR = 24
"""Characters before its number that a card always shows: with them the number stands in the first
two lines of a card on a phone, where 23 characters make a line."""
CLAUSES = "，；：、。！？,;:"
"""Signs behind which a sentence is best taken up."""


class Quote(NamedTuple):
    """A sentence in three parts: before its number, the number, after it."""

    before: str
    number: str = ""
    rest: str = ""

    @property
    def near(self):
        """What stands right before the number: from a clause on where one begins there."""
        if not self.number or len(self.before) <= NEAR:
            return self.before
        near = self.before[-NEAR:]
        begin = next((i for i, sign in enumerate(near[: NEAR // 2], 1) if sign in CLAUSES), 0)
        return near[begin:]

    @property
    def far(self):
        """What stands before that; empty where all of it is near."""
        return self.before[: len(self.before) - len(self.near)]


def emphasised(sentence, number, at=None):
    """A sentence cut where its number stands; whole where that is not one place alone.

    ``at`` is where the number stands in it, for one that says the same number twice.
    """
    if not number or (at is None and sentence.count(number) != 1):
        return Quote(sentence)
    begin = sentence.index(number) if at is None else at
    return Quote(sentence[:begin], number, sentence[begin + len(number) :])


def quote_of(row, text: Text):
    """The sentence of a statement cut at its number, which the text tells from one like it."""
    if row.start is None or row.quote.count(row.text) < 2:
        return emphasised(row.quote, row.text)
    start, end = text.within(row.place)
    begin = text.value.find(row.quote, max(0, start - len(row.quote)), end + len(row.quote))
    is_there = 0 <= begin <= start and text.value.startswith(row.text, start)
    return emphasised(row.quote, row.text, start - begin if is_there else None)
