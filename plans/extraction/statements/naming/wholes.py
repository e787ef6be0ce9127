"""A number of those of a whole enters, with what they are it leaves.

手续完备的39辆 after 校车58辆 counts such 校车, and 剩下的19辆停运 counts the rest of them: the noun
stands with the whole alone.
"""

import re
from collections.abc import Callable

from plans.extraction.statements.naming.deeds import deed
from plans.extraction.statements.naming.parts import WHOLE, Parts
from plans.extraction.statements.naming.phrases import Words, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.wording import MEASURED, core

LONGEST = 16
"""Characters of a clause; a longer one is cut off from the noun that it belongs to."""
_REST = re.compile("(?:剩下|剩余|余下|其余|还有|另外|另有|其他|剩)的?")
_BESIDE = frozenset(("time", "region", "adverb", "aside", "aspect", "each", "preposition"))
_HAVING = re.compile("^(?:具有|取得|拥有|具备|获得|持有|达到|表示)(?=.{2})")
_OF_STAFF = re.compile("职称|学历|学位|教龄|教师资格|编制")
_STAFF = re.compile("教师|教职工|职工|校长|园长|保育员|人员|老师")

_BASE = re.compile("基础|按")
_STATED = re.compile("(?:封顶|竣工|完工|开工|投用|验收|达标|图审|办结|整改|启用)$")
"""What has been reached or done is no whole itself."""

Counted = Callable[[str, str], Parts | None]
"""What a passage counts in a unit."""


def of_whole(draft: Draft, said: Said, in_passage: Counted) -> Parts | None:
    """The whole that was counted before, with what sets these apart; None for other numbers."""
    around = draft.around
    if draft.unit in MEASURED or around.right_noun or around.change or _BASE.search(around.carried):
        return None
    clause = _clause(draft, said)
    rest = bool(clause and _REST.fullmatch(clause))
    if not clause or len(clause) > LONGEST or clause[0] in "那这":
        return None
    noun = _noun_of_whole(draft, clause, said) or (
        _last_noun(in_passage(said.before, draft.unit)) if rest else ""
    )
    return _with(noun, clause, draft, rest) if noun else None


def _with(noun: str, clause: str, draft: Draft, rest: bool) -> Parts:
    if rest:
        behind = tuple(w for w in draft.around.right if w.tag not in _BESIDE)
        clause = deed(behind, draft.around) or "剩余"
    kind = _HAVING.sub("", clause)
    return Parts(predicate="" if kind.endswith(noun) else kind, noun=noun, rule=WHOLE)


def _clause(draft: Draft, said: Said) -> str:
    """What stands before 的; a number in it belongs to it (不足60人的有13所)."""
    around = draft.around
    if around.left and (around.nominal or _REST.fullmatch(_plain(around.left))):
        return _plain(around.left)
    if not around.left and around.right and _REST.fullmatch(around.carried):
        return around.carried
    if around.left or not around.listed or not _OF_MARK.match(around.carried):
        return ""
    return _with_mark(draft, said)


_OF_MARK = re.compile("[以之]?[上下内]?(?:左右)?的")


def _with_mark(draft: Draft, said: Said) -> str:
    """The clause that holds the number before (在校生不足60人)."""
    mark = said.drafts[-1]
    start = mark.position
    while start and said.tokens[start - 1].tag not in _EDGES:
        start -= 1
    end = next(i for i in range(mark.position + 1, draft.position) if said.tokens[i].tag == "of")
    return _plain(said.tokens[start:end])


_EDGES = frozenset(("break", "open", "close"))


def _plain(words: Words) -> str:
    return text([w for w in words if w.tag not in _BESIDE])


def _noun_of_whole(draft: Draft, clause: str, said: Said) -> str:
    """The noun of the nearest count of such things; a rank or degree is one of staff."""
    counts = [d.parts for d in said.near() if d.unit == draft.unit and d.parts]
    nouns = [noun for parts in counts if (noun := _last_noun(parts)) and not _STATED.search(noun)]
    if _OF_STAFF.search(clause):
        return next((noun for noun in nouns if _STAFF.search(noun)), "")
    return next(iter(nouns), "")


def _last_noun(parts: Parts | None) -> str:
    """The noun of a count without what is said of it; blank for a deed."""
    if parts is None or (parts.action and not parts.predicate):
        return ""
    return core(parts.noun.rpartition("的")[2])
