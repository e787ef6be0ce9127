"""The words before a number enter, who does it leaves: a stage, a kind of person, a contest."""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Words, noun_run, noun_tail, text


def stage_subject(words: Words) -> str:
    """义务教育阶段10万名学生: a stage alone before the number qualifies what stands behind."""
    said = text([w for w in words if w.tag not in ("time", "region", "adverb", "aside")])
    return said if lexicon.STAGE.fullmatch(said) else ""


def group_subject(words: Words) -> str:
    """Who does it, where that is a kind of school or person and not the region itself."""
    start = 0
    while start < len(words) and words[start].tag in ("time", "region", "adverb", "aside"):
        start += 1
    if start < len(words) and words[start].text == "在":
        return _contest(words[start + 1 :])
    run = noun_run(words[start:])
    said = text(run)
    rest = words[start + len(run) :]
    contest = _contest(rest[1:]) if rest and rest[0].text == "在" else ""
    if contest:
        return contest
    if not run or not rest or len(said) > 12 or not lexicon.GROUPS.search(run[-1].text):
        return ""
    return said


_PUPILS = frozenset(("学生", "幼儿", "考生", "儿童"))
_GAINING = frozenset(("惠及", "覆盖"))
_PLANNED = frozenset(("计划", "预计", "拟"))
LONGEST = 12


def whole_subject(words: Words, verbs: str, noun: str) -> str:
    """All that stands before the verb, where the noun says nothing without it.

    A kind of school takes pupils in or has them, and by something pupils gain.
    """
    words = words[:-1] if words and words[-1].text in _PLANNED else words
    said = text([w for w in words if w.tag not in _BESIDE])
    if not verbs or len(said) > LONGEST:
        return ""
    if verbs in _GAINING:
        return said if noun in _PUPILS and all(w.tag in _NOUNS for w in words) else ""
    whose = noun.endswith(("招生", "新生")) or noun in _PUPILS
    return said if whose and _SCHOOLS.search(said) else ""


_NOUNS = frozenset(("noun", "action"))
_SCHOOLS = re.compile(
    f"^(?:{lexicon.SCHOOL_KIND.pattern})$|(?:教学点|附属幼儿园|附属小学|附中|[^全我本]校区|中专|职教中心)$"
)


_CARED_FOR = frozenset(("保证", "确保", "保障", "让"))


def daily_subject(words: Words) -> str:
    """保证学生每天锻炼1小时: those who do it every day."""
    if not words or words[-1].tag != "each":
        return ""
    tail = noun_tail(words[:-1])
    persons = text(tail)
    if text(words[-len(tail) - 2 : -len(tail) - 1]) not in _CARED_FOR:
        return ""
    return persons if lexicon.FITTING["人"].search(persons) else ""


_GRADE = re.compile(
    "(?:小学|初中|高中)?(?:[一二三四五六七八九]|起始|[低中高]{1,2})年级|[高初][一二三]|[大中小托]班"
)


_BESIDE = frozenset(("time", "region", "adverb", "aside", "each", "preposition"))


def grade_subject(words: Words) -> str:
    """八年级现有学生312人: the grade whose pupils they are."""
    said = text([w for w in words if w.tag not in _BESIDE])
    return said if _GRADE.fullmatch(said) else ""


def _contest(words: Words) -> str:
    """The contest in which a prize was won (在技能大赛中)."""
    end = next(
        (i for i, w in enumerate(words) if w.text in ("中", "上", "里") or w.tag == "verb"), 0
    )
    name = text(words[:end])
    return name if lexicon.CONTESTS.search(name) else ""
