"""A clause enters; the project or programme that it carries out leaves."""

import re
from collections.abc import Sequence

from plans.extraction.statements.naming.phrases import Words, clauses_before, text
from plans.extraction.statements.naming.tokens import Token
from plans.extraction.statements.naming.wording import tidy


def undertaking(tokens: Sequence[Token], position: int) -> str:
    """The project or programme that a clause before carries out (实施安居工程57个，…)."""
    found = map(carried_out, clauses_before(tokens, position)[1:UNDERTAKING_CLAUSES])
    return next(filter(None, found), "")


def carried_out(clause: Words) -> str:
    """The project or programme that a clause carries out, where no more of it is told."""
    start = next((i for i, w in enumerate(clause) if w.tag not in _CARRYING_OUT), len(clause))
    words = clause[start:]
    edge = next((i for i, w in enumerate(words) if w.tag not in _WITHIN), len(words))
    ends = [i for i in range(edge) if CARRIED_OUT.search(words[i].text)]
    is_one = any(w.text == "是" for w in words[:edge])
    name = tidy(text(words[: ends[-1] + 1])) if ends and not is_one else ""
    ended = ends and (ends[-1] + 1 == edge or words[ends[-1] + 1].tag == "verb")
    fits = LONGEST_KIND < len(name) <= LONGEST_UNDERTAKING and not _PAPER.search(name)
    return name if ended and fits else ""


UNDERTAKING_CLAUSES = 7
LONGEST_KIND = 3
LONGEST_UNDERTAKING = 28
_CARRYING_OUT = frozenset(("time", "region", "adverb", "aside", "aspect", "verb"))
_WITHIN = frozenset(("noun", "action", "and", "of", "verb"))
CARRIED_OUT = re.compile("(?:工程|项目|行动|计划|平台)$")
_PAPER = re.compile("(?:招生|教学|工作|年度|招聘)计划$")
"""A plan on paper, for which no money is spent."""
