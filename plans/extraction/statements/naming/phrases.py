"""Words of a sentence enter; the phrases before and after each quantity leave."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.tokens import Token

Words = tuple[Token, ...]
REACH = 150
"""Words back that a sentence is searched for what belongs to a number."""

WINDOW = 80
"""Words on either side that a phrase may reach; no clause written by a person is longer."""

_NOUNS = frozenset(("noun", "action"))
_BETWEEN = frozenset(("of", "and", "aside"))
_CARRIERS = frozenset(
    ("compare", "adverb", "aspect", "time", "each", "preposition", "region", "of", "aside")
)
_EDGES = frozenset(("break", "open", "close", "quantity"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands at a quantity.

    ``left`` are the words of the clause before it, its carriers (达到, 约, 分别) taken off;
    ``touching`` says that none had to be taken off; ``change`` that one of them was 增长 or the
    like; ``each`` that one was 每生 or the like. ``right`` are the words after it up to the next
    quantity or the end of the clause, 以上 and 左右 taken off.
    """

    token: Token
    left: Words
    right: Words
    touching: bool
    change: bool
    each: str
    carried: str
    joined: bool
    listed: bool
    inside: bool
    part: bool
    next_clause: bool
    nominal: bool = False
    of_right: bool = False
    all_of_them: bool = False
    meets: bool = False
    following: Words = field(default=())

    @property
    def deed(self) -> bool:
        """Whether the number ends a noun and 的 leads to what is done to it (校车64辆的检测)."""
        return self.touching and bool(self.left) and self.left[-1].tag == "noun" and self.of_right

    @property
    def right_noun(self) -> bool:
        """Whether a noun stands right behind the number."""
        return bool(self.right) and self.right[0].tag in _NOUNS


def phrase(tokens: Sequence[Token], position: int) -> Phrase:
    """The phrase of the quantity at ``tokens[position]``."""
    start = position
    while start > max(0, position - WINDOW) and tokens[start - 1].tag not in _EDGES:
        start -= 1
    end = position + 1
    while end < min(len(tokens), position + WINDOW) and tokens[end].tag not in _EDGES:
        end += 1
    previous = tokens[start - 1].tag if start else "break"
    raw = _own(tuple(tokens[start:position]), previous == "quantity")
    left = _beside_comparison(strip_carriers(raw), raw)
    left = () if previous == "quantity" and _BASE.search(text(raw)) else _whole_clause(left, raw)
    carried = raw[len(left) :]
    return Phrase(
        token=tokens[position],
        left=left,
        right=()
        if _begins_a_change(raw, tokens, end)
        else _after(tokens[position + 1 : end]) + _object_beyond(tokens, position, end),
        touching=not carried,
        change=_changes(carried),
        each="".join(t.text for t in raw if t.tag == "each" and t.text not in _TIMELY)
        or _rate_of(tokens, position),
        carried=text(carried),
        joined=previous == "quantity" and all(t.tag in _JOINING for t in tokens[start:position]),
        listed=previous == "quantity",
        inside=previous == "open" or _within_bracket(tokens, position),
        part=any(t.text == "其中" for t in raw) or _unfolds(tokens, start),
        next_clause=previous == "break"
        and any(t.tag == "quantity" for t in tokens[max(0, start - 8) : start]),
        meets=end < len(tokens) and tokens[end].tag == "quantity",
        all_of_them=position + 1 < len(tokens) and tokens[position + 1].text in _ALL,
        of_right=_of_follows(tokens, position),
        nominal=bool(carried) and carried[0].tag == "of",
        following=tuple(tokens[end : end + 30]),
    )


def _of_follows(tokens: Sequence[Token], position: int) -> bool:
    """Whether 的 stands behind the number, or behind its 左右."""
    tags = [t.tag for t in tokens[position + 1 : position + 3]]
    return tags[:1] == ["of"] or tags == ["compare", "of"]


def _object_beyond(tokens: Sequence[Token], position: int, end: int) -> Words:
    """The object of a verb that the next quantity cuts off (与67户签订118亩征地协议)."""
    words = tokens[position + 1 : end]
    verbal = [w for w in words if w.tag != "aspect"]
    if (
        end < len(tokens)
        and tokens[end].tag == "quantity"
        and len(verbal) > 1
        and verbal[-1].tag == "verb"
    ):
        return noun_run(_after(tokens[end + 1 : end + 8]))
    return ()


def _whole_clause(left: Words, raw: Words) -> Words:
    """A time at the end of a clause before 的 belongs to the clause (任教满一年的)."""
    end = len(left)
    while end < len(raw) and raw[end].tag == "time":
        end += 1
    return raw[:end] if left and end < len(raw) and raw[end].tag == "of" else left


def _begins_a_change(raw: Words, tokens: Sequence[Token], end: int) -> bool:
    """由5家压减为3家: what stands between leads up to the number reached."""
    start = [w.text for w in raw if w.tag in ("preposition", "verb", "of", "adverb")][:1]
    meets = end < len(tokens) and tokens[end].tag == "quantity"
    return start in (["由"], ["从"]) and meets and tokens[end - 1].tag == "compare"


_BASE = re.compile("^的?基础上")
_JOINING = frozenset(("and", "compare", "adverb"))


def _within_bracket(tokens: Sequence[Token], position: int) -> bool:
    for index in range(position, max(-1, position - REACH), -1):
        if tokens[index].tag == "close":
            return False
        if tokens[index].tag == "open":
            return True
    return False


def _changes(carried: Words) -> bool:
    """Whether the number says by how much (增长, 比去年多), not how much."""
    return any(_is_change(w.text) for w in carried) or (bool(carried) and carried[0].text in _THAN)


def _is_change(word: str) -> bool:
    reached = word[-1] in "到至在为"
    return word in lexicon.CHANGES or (word[:2] in lexicon.CHANGES and not reached)


_ALL = frozenset(("全部", "均", "都", "应", "全", "已全部", "全员"))
_THAN = frozenset(("比", "较"))
_MORE = frozenset("高低多少快慢")
_TIMELY = frozenset(("每年", "每月", "每学期", "每学年", "每周", "每天", "每日", "各年"))


def _beside_comparison(left: Words, raw: Words) -> Words:
    """比城市低35个百分点 says nothing of what is measured; what stands before 比 does."""
    than = next((i for i, w in enumerate(left) if w.text in _THAN), None)
    led = than == 0 and len(left) < len(raw)
    exceeded = len(left) < len(raw) and raw[len(left)].text in _EXCEEDING
    if than is None or not (led or exceeded or left[-1].text in _MORE):
        return left
    return strip_carriers(left[:than])


_EXCEEDING = frozenset(("高出", "低出", "多出"))


def _own(words: Words, listed: bool) -> Words:
    """In a list, what stands before the last 、 belongs to the quantity before."""
    if not listed:
        return words
    joints = [i for i, w in enumerate(words) if w.tag == "and"]
    marks = [i for i in joints if words[i].text == "、"] or joints
    return words[marks[-1] + 1 :] if marks else words


def strip_carriers(words: Words) -> Words:
    """Take off from the end what only leads up to the number (达到, 为, 共, 增长)."""
    end = len(words)
    while end and (
        words[end - 1].tag in _CARRIERS
        or _is_payment(words, end)
        or is_frame(words[end - 1])
        or words[end - 1].text in lexicon.CHANGES
    ):
        end -= 1
    return words[:end]


def _is_payment(words: Words, end: int) -> bool:
    """标准为每人一次性补助8000元: that it is paid is no part of what it is."""
    near = words[max(0, end - 3) : end - 1]
    before = [w.tag for w in near if w.tag != "adverb" and w.text != "一次性"]
    return words[end - 1].text in _PAID and before[-1:] == ["each"] and end > 3


_PAID = frozenset(("补助", "补贴", "奖励", "资助", "发放", "给予", "奖补", "拨付", "安排"))


def _unfolds(tokens: Sequence[Token], start: int) -> bool:
    """Whether a clause opens the parts of the number before it (10名：中心小学4名)."""
    return start > 1 and tokens[start - 1].text in "：:" and tokens[start - 2].tag == "quantity"


def _rate_of(tokens: Sequence[Token], position: int) -> str:
    """What stands behind a slash (元/生·年) or in brackets behind the list."""
    following = tokens[position + 1 : position + 3]
    slashed = len(following) == 2 and following[0].text in "/／"
    return following[1].text if slashed else _rate_of_list(tokens[position + 1 : position + LISTED])


LISTED = 16
"""Words in which a list of rates ends."""
_FOR_EACH = re.compile("^[（(](每[^（）()]{1,8})[）)]$")


def _rate_of_list(words: Sequence[Token]) -> str:
    """What stands in brackets behind a list: 小学60元、初中80元（每生每年）."""
    for word in words:
        if word.tag == "break":
            break
        each = _FOR_EACH.match(word.text)
        if each:
            return each[1]
    return ""


def _after(words: Sequence[Token]) -> Words:
    start, end = 0, len(words)
    while start + 1 < end and words[start].text in "/／·":
        start += 2
    while start < end and (
        words[start].tag in ("compare", "of", "aspect", "adverb") or words[start].text in _WITHIN
    ):
        start += 1
    while end > start and words[end - 1].tag in ("and", "preposition", "adverb"):
        end -= 1
    if start and end > start and words[start - 1].tag == "adverb" and words[start].tag == "action":
        return (words[start].renamed("verb"), *words[start + 1 : end])
    return () if text(words[start : start + 1]) in _GROUND else tuple(words[start:end])


_GROUND = frozenset(("基础", "基础上", "前提", "前提下"))
"""在去年3126人的基础上: what stands behind is no noun that is counted."""


_WITHIN = frozenset("中内里")


def is_frame(token: Token) -> bool:
    """Whether a word only carries the statement."""
    return token.tag == "verb" and (token.text in lexicon.FRAME or token.text in lexicon.CHANGES)


def noun_run(words: Words, start: int = 0) -> Words:
    """The noun phrase that opens at ``start``: nouns, 的 and 和 between them."""
    end = start
    for index in range(start, len(words)):
        tag = words[index].tag
        if tag in _NOUNS:
            end = index + 1
        elif tag not in _BETWEEN or index == start:
            break
    return words[start:end]


def noun_tail(words: Words) -> Words:
    """The noun phrase that a stretch ends with; a clause before 的 belongs to it."""
    start = len(words)
    while start and words[start - 1].tag in _NOUNS | {"aside"}:
        start -= 1
        start = _joined(words, start)
    return words[start:]


def _joined(words: Words, start: int) -> int:
    """Where the phrase begins when 的 or 和 at its left joins it to more nouns."""
    if start > 1 and words[start - 1].tag in ("of", "and") and words[start - 2].tag in _NOUNS:
        return start - 1
    return start


def text(words: Sequence[Token]) -> str:
    """The words as they read, asides, 了 and breaks left out."""
    return "".join([w.text for w in words if w.tag not in _UNREAD])


_UNREAD = frozenset(("aside", "aspect", "break", "open", "close"))


def clauses_before(tokens: Sequence[Token], position: int) -> list[Words]:
    """The clauses before a position within reach, nearest (its own) first."""
    found: list[Words] = []
    end, limit = position, max(0, position - REACH)
    for index in range(position - 1, limit - 2, -1):
        if index < limit or tokens[index].tag == "break":
            if index + 1 < end:
                found.append(tuple(tokens[index + 1 : end]))
            end = index
    return found


def is_known(word: Token) -> bool:
    """Whether a verb is one that naming knows, not merely one of the dictionary."""
    return word.text in lexicon.KEEP or word.text in lexicon.FRAME
