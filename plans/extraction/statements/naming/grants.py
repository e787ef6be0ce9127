"""A sum that each of some gets enters; its name leaves: who gets it and what kind it is."""

import re

from plans.extraction.statements.naming import lexicon, sums
from plans.extraction.statements.naming.phrases import Phrase, Words, clauses_before, text
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.shares import owner
from plans.extraction.statements.naming.wording import MONEY_UNITS, core, tidy
from plans.extraction.statements.quantity import Naming

LONGEST = 18
"""Characters of a receiver; a longer phrase is a sentence."""
LONGEST_LISTED = 10

_GRANT = "(?:补助|补贴|奖励|资助|救助|奖补|减免|津贴)"
_GIVEN = re.compile(
    "^(?:标准)?(?:给予|发放|予以|实行|享受|增加|进行|落实)?(?:一次性)?"
    f"(?P<kind>[^，。；、的]{{0,4}}?{_GRANT})"
)
_GIVES = re.compile(f"{_GRANT}$")
_TO = frozenset(("对", "对于", "给", "为", "向"))
_BY = frozenset(("按", "按照", "以"))
_PERSONS = re.compile("(?:教师|校长|班主任|学生|幼儿|儿童|教职工|保育员)$")


def granted(around: Phrase, position: int, said: Said) -> Naming | None:
    """对走读学生按每生每年800元给予补助: to whom, and what is given."""
    given = _GIVEN.match(text(around.right))
    gives = _GIVES.search(text(around.left))
    kind = given["kind"] if given else gives[0] if gives else ""
    whom = _whom(around, position, said) if kind else ""
    if not 2 <= len(whom) <= LONGEST:
        return None
    return Naming(tidy(whom + kind) + ("标准" if around.each else ""), None, "granted")


def _whom(around: Phrase, position: int, said: Said) -> str:
    """Who stands behind 对 in the clause of the sum, else in one before that opens with it."""
    marks = [i for i, w in enumerate(around.left) if w.text in _TO]
    if marks:
        words = around.left[marks[-1] + 1 :]
        end = next((i for i, w in enumerate(words) if w.text in _BY), len(words))
        whom, by = _plain(words[:end]), _plain(words[end + 1 :])
        return whom + (by if by not in whom else "")
    for clause in clauses_before(said.tokens, position)[1:2]:
        if clause[0].text in _TO and not any(w.tag == "quantity" for w in clause):
            return _plain(clause[1:])
    return ""


def _plain(words: Words) -> str:
    ends = [i for i, w in enumerate(words) if _GIVES.search(w.text) or w.text == "一次性"]
    words = words[: ends[0]] if ends else words
    whom = core(text([w for w in words if w.tag not in ("region", "each")]))
    return "" if lexicon.MONEY_HEADS.search(whom) else whom


def same_rate(around: Phrase, position: int, said: Said) -> Naming | None:
    """村小教师每人每月500元、镇区学校300元: the rate before, of somebody else."""
    last = said.drafts[-1] if said.drafts else None
    who = core(text(around.left))
    beside = around.listed or around.next_clause
    if last is None or last.unit not in MONEY_UNITS or around.each or not beside:
        return None
    rate, other = last.naming.indicator or "", sums.recipient(last.around)
    plain = takes(who) and len(who) <= LONGEST_LISTED and not lexicon.MONEY_HEADS.search(who)
    if not plain or not last.around.each or not other or not rate.startswith(other):
        return None
    person = _PERSONS.search(other)
    if person and not lexicon.FITTING["人"].search(who):
        who += person[0]
    if len(who) <= sums.LONGEST_KIND:
        who = owner(last.around.left) + who
    return Naming(who + rate.removeprefix(other), None, "rate of another")


def of_counted(said: Said) -> str:
    """资助孤儿12名，按每生…: what those get who were counted right before."""
    last = said.last_parts()
    return last.noun + last.verb if last and _GIVES.fullmatch(last.verb) else ""


def takes(who: str) -> bool:
    """Whether somebody gets the money; a programme (营养餐) names the rate itself."""
    kinds = (lexicon.GROUPS, lexicon.FITTING["人"], lexicon.FITTING["所"])
    sorts = lexicon.STAGE.match(who) or _SORTS.search(who)
    return bool(sorts) or any(kind.search(who) for kind in kinds)


_SORTS = re.compile("[国省市县区][内外]$")
