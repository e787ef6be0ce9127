"""A length of training enters, its name with whose training it is leaves.

参加岗前培训，培训时间不少于120学时 says before the number only that it is training.
"""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Words, clauses_before, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.topics import noun_runs
from plans.extraction.statements.naming.wording import core, counted
from plans.extraction.statements.quantity import Naming

_UNITS = frozenset(("学时", "课时", "小时", "天", "周", "月", "个月"))
_DEED = re.compile(
    "(?P<deed>培训|研修|实习|实训|见习|军训|集训|学习|轮训|训练|实践|劳动)(?P<how>时间|时长|学时|课时|天数)?"
)
CLAUSES = 3
"""Clauses back in which the training is named in full."""


def name_hours(draft: Draft, said: Said) -> Naming | None:
    """The training that was named in a clause before; None for other lengths."""
    led = text([w for w in draft.around.left if w.tag not in ("adverb", "time")])
    deed = _DEED.fullmatch(led) if draft.unit in _UNITS else None
    if deed is None or draft.around.right_noun:
        return None
    for clause in clauses_before(said.tokens, draft.position)[1:CLAUSES]:
        full = _in_full(clause, deed["deed"])
        if full:
            how = (deed["how"] or "") if draft.unit not in _TAUGHT else ""
            return Naming(counted(full + how, draft.unit, False), None, "hours")
    return None


_TAUGHT = frozenset(("学时", "课时"))
"""Units that name what they measure better than 时间 does."""


def _in_full(clause: Words, deed: str) -> str:
    """Who is trained and how; blank where the clause says no more than the deed."""
    whose = ""
    for run in noun_runs(clause):
        name = core(text(run))
        if name.endswith(deed):
            return whose + name if whose + name != deed else ""
        whose = _persons(run) or whose
    return ""


def _persons(run: Words) -> str:
    """The phrase up to its last word for persons (保育员上岗前)."""
    ends = [i for i, w in enumerate(run) if lexicon.FITTING["人"].search(w.text)]
    return core(text(run[: ends[-1] + 1])) if ends else ""
