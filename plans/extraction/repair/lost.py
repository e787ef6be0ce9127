"""Readings whose character was lost enter; the character they name leaves where only one fits."""

import functools
import re

from plans.extraction.repair.damage import LOST
from plans.extraction.repair.draft import Draft
from plans.extraction.repair.fluency import Fluency, normal
from plans.extraction.repair.kinds import DAMAGE
from plans.extraction.repair.pinyin import SYLLABLE, readings
from plans.extraction.text import Edit

_ORPHAN = re.compile(rf"[{LOST}\ue000-\uf8ff]?[(（]({SYLLABLE})[)）]")
_TONE = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_CONTEXT = 6
_MARGIN = 6.0
"""Lead over the next character with this reading, natural logarithm (400 : 1)."""
_COST = 3.0
"""How much less likely a sentence may be with the character than without it."""


@functools.cache
def _spoken() -> dict[str, tuple[str, ...]]:
    """The characters of GB 2312 by their readings."""
    table: dict[str, list[str]] = {}
    for lead in range(0xB0, 0xF8):
        for trail in range(0xA1, 0xFF):
            character = bytes((lead, trail)).decode("gb2312", "ignore")
            for reading in readings(character) if character else ():
                table.setdefault(reading, []).append(character)
    return {reading: tuple(characters) for reading, characters in table.items()}


def restore_lost(draft: Draft, fluency: Fluency | None) -> None:
    """Put characters back before readings that stand alone; for texts full of readings only."""
    value = draft.text.value
    known = ""
    edits: list[Edit] = []
    for match in _ORPHAN.finditer(value):
        if not _TONE.search(match[1]):
            continue
        known = known or normal(value)
        fluency = fluency or Fluency.of(known)
        character = _restored(fluency, known, match)
        if character:
            edits.append((*match.span(), character))
        else:
            draft.doubt("此处疑缺一字，只存读音，请对照原件核对", *match.span())
    draft.edit(DAMAGE, edits)


def _restored(fluency: Fluency, known: str, match: re.Match[str]) -> str | None:
    before = known[max(0, match.start() - _CONTEXT) : match.start()].rpartition("\n")[2]
    after = known[match.end() : match.end() + _CONTEXT].partition("\n")[0]
    choices = _spoken().get(match[1], ())
    ranked = sorted(((fluency.score(before + c + after), c) for c in choices), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    missing = match[0][0] in "(（"
    without = fluency.score(before + after) if missing else ranked[0][0]
    return ranked[0][1] if ranked[0][0] >= without - _COST else None
