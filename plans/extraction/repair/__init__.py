"""The text of a reading enters, clean text with offsets leaves, with a list of what was removed."""

import re

from plans.extraction.repair.script import detect_script, simplify
from plans.extraction.schema import Repaired
from plans.extraction.text import Text

_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）]")
_BLANK = re.compile(r"[ \t\u3000\xa0\r]*\n[\s\u3000]*")
_SPACE = re.compile(r"(?<=[\u3000-\u9fff]) +(?=[\u3000-\u9fff\d])|(?<=\d) +(?=[\u3000-\u9fff])")


def repair(source: str) -> Repaired:
    """Clean a source text."""
    text = Text.of(source).sub(_PINYIN, "")
    script = detect_script(text.value)
    text = simplify(text, script)
    return Repaired(text.sub(_BLANK, "\n").sub(_SPACE, ""), script)
