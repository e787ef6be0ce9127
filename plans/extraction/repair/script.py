"""Text in any Chinese script enters, simplified text in mainland terms leaves."""

import functools
from importlib import resources

from plans.extraction.schema import Script
from plans.extraction.text import Text


@functools.cache
def simplified_forms() -> dict[int, str]:
    """Simplified form of every traditional character."""
    lines = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t") for line in lines.splitlines())
    return {ord(k): v.split(" ")[0] for k, v in pairs if len(k) == 1 and len(v.split(" ")[0]) == 1}


def detect_script(value: str) -> Script:
    """Which characters a text is written in."""
    table = simplified_forms()
    changed = sum(1 for c in value if ord(c) in table and table[ord(c)] != c)
    return "hant" if changed > len(value) / 20 else "hans"


def simplify(text: Text, script: Script) -> Text:
    """Simplified characters, place for place."""
    return text if script == "hans" else text.translate(simplified_forms())
