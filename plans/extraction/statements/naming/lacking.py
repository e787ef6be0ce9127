"""A number of what is lacking enters, with what that is it leaves.

英语缺5人 lacks teachers of the subject; after 原缺18名 a bare 尚缺6名 lacks what was named there,
and 教师总量不足，缺编28人 lacks those whom the clause before speaks of.
"""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.parts import Parts
from plans.extraction.statements.naming.phrases import Words, clauses_before, noun_tail, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.topics import noun_runs
from plans.extraction.statements.naming.wording import core

RULE = "lacking"
CLAUSES = 4
"""Clauses back in which those are named who are lacking."""
_POSTS = ("缺编", "超编", "空编")
_HOW = re.compile(f"(?:缺口|{'|'.join(_POSTS)})$")
_LACKED = lexicon.LACKING.union(_POSTS)
_BESIDE = frozenset(("time", "region", "adverb", "aside", "aspect", "preposition"))
_TAUGHT = re.compile(f"(?:(?:{lexicon.SUBJECTS}|信息技术|心理健康|音体美|劳动|思政)[、和]?)+")
_NOTHING = re.compile("(?:[前后]|测算|统计|标准|要求|规定|编制|核算|比较|摸底|摸排)$")
"""教师编制标准, 补充后: on what it rests, and when, is nothing that is lacking."""
_AMOUNT = re.compile("(?:总量|总数|数量|人数|编制|资源|队伍)$")


def lacking(draft: Draft, said: Said) -> Parts | None:
    """Those who are lacking, where the number stands right behind the verb; else None."""
    words = tuple(w for w in draft.around.left if w.tag not in _BESIDE)
    if not words or words[-1].text not in _LACKED or draft.around.right_noun:
        return None
    before = core(text(noun_tail(words[:-1])))
    if before and not _NOTHING.search(before):
        return _of(before, draft, words) if _is_bare(before, draft, words) else None
    named = _named_before(draft, said)
    return _of(named, draft, words) if named else None


def _is_bare(before: str, draft: Draft, words: Words) -> bool:
    """Whether the words before need more than 缺口 behind them."""
    return words[-1].text in _POSTS or (
        draft.unit == "人" and _TAUGHT.fullmatch(before) is not None
    )


def _of(named: str, draft: Draft, words: Words) -> Parts:
    thing = named + "教师" if draft.unit == "人" and _TAUGHT.fullmatch(named) else named
    how = words[-1].text if words[-1].text in _POSTS else "缺口"
    return Parts(noun=thing + how, action=True, rule=RULE)


def _named_before(draft: Draft, said: Said) -> str:
    """What the count before lacked, else the persons of whom the clauses before speak."""
    last = next((d.parts for d in said.near() if d.unit == draft.unit and d.parts), None)
    if last and _HOW.search(last.noun):
        return _HOW.sub("", last.noun)
    fitting = lexicon.FITTING.get(draft.unit)
    if fitting is None:
        return ""
    for clause in clauses_before(said.tokens, draft.position)[1:CLAUSES]:
        for run in reversed(noun_runs(clause)):
            name = _AMOUNT.sub("", core(text(run)))
            if fitting.search(name) and len(name) <= LONGEST:
                return name
    return ""


LONGEST = 12
