"""HTML in simplified characters enters, the same HTML in traditional ones leaves.

Only what a person reads is changed: text, and attributes that are shown or spoken. What a form
sends, what a script reads and what is marked ``data-script="as-is"`` stays letter by letter, so
that nothing traditional is ever saved.
"""

import re
from functools import cache, lru_cache

from plans.extraction.repair.script import opencc_pairs

LONGEST = 1_000_000
"""Characters of a page; a longer one is converted character by character, many times as fast."""
PIECE = 400
"""Characters converted and remembered at once."""

SHOWN = {
    "title", "placeholder", "alt", "label", "data-label", "data-held", "hx-confirm", "hx-prompt",
    "aria-label", "aria-description", "aria-roledescription", "aria-valuetext",
}  # fmt: skip
"""Attributes that are shown or spoken; a script shows the names of ``data-held``."""

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr",
}  # fmt: skip

_TOKEN = re.compile(
    r"""
    <!--.*?-->
    | <(?P<raw>script|style|textarea)\b(?P<raw_rest>(?:[^>"']++|"[^"]*"|'[^']*')*+)>
      (?P<body>.*?</(?P=raw)\s*>)
    | <(?P<end>/?)(?P<name>[a-z][^\s/>]*)(?P<rest>(?:[^>"']++|"[^"]*"|'[^']*')*+)>
    | (?P<text>[^<]++)
    | <
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']++)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]++)""")
_PIECE = re.compile(rf".{{1,{PIECE}}}", re.DOTALL)
_KEPT = re.compile(r"""\sdata-script=["']?as-is|\scontenteditable""", re.IGNORECASE)
_PAPER = re.compile(r"""\sclass=["'][^"']*\bpaper\b""", re.IGNORECASE)
_LANGUAGE = re.compile("zh-hans", re.IGNORECASE)


def traditional_page(html):
    """A page or fragment of HTML in traditional characters."""
    page = _Page(by_character if len(html) > LONGEST else by_phrase)
    return _TOKEN.sub(page.piece, html)


def by_phrase(text):
    """Text in traditional characters, where words decide between forms: 头发, 发展."""
    return "".join(map(_remembered, _PIECE.findall(text)))


def by_character(text):
    """Text in traditional characters, each alone; as many characters and bytes per character."""
    return text.translate(_forms())


def at_same_places(text):
    """As ``by_phrase``, but every character keeps its offset, in Python and in a browser."""
    words = by_phrase(text)
    return words if _places(words) == _places(text) else by_character(text)


def _places(text):
    """How long a text is in characters and in the UTF-16 units of a browser."""
    return len(text), len(text.encode("utf-16-le", "surrogatepass"))


@lru_cache(maxsize=16_384)
def _remembered(text):
    """OpenCC's s2tw: the longest word at each place, else the character.

    Its Python package takes four times as long for the short texts of a page.
    """
    if text.isascii():
        return text
    words, lengths = _words()
    converted, at = [], 0
    while at < len(text):
        for length in lengths.get(text[at : at + 2], ()):
            if word := words.get(text[at : at + length]):
                break
        else:
            length, word = 1, by_character(text[at])
        converted.append(word)
        at += length
    return "".join(converted)


@cache
def _words():
    """Words with their traditional forms, and how long words may be by their first two letters."""
    variants = _variants()
    words = {word: forms[0].translate(variants) for word, forms in opencc_pairs("STPhrases.txt")}
    lengths = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    return words, {start: sorted(found, reverse=True) for start, found in lengths.items()}


@cache
def _forms():
    """Character -> its traditional form where that is as long in Python and in a browser."""
    variants = _variants()
    pairs = [(one, forms[0].translate(variants)) for one, forms in opencc_pairs("STCharacters.txt")]
    forms = {one: form for one, form in pairs if _places(one) == _places(form)}
    # A variant may be what the source itself writes: 裏 becomes 裡 as well.
    return {**variants, **str.maketrans(forms)}


@cache
def _variants():
    """Forms of OpenCC's own standard -> those that readers of today expect: 羣, 群; 覈, 核."""
    return str.maketrans({one: forms[0] for one, forms in opencc_pairs("TWVariants.txt")})


class _Region:
    """The element that is open now among those whose start tag shows a mark, with all inside."""

    def __init__(self, mark):
        self.mark = mark
        self.name = None
        self.depth = 0

    def see(self, name, rest, is_end):
        """Take notice of a tag."""
        if self.name is None:
            if not is_end and name not in VOID and self.mark(name, rest):
                self.name, self.depth = name, 1
        elif name == self.name:
            self.depth += -1 if is_end else 1
            self.name = self.name if self.depth else None


class _Page:
    """Walks through the tokens of one page and gives back each as it shall stand."""

    def __init__(self, convert):
        self.convert = convert
        self.kept = _Region(_is_kept)
        self.paper = _Region(lambda _name, rest: _PAPER.search(rest))

    def piece(self, token):
        """What stands for a token in the traditional page."""
        if token["text"]:
            return self._text(token["text"])
        if token["raw"]:
            opening = f"<{token['raw']}{self._attributes(token['raw_rest'])}>"
            return opening + token["body"]
        return self._tag(token) if token["name"] else token[0]

    def _text(self, text):
        if self.kept.name or text.isascii():
            return text
        return at_same_places(text) if self.paper.name else self.convert(text)

    def _tag(self, token):
        name, rest = token["name"], token["rest"]
        for region in (self.kept, self.paper):
            region.see(name.lower(), rest, bool(token["end"]))
        if name.lower() == "html":
            rest = _LANGUAGE.sub("zh-Hant", rest)
        return f"<{token['end']}{name}{self._attributes(rest)}>"

    def _attributes(self, rest):
        if self.kept.name or rest.isascii():
            return rest
        return _ATTRIBUTE.sub(self._attribute, rest)

    def _attribute(self, found):
        name, sign, value = found.groups()
        return name + sign + self.convert(value) if name.lower() in SHOWN else found[0]


def _is_kept(name, rest):
    """Whether an element keeps its characters; an option without a value sends its text."""
    return _KEPT.search(rest) or (name == "option" and not re.search(r"\svalue\s*=", rest))
