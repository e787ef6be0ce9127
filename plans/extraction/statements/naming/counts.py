"""The phrase of a counted quantity enters, the parts of its name leave."""

from dataclasses import dataclass

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import (
    Phrase,
    Words,
    is_frame,
    noun_run,
    noun_tail,
    text,
)
from plans.extraction.statements.naming.tokens import Token
from plans.extraction.statements.naming.wording import core

PREDICATE_LIMIT = 16
"""A longer clause behind the noun describes more than it names."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a counted thing is called: who, does what, with what.

    ``verb`` stands in front (新建, 培训); ``predicate`` is what the thing does (转设); ``causes``
    that the governing verb takes a whole clause (推动…交流).
    """

    subject: str = ""
    verb: str = ""
    predicate: str = ""
    noun: str = ""
    action: bool = False
    causes: bool = False
    rule: str = ""

    @property
    def name(self) -> str:
        """The parts in the order of a name."""
        return self.subject + self.predicate + self.verb + self.noun


def parts_after(phrase: Phrase) -> Parts | None:
    """Parts from the noun behind the number (培训100名园长, 11所学院转设)."""
    words = phrase.right
    run = noun_run(words)
    if not run:
        return _described(phrase, words)
    verbs = governing(phrase.left)
    causes = not verbs or any(v.text in lexicon.CAUSATIVE for v in verbs)
    verb = "" if causes else kept(verbs)
    noun, action, made = _noun(run)
    predicate = made or (_predicate(words[len(run):]) if causes or verb in _CHOOSING else "")
    if predicate and verb in _CHOOSING:
        verb = ""
    return Parts(group_subject(phrase.left), verb, predicate, noun, action, causes, "noun after")


_CHOOSING = frozenset(("遴选", "选派", "选送", "组织", "安排", "选择", "遴选推荐", "选拔", "抽调", ""))


def _described(phrase: Phrase, words: Words) -> Parts | None:
    """A clause with 的 before the noun (50个面向…的专业), or a bare predicate (2所退出)."""
    of = next((i for i in range(len(words) - 1, 0, -1) if words[i].tag == "of"), None)
    verbs = governing(phrase.left)
    if of is not None and words[0].tag in ("verb", "preposition", "adverb"):
        run = noun_run(words[of + 1 :])
        if run:
            described = text(words[: of + 1]) if of <= 8 else ""
            return Parts("", kept(verbs), "", described + text(run), False, False, "clause with of")
    if words and words[0].tag == "verb":
        return Parts("", "", _predicate(words), "", False, True, "predicate alone")
    return None


def _noun(run: Words) -> tuple[str, bool, str]:
    """Noun, whether it is an action, and an action that stood behind its 的 (骨干教师的培训任务)."""
    of = next((i for i, w in enumerate(run) if w.tag == "of"), None)
    if of is not None:
        head = tuple(w for w in run[of + 1 :])
        action = core(text(head))
        last = [w for w in head if w.text in action]
        if last and last[-1].tag == "action" and len(action) <= 4:
            return text(run[:of]), False, action
    noun = core(text(run))
    ends = [w for w in run if noun.endswith(w.text)]
    return noun, bool(ends) and ends[-1].tag == "action", ""


def _predicate(words: Words) -> str:
    """What the thing does, if that is short: 取得学历, 转设, 通过验收."""
    if not words or words[0].tag in ("and", "of", "time"):
        return ""
    kept_words = [w for w in words if w.tag not in ("aspect", "region", "compare", "time")]
    while kept_words and kept_words[0].tag == "adverb":
        kept_words = kept_words[1:]
    said = core(text(kept_words))
    if len(said) > PREDICATE_LIMIT and "的" in said:
        said = kept_words[0].text + said.rpartition("的")[2]
    return said if len(said) <= PREDICATE_LIMIT else ""


def governing(left: Words) -> Words:
    """The verbs right before the number, nearest group only (新建、改扩建)."""
    end = len(left)
    while end and left[end - 1].tag in ("adverb", "time", "aspect", "compare", "region", "each"):
        end -= 1
    start = end
    while start and (
        left[start - 1].tag == "verb"
        or (left[start - 1].tag == "action" and left[start - 1].text in lexicon.KEEP)
        or (left[start - 1].tag == "and" and start > 1 and left[start - 2].tag == "verb")
    ):
        start -= 1
    return left[start:end]


def kept(verbs: Words) -> str:
    """The verbs that belong to a name: those that tell kinds apart."""
    said = [v for v in verbs if not is_frame(v)]
    while said and said[0].tag == "and":
        said = said[1:]
    return text(said)


def parts_before(phrase: Phrase) -> Parts | None:
    """Parts from the noun before the number (新建幼儿园42所)."""
    words = phrase.left
    tail = noun_tail(words)
    if not tail:
        return None
    rest = words[: len(words) - len(tail)]
    verb = ""
    if rest and rest[-1].tag == "of":
        tail = _with_clause(words, tail)
        rest = words[: len(words) - len(tail)]
    elif rest and rest[-1].tag in ("verb", "action"):
        verbs = governing(rest)
        verb = kept(verbs)
        rest = rest[: len(rest) - len(verbs)]
    noun = core(text(tail))
    action = tail[-1].tag == "action"
    return Parts(group_subject(rest), verb, "", noun, action, False, "noun before")


def _with_clause(words: Words, tail: Words) -> Words:
    """The noun with the clause before its 的 (随班就读的残疾儿童)."""
    start = len(words) - len(tail)
    while start and words[start - 1].tag in ("of", "noun", "action", "verb", "and", "preposition"):
        if is_frame(words[start - 1]):
            break
        start -= 1
    return words[start:]


def group_subject(words: Words) -> str:
    """Who does it, where that is a kind of school or person and not the region itself."""
    run = _subject_run(words)
    said = text(run)
    if not run or len(said) > 12 or not _is_group(run):
        return ""
    return said


def _subject_run(words: Words) -> Words:
    """The noun phrase that a clause opens with, where something else follows it."""
    start = 0
    while start < len(words) and words[start].tag in ("time", "region", "adverb", "aside"):
        start += 1
    run = noun_run(words[start:])
    return run


def _is_group(run: tuple[Token, ...]) -> bool:
    return bool(lexicon.GROUPS.search(run[-1].text))
