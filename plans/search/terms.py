"""Text enters, its folded form, characters and words leave; a query becomes terms. No database.

Everything is folded character by character and never by phrases, as OpenCC's t2s would do it: it
keeps 乾坤 and makes 乾杯 干杯, so that 乾 would no longer find 乾坤. One character gives one, which
keeps places, and what stands in a text stands in its folded form too, wherever it is cut.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass

import jieba

from plans.extraction.repair.script import VARIANTS, simplified_forms

BLANK = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
"""Categories of spaces and of what nobody sees."""

NUMBER = re.compile(r"(\d+(?:[.,:]\d+)*)((?:[百千万亿]*)(?:[%‰]|[\u4e00-\u9fff]))?")
"""85%, 1200万元, 3所, 9:1: a number, and what follows it as far as the unit begins."""

STRETCH = re.compile(r"(?:[^\W_]|[%‰]|(?<=\d)[.,:](?=\d))+")
"""What no punctuation parts."""

QUOTED = re.compile(r'"([^"]*)"|([^\s"]+)')
QUOTES = str.maketrans("“”„‟＂「」『』", '"' * 9)


class _Folding(dict[int, str]):
    """Folded form of every character met so far, as ``str.translate`` asks for it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        form = unicodedata.normalize("NFKC", character).casefold()
        form = form if len(form) == 1 else character
        blank = unicodedata.category(form) in BLANK
        self[code] = " " if blank else _simplified(form)
        return self[code]


def _simplified(character: str) -> str:
    if character == "著":  # verbal 着 in traditional writing: 隨著
        return "着"
    table = simplified_forms()
    form = table.get(ord(character), VARIANTS.get(ord(character), character))
    return table.get(ord(form), form)


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text in simplified, half-width lower case, character for character."""
    return text.translate(_FOLDING)


def characters(text: str) -> str:
    """The folded text without its spaces: what a term is looked for in."""
    return fold(text).replace(" ", "")


@functools.lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Words of two and more characters, and numbers with and without their unit, each once.

    Remembered, as a sentence comes back with its task and with each of its figures.
    """
    folded = fold(text)
    cut = jieba.cut_for_search(folded, HMM=False)
    found = dict.fromkeys(word for word in cut if len(word) > 1 and word.isalnum())
    for match in NUMBER.finditer(folded):
        found[match[1]] = found[match[0]] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Term:
    """What one row must hold: all of ``parts``, better still all of them side by side."""

    whole: str
    parts: tuple[str, ...]


def parse_query(text: str) -> tuple[Term, ...]:
    """Terms of what a person typed: blanks part them, quotes keep a phrase whole.

    A term of several words asks for each of them; the rows that hold the whole come first.
    """
    terms = []
    for match in QUOTED.finditer(text.translate(QUOTES)):
        whole = characters(match[1] or match[2] or "")
        if whole:
            terms.append(Term(whole, (whole,) if match[1] else _parts(whole)))
    return tuple(dict.fromkeys(terms))


def _parts(whole: str) -> tuple[str, ...]:
    """Words of an unquoted term; one of punctuation alone is looked for as it is."""
    parts = [part for stretch in STRETCH.findall(whole) for part in _joined(_pieces(stretch))]
    return tuple(dict.fromkeys(parts)) or (whole,)


def _pieces(stretch: str) -> list[str]:
    """Numbers with their units, and the words between them."""
    pieces, done = [], 0
    for match in NUMBER.finditer(stretch):
        pieces += [*jieba.cut(stretch[done : match.start()], HMM=False), match[0]]
        done = match.end()
    return [*pieces, *jieba.cut(stretch[done:], HMM=False)]


def _joined(pieces: list[str]) -> list[str]:
    """Single characters say too little: 毛/入园/率, 控/辍/保/学 become one piece again."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (len(piece) == 1 or len(joined[-1]) == 1):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
