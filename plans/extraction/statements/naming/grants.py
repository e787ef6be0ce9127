"""A sum that each of some gets enters; its name leaves: who gets it and what kind it is."""

import re

from plans.extraction.statements.naming import lexicon, sums
from plans.extraction.statements.naming.phrases import (
    Phrase,
    Words,
    clauses_before,
    noun_run,
    noun_tail,
    text,
)
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
    f"(?P<kind>[^，。；、的]{{0,4}}?{_GRANT})(?P<what>[^，。；、的（）]{{2,6}}(?:费|款|金))?"
)
_FEE = re.compile("(?P<deed>免除|减免|免收|补助|补贴)(?P<what>[^，。；]{2,8}(?:费|款|金))")
RULE = "granted"
_GIVES = re.compile(f"{_GRANT}$")
_TO = frozenset(("对", "对于", "给", "为", "向"))
_BY = frozenset(("按", "按照", "以"))
_PERSONS = re.compile("(?:教师|校长|班主任|学生|幼儿|儿童|教职工|保育员)$")


def granted(around: Phrase, position: int, said: Said) -> Naming | None:
    """对走读学生按每生每年800元给予补助: to whom, and what is given."""
    kind = _kind(around, position, said)
    whom = _whom(around, position, said) if kind else ""
    if not 2 <= len(whom) <= LONGEST:
        return None
    again = around.next_clause and said.drafts[-1].naming.rule == RULE
    rate = around.each or (again and said.drafts[-1].around.each)
    name = kind if kind.startswith(whom) else whom + kind
    return Naming(tidy(name) + ("标准" if rate else ""), None, RULE)


def _kind(around: Phrase, position: int, said: Said) -> str:
    """What is given: said behind the sum or its list, else before it (免除保教费)."""
    listed = around.right and around.right[0].tag == "and"
    given = _GIVEN.match(text(_behind_list(position, said) if listed else around.right))
    if given:
        return (given["what"] or "") + given["kind"]
    left = text([w for w in around.left if w.tag != "each"])
    gives, fee = _GIVES.search(left), _FEE.fullmatch(left)
    if fee:
        return fee["what"] + fee["deed"].replace("免收", "免除")
    return (text(noun_tail(around.left)) or gives[0]) if gives else ""


def _behind_list(position: int, said: Said) -> Words:
    """What stands behind the last number of the clause."""
    words = said.tokens[position + 1 : position + LIST_REACH]
    end = next((i for i, w in enumerate(words) if w.tag == "break"), len(words))
    last = max((i + 1 for i in range(end) if words[i].tag == "quantity"), default=0)
    return tuple(words[last:end])


LIST_REACH = 40


def _whom(around: Phrase, position: int, said: Said) -> str:
    """Who stands behind 对 in the clause of the sum, else in one before that opens with it."""
    marks = [i for i, w in enumerate(around.left) if w.text in _TO]
    if marks:
        words = around.left[marks[-1] + 1 :]
        end = next((i for i, w in enumerate(words) if w.text in _BY), len(words))
        whom, by = _plain(words[:end]), _plain(words[end + 1 :])
        if _LEVELS.fullmatch(by):
            return by + whom
        return whom + (by if by not in whom else "")
    for clause in clauses_before(said.tokens, position)[1:3]:
        counts = any(w.tag == "quantity" for w in clause)
        if clause[0].text in _TO and not counts:
            return _plain(clause[1:])
        if not counts or said.drafts[-1].naming.rule != RULE:
            break
    return ""


def to_receivers(around: Phrase, position: int, said: Said) -> Naming | None:
    """对残疾学生免除学费，每生450元; 给新生发放路费，省内院校500元: whom and what come first."""
    own = core(text([w for w in around.left if w.tag not in _BESIDE]))
    fits = takes(own) and len(own) <= LONGEST_LISTED if own else around.each
    clause = _told_of(position, said) if fits else ()
    place = next((i for i, w in enumerate(clause) if w.text in _HANDS_OUT), 0)
    by = next((i for i, w in enumerate(clause[:place]) if w.text in _BY), place)
    whom, what = _plain(clause[1:by]), core(text(noun_run(clause[place + 1 :])))
    if not 2 <= len(whom) <= LONGEST_WHOM or not lexicon.MONEY_HEADS.search(what):
        return None
    deed = clause[place].text
    given = "免" + what if deed in _FREES else what + (deed if _GIVES.fullmatch(deed) else "")
    return Naming(tidy(own) + whom + given.removesuffix("标准") + "标准", None, "receivers")


def _unnumbered(clause: Words) -> Words:
    """The clause without the number of its item."""
    return clause[1:] if len(clause) > 1 and clause[0].tag == "aside" else clause


def _told_of(position: int, said: Said) -> Words:
    """The clause before that opens with 对 or 给, with the next one if that tells what is given."""
    plain = [
        _unnumbered(clause)
        for clause in clauses_before(said.tokens, position)[1:4]
        if not any(w.tag == "quantity" for w in clause)
    ]
    opens = next((i for i, clause in enumerate(plain[:2]) if clause[0].text in _TO), None)
    return tuple(w for clause in plain[opens::-1] for w in clause) if opens is not None else ()


LONGEST_WHOM = 12
_LEVELS = re.compile("小学|初中|高中|普高|中职|幼儿园|学前")
_ENDS = frozenset(("一次性", "发放", "给予"))
_BESIDE = frozenset(("each", "adverb", "time", "region", "verb"))
_FREES = frozenset(("免除", "减免", "免收", "免", "免交", "免缴"))
_HANDS_OUT = _FREES | {"发放", "给予", "发", "补助", "补贴", "资助", "落实"}


def _plain(words: Words) -> str:
    ends = [i for i, w in enumerate(words) if _GIVES.search(w.text) or w.text in _ENDS]
    words = words[: ends[0]] if ends else words
    whom = core(text([w for w in words if w.tag not in ("region", "each") and w.text != "分别"]))
    return "" if lexicon.MONEY_HEADS.search(whom) else _EXAMPLES.sub("", _TOWNS.sub("", whom))


_EXAMPLES = re.compile("^.+等(?=[^级次].{3,})")
"""孤儿、残疾幼儿等困难幼儿: what is named of those who get it is left out."""
_TOWNS = re.compile("^(?:[^、]{2,4}[镇乡]、)+[^、镇乡]{2,4}[镇乡](?=...)")


def same_rate(around: Phrase, position: int, said: Said) -> Naming | None:
    """村小教师每人每月500元、镇区学校300元: the rate before, of somebody else."""
    last = said.drafts[-1] if said.drafts else None
    who = core(text(around.left))
    beside = around.listed or around.next_clause
    if last is None or last.unit not in MONEY_UNITS or around.each or not beside:
        return None
    rate, other = last.naming.indicator or "", sums.recipient(last.around)
    if last.around.each and takes(who) and _ADDED.search(around.carried):
        return Naming(who + rate, None, "added to a rate")
    plain = takes(who) and len(who) <= LONGEST_LISTED and not lexicon.MONEY_HEADS.search(who)
    if not plain or not last.around.each or not other or not rate.startswith(other):
        return None
    person = _PERSONS.search(other)
    if person and not lexicon.FITTING["人"].search(who):
        who += person[0]
    if len(who) <= sums.LONGEST_KIND:
        who = owner(last.around.left) + who
    return Naming(who + rate.removeprefix(other), None, "rate of another")


_ADDED = re.compile("[另再]加|[另再]增|上浮")


def of_counted(said: Said) -> str:
    """资助孤儿12名，按每生…: what those get who were counted right before."""
    last = said.last_parts()
    return last.noun + last.verb if last and _GIVES.fullmatch(last.verb) else ""


def takes(who: str) -> bool:
    """Whether somebody gets the money; a programme (营养餐) names the rate itself."""
    kinds = (lexicon.GROUPS, lexicon.FITTING["人"], lexicon.FITTING["所"])
    sorts = lexicon.STAGE.match(who) or _SORTS.search(who)
    return bool(sorts) or any(kind.search(who) for kind in kinds)


_SORTS = re.compile("(?:[国省市县区][内外]|[山牧]区|地区)$")
