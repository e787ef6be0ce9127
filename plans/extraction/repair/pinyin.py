"""Text with readings behind its characters enters, text without the inserted ones leaves."""

import functools
import re
import runpy
from importlib.metadata import distribution

from plans.extraction.repair.draft import Draft
from plans.extraction.repair.kinds import PINYIN
from plans.extraction.repair.script import simplified_forms

_MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿế"
SYLLABLE = rf"[a-zɑɡü{_MARKED}]{{1,6}}"
# (?=…) names what the pattern begins with: nothing is tried elsewhere
_NOTE = re.compile(rf"(?=[ (（])(?<=[\u3400-\u9fff\uf900-\ufaff])[ ]?[(（] ?({SYLLABLE}) ?[)）]")

_LEAST_NOTES, _LEAST_SHARE = 3, 0.005
"""Converted pages have 40-65 readings per 1,000 characters, clean ones none; a page that teaches
pronunciation has a few on characters with several readings."""


@functools.cache
def _dictionary() -> dict[int, str]:
    """pypinyin's readings of single characters, without the phrases that importing it loads."""
    path = distribution("pypinyin").locate_file("pypinyin/pinyin_dict.py")
    table: dict[int, str] = runpy.run_path(str(path))["pinyin_dict"]
    return table


@functools.cache
def readings(character: str) -> frozenset[str]:
    """Every reading of a character, with tone marks."""
    return frozenset(_dictionary().get(ord(character), "").split(",")) - {""}


def reads(character: str, syllable: str) -> bool:
    """Whether a syllable is a reading of a character."""
    return syllable.replace("ɑ", "a").replace("ɡ", "g") in readings(character)


def remove_readings(draft: Draft) -> bool:
    """Take inserted readings out; True if the text is full of them.

    In a text with many a reading goes wherever it fits the character before. In one with few only
    those stand out as inserted that follow a traditional character with this reading alone: a
    teacher's note explains a character with several.
    """
    value = draft.text.value
    fitting = [m for m in _NOTE.finditer(value) if reads(value[m.start() - 1], m[1])]
    noisy = len(fitting) >= max(_LEAST_NOTES, _LEAST_SHARE * len(value))
    forms = simplified_forms()
    draft.edit(
        PINYIN,
        [
            (m.start(), m.end(), "")
            for m in fitting
            if noisy or (ord(c := value[m.start() - 1]) in forms and len(readings(c)) == 1)
        ],
    )
    return noisy
