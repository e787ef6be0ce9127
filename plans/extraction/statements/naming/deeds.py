"""The words behind a counted noun enter, what it does leaves where that is short."""

from plans.extraction.statements.naming.phrases import Phrase, Words, noun_run, text
from plans.extraction.statements.naming.wording import core

PREDICATE_LIMIT = 20
"""A longer clause behind the noun describes more than it names."""


def last_of(words: Words) -> int | None:
    return next((i for i in range(len(words) - 1, 0, -1) if words[i].tag == "of"), None)


_LIGHT = frozenset(("进行", "开展", "给予", "予以", "实施", "组织"))


def deed(words: Words, phrase: Phrase) -> str:
    """What is done: of 进行为期10天的集中培训 only the deed at its end."""
    if not words or words[0].text not in _LIGHT:
        return predicate_of(words)
    end = next((i for i, w in enumerate(phrase.following) if w.tag == "break"), None)
    rest = (*words[1:], *phrase.following[:end])
    while rest and rest[0].tag in ("quantity", "compare", "of"):
        rest = rest[1:]
    of = last_of(rest)
    deed = noun_run(rest[of + 1 :]) if of is not None else noun_run(rest)
    rest = rest[(of or -1) + 1 :]
    whole = text([w for w in rest if w.tag not in ("adverb", "aspect", "time")])
    spoken = not any(w.tag == "quantity" for w in rest)
    if spoken and len(text(deed)) < len(whole) <= PREDICATE_LIMIT:
        return core(whole)
    return core(text(deed)) if deed else predicate_of(words)


def predicate_of(words: Words) -> str:
    """What the thing does, if that is short: 取得学历, 转设, 通过验收."""
    if not words or words[0].tag in ("and", "of", "time") or words[0].text in "中内里":
        return ""
    if words[0].text in _MODAL or _leads_on(words):
        return ""
    said_words = [w for w in words if w.tag not in ("aspect", "region", "time")]
    while said_words and said_words[0].tag == "adverb":
        said_words = said_words[1:]
    while said_words and said_words[-1].tag in _RATED:
        said_words = said_words[:-1]
    if not said_words:
        return ""
    said = core(text(said_words))
    if len(said) > PREDICATE_LIMIT and "的" in said:
        said = said_words[0].text + said.rpartition("的")[2]
    return said if len(said) <= PREDICATE_LIMIT else ""


_RATED = frozenset(("each", "preposition"))
"""对36名孤儿按每人每年600元发放: at what rate is told of the next number."""


def _leads_on(words: Words) -> bool:
    """8名教师守着15个学生, 不足20人的有4所: the verb leads to the next number."""
    return words[-1].text == "着" or text(words) == "有"


_MODAL = frozenset(("要", "应", "须", "将", "必须", "务必", "应当", "需", "需要", "不得", "严禁"))
"""23名支教教师要放到…: what shall be done with those counted tells no kind apart."""
