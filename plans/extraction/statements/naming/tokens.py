"""A sentence and its quantities enter; words with their part in the sentence leave."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Literal, NamedTuple

import jieba

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.quantity import Quantity

Tag = Literal[
    "noun", "action", "verb", "preposition", "adverb", "time", "and", "of", "aspect", "region",
    "each", "compare", "break", "open", "close", "quantity", "aside",
]  # fmt: skip
"""``action`` is a verb used as a noun, ``aside`` a bracket that may be read over."""


class Token(NamedTuple):
    """A word with its place; ``quantity`` is the index of the quantity that it stands for."""

    start: int
    end: int
    text: str
    tag: Tag
    quantity: int = -1

    def renamed(self, tag: Tag) -> "Token":
        """The same word with another part in the sentence."""
        return Token(self.start, self.end, self.text, tag, self.quantity)


_EACH = re.compile(
    r"每[个名所位套台件辆间期块册张亩幢栋项次床份盒]|每平方米|(?:平均)?(?:每|各)(?:个|所|名|位)?(?:人|生|校|园|班|"
    r"名|县|乡镇|镇|乡|村|年|月|学期|学年|周|天|日|户|车)(?:平均)?|人均|每(?=[\d]|$)"
)
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:批次?|轮|期|届|次|阶段)|[首一二三四五]批次?|逐[车校园件人个一项户年月班生级层台辆处条栋](?!步)"
)
_QUOTED = re.compile(r"“[^“”，。；：]{1,16}”|《[^《》]{1,40}》")
_ASIDE = re.compile(r"（[^（）\d]{1,60}）")
_BREAK = re.compile(r"[，。；：！？\n\t,;:!?—|｜]")
_ORDER = re.compile("(?<![一-鿿])[一二三四五六七八九十]是(?!否)")
_NUMBERING = re.compile(r"^(?:（?[\d一二三四五六七八九十]{1,3}[）、.．]|[①-⑳])")
_SPLIT = re.compile(
    "|".join(
        f"(?P<{name}>{pattern.pattern})"
        for name, pattern in (
            ("numbering", _NUMBERING), ("order", _ORDER), ("part", re.compile("其中")),
            ("noun", _QUOTED), ("aside", _ASIDE), ("break", _BREAK), ("open", re.compile("[（]")),
            ("close", re.compile("[）]")), ("each", _EACH), ("adverb", _ORDINAL),
            ("time", lexicon.TIMES),
            ("region", lexicon.REGIONS), ("term", lexicon.TERMS), ("compare", lexicon.COMPARATORS),
        )
    )
)  # fmt: skip
_SHORT_ASIDE = 8
_REMARK = re.compile("（(?:[比较]|同比|其中|约|均|占|[增减])")
"""比上年减少: a remark beside a number, no part of a name."""


def tokenise(sentence: str, quantities: Sequence[Quantity]) -> tuple[Token, ...]:
    """Words of a sentence in order, each quantity as one token."""
    tokens: list[Token] = []
    done = 0
    for index, quantity in enumerate(quantities):
        tokens += _stretch(sentence, done, max(done, quantity.start))
        text = sentence[quantity.start : quantity.end]
        tokens.append(Token(quantity.start, quantity.end, text, "quantity", index))
        done = quantity.end
    tokens += _stretch(sentence, done, len(sentence))
    joined = _reaching(_with_ratios(_with_rates(tokens)))
    return tuple(_settled(_without_inside(_rounded(joined))))


@lru_cache(maxsize=512)
def words_of(passage: str) -> tuple[Token, ...]:
    """Words of a text whose numbers do not matter: titles and what stands before a sentence."""
    return tokenise(passage, ())


_REACHED = frozenset("到至为在成")
_LED_TO = frozenset(("quantity", "compare", "each"))
_BRIEF = frozenset("稳压降升控增减提涨调定扩缩翻并")
"""Verbs of one character that a dictionary takes for nouns."""


def _reaching(tokens: list[Token]) -> list[Token]:
    """A verb with 到, 至 or 为 right before a number only leads up to it (压减为, 回落至, 稳在)."""
    joined: list[Token] = []
    for token in tokens:
        if token.tag in _LED_TO and len(joined) > 1 and joined[-1].text in _REACHED:
            verb, reached = joined[-2:]
            if verb.text in _BRIEF or (verb.tag in ("verb", "action") and len(verb.text) == 2):
                joined[-2:] = [Token(verb.start, reached.end, verb.text + reached.text, "compare")]
        joined.append(token)
    return [_led(token, joined[i + 1 : i + 2]) for i, token in enumerate(joined)]


_ROUND = frozenset(("多", "余", "整", "出头", "挂零", "多一点"))


def _rounded(tokens: list[Token]) -> list[Token]:
    """What only rounds the number before it (四成多) is no word of what follows."""
    return [
        t.renamed("compare") if i and t.text in _ROUND and tokens[i - 1].tag == "quantity" else t
        for i, t in enumerate(tokens)
    ]


_INSIDE = frozenset(("里", "里头", "里面"))


def _without_inside(tokens: list[Token]) -> list[Token]:
    """挤在18间宿舍里: 里 behind a counted noun is no part of it."""
    return [
        t.renamed("aspect") if t.text in _INSIDE and _is_counted(tokens, i - 1) else t
        for i, t in enumerate(tokens)
    ]


def _is_counted(tokens: list[Token], index: int) -> bool:
    """Whether a number stands before the noun that ends here."""
    start = max(0, index - LONGEST_COUNTED)
    while index > start and tokens[index].tag == "noun":
        index -= 1
    return index >= 0 and tokens[index].tag == "quantity"


LONGEST_COUNTED = 6
"""Words of a noun behind its number."""


def _led(token: Token, following: list[Token]) -> Token:
    """变为 and 增至 of the dictionary do the same."""
    ends = token.tag in ("verb", "noun") and len(token.text) > 1 and token.text[-1] in _REACHED
    if ends and following and following[0].tag in _LED_TO:
        return token.renamed("compare")
    return token


def _with_rates(tokens: list[Token]) -> list[Token]:
    """A verb and 率 or 点 behind it are one word, whatever the verb (抽检率, 收视点)."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if token.text == "率" and last and last.tag in _RATED and len(last.text) > 1:
            joined[-1] = Token(last.start, token.end, last.text + "率", "noun")
        elif token.text in _PLACES and last and last.tag == "verb" and last.text not in _KNOWN:
            joined[-1] = Token(last.start, token.end, last.text + token.text, "noun")
        else:
            joined.append(token)
    return joined


_PLACES = frozenset("点站室员队")
_RATED = frozenset(("verb", "action", "noun", "adverb"))


_COMPARED = frozenset(("compare", "break", "of", "open", "close", "preposition"))
_COLONS = frozenset(":：∶比")
_LEADING_UP = frozenset(("为", "是", "基本", "大体", "大致", "约", "已", "应", "仅", "只"))


def _with_ratios(tokens: list[Token]) -> list[Token]:
    """比 is a noun (师幼比1:8) where nothing follows that something could be compared with."""
    return [t.renamed("noun") if _is_ratio(tokens, i) else t for i, t in enumerate(tokens)]


def _is_ratio(tokens: list[Token], index: int) -> bool:
    if tokens[index].text != "比" or not index or tokens[index - 1].tag not in _NAMES:
        return False
    following = tokens[index + 1 : index + 2]
    if not following or following[0].tag in _COMPARED or following[0].text in _LEADING_UP:
        return True
    return following[0].tag == "quantity" and not _COLONS.isdisjoint(following[0].text)


def _stretch(sentence: str, start: int, end: int) -> Iterator[Token]:
    """Words of a part without quantities: marked ones by pattern, the others by dictionary."""
    done = start
    for match in _SPLIT.finditer(sentence, start, end):
        if done < match.start():
            yield from _plain(sentence, done, match.start())
        yield _marked(match)
        done = match.end()
    if done < end:
        yield from _plain(sentence, done, end)


def _marked(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "", match.group()
    tag: Tag
    if kind == "term":
        tag = _KNOWN.get(text, "noun")
    elif kind == "aside":
        tag = "noun" if len(text) <= _SHORT_ASIDE and not _is_remark(match) else "aside"
    elif kind == "part":
        tag = "adverb"
    elif kind in ("numbering", "order"):
        tag = "aside"
    else:
        tag = kind  # type: ignore[assignment]
    return Token(match.start(), match.end(), text, tag)


def _is_remark(match: re.Match[str]) -> bool:
    """Whether a bracket names nothing: （比上年减少）, 就业率（含升学）."""
    of_rate = match.string[: match.start()].endswith("率")
    return of_rate or _REMARK.match(match.group()) is not None


def _plain(sentence: str, start: int, end: int) -> Iterator[Token]:
    for cut in _cuts(sentence, start, end):
        word = sentence[start:cut]
        yield Token(start, cut, word, _tag(word))
        start = cut


def _cuts(sentence: str, start: int, end: int) -> list[int]:
    """Ends of the words of the likeliest division, as jieba finds it without new words.

    Written out because jieba's own generators cost three times as much on short stretches.
    """
    counts, total = _frequencies()
    best = [0.0] * (end - start + 1)
    step = [0] * (end - start)
    for i in range(end - 1, start - 1, -1):
        likeliest, cut, stop = -1e18, i + 1, i + 1
        count = counts.get(sentence[i])
        while stop <= end:
            if count or stop == i + 1:
                score = log(count or 1) - total + best[stop - start]
                if score > likeliest:
                    likeliest, cut = score, stop
            stop += 1
            if count is None or stop > end or (count := counts.get(sentence[i:stop])) is None:
                break
        best[i - start], step[i - start] = likeliest, cut
    ends, place = [], start
    while place < end:
        place = step[place - start]
        ends.append(place)
    return ends


@lru_cache(maxsize=1)
def _frequencies() -> tuple[dict[str, int], float]:
    jieba.initialize()
    return jieba.dt.FREQ, log(jieba.dt.total)


@lru_cache(maxsize=8192)
def _tag(word: str) -> Tag:
    known = _KNOWN.get(word)
    if known:
        return known
    if len(word) == 4 and word[:2] in lexicon.ADVERBS and word[2:] in _DEEDS:
        return "verb"
    is_noun = len(word) == 1 or (len(word) == 3 and word[-1] in "费款")
    return "noun" if is_noun else _dictionary().get(word, "noun")


_CLASSES: tuple[tuple[Tag, frozenset[str]], ...] = (
    ("verb", lexicon.SINGLE_VERBS),
    ("preposition", lexicon.PREPOSITIONS | lexicon.SINGLE_PREPOSITIONS),
    ("verb", lexicon.FRAME | lexicon.KEEP | lexicon.CHANGES),
    ("action", lexicon.NOMINAL),
    ("adverb", lexicon.ADVERBS),
    ("aspect", frozenset("了着过")),
    ("of", frozenset("的之")),
    ("and", lexicon.CONJUNCTIONS),
)
"""A word of several classes is of the last."""
_KNOWN: dict[str, Tag] = {word: tag for tag, words in _CLASSES for word in words}
_DEEDS = (lexicon.FRAME | lexicon.KEEP) - lexicon.NOMINAL
"""Behind an adverb that is one word with them (全面落实) these are verbs."""
_FROM_DICTIONARY: dict[str, Tag] = {
    "v": "verb", "vd": "verb", "vi": "verb", "d": "adverb", "p": "preposition", "t": "time",
    "c": "and", "ad": "adverb",
}  # fmt: skip


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, Tag]:
    """Words of jieba's dictionary that are no nouns."""
    words: dict[str, Tag] = {}
    for line in Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8"):
        word, _, tag = line.split()
        if tag in _FROM_DICTIONARY and len(word) > 1:
            words[word] = _FROM_DICTIONARY[tag]
    return words


def _settled(tokens: list[Token]) -> Iterator[Token]:
    """A word that may be verb or noun is a verb where it opens its clause."""
    opening, given = True, False
    for index, token in enumerate(tokens):
        following = tokens[index + 1].tag if index + 1 < len(tokens) else "break"
        if token.tag == "quantity":
            opening = False
            yield token
            continue
        if token.text == "生均" and following == "quantity":
            token = token.renamed("each")
        token = _as_noun(token, index and tokens[index - 1].tag, following, opening)
        if index and tokens[index - 1].tag == "each" and token.text.startswith("（"):
            token = token.renamed("aside")
        if _continues(tokens, index):
            token = token.renamed("verb")
        if opening and token.text in _GIVING and following in _NAMES:
            given, token = True, token.renamed("preposition")
        elif following in _OBJECTS and _may_govern(token, opening, given):
            given, token = False, token.renamed("verb")
        yield token
        given = given and token.tag != "break"
        opening = _opens(token, opening)


def _as_noun(token: Token, previous: Tag | int, following: Tag, opening: bool) -> Token:
    """以上 behind a noun, 重点 before one, 计划 after one, 一期 between two are nouns."""
    if (
        (token.text in ("以上", "以下") and previous and previous != "quantity")
        or (token.text == "重点" and not opening and following in ("noun", "break", "of", "and"))
        or (token.text in _PLANS and previous in ("noun", "action"))
        or (token.text in _STAGES_OF_WORK and previous == "noun" == following)
        or (previous == "verb" and following in ("noun", "action") and _is_unknown_verb(token))
    ):
        return token.renamed("noun")
    return token


def _is_unknown_verb(token: Token) -> bool:
    """Whether only the general dictionary calls it a verb: behind a verb it qualifies the noun."""
    return token.tag == "verb" and token.text not in _KNOWN


def _opens(token: Token, opening: bool) -> bool:
    """Whether the word after this one may open its clause."""
    if token.tag == "and":
        return opening
    return token.tag in _OPENERS or (token.tag == "verb" and token.text in lexicon.FRAME)


def _continues(tokens: list[Token], index: int) -> bool:
    """Whether a verb goes on with another (新建、改建校舍)."""
    before = tokens[index - 2].text if index > 1 and tokens[index - 1].tag == "and" else ""
    return before in lexicon.KEEP and tokens[index].text in lexicon.KEEP and index + 1 < len(tokens)


_STAGES_OF_WORK = frozenset(("一期", "二期"))
_PLANS = frozenset(("计划", "规划"))


def _may_govern(token: Token, opening: bool, given: bool) -> bool:
    if token.tag != "action" or not (opening or given):
        return False
    return token.text in lexicon.KEEP or (opening and token.text in lexicon.FRAME)


_GIVING = frozenset("为给向对")
_NAMES = frozenset(("noun", "action", "each", "region"))
_OPENERS = frozenset(("break", "open", "close", "time", "adverb", "region", "aspect", "aside"))
_OBJECTS = frozenset(
    ("noun", "action", "quantity", "verb", "and", "aspect", "adverb", "compare", "aside")
)
