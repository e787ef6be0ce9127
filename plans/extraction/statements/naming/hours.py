"""A length of training enters, its name with whose training it is leaves.

参加岗前培训，培训时间不少于120学时 says before the number only that it is training.
"""

import re

from plans.extraction.statements.naming import lexicon, topics
from plans.extraction.statements.naming.phrases import Words, clauses_before, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.topics import noun_runs
from plans.extraction.statements.naming.wording import core, counted
from plans.extraction.statements.quantity import Naming

_UNITS = frozenset(("学时", "课时", "小时", "天", "周", "月", "个月"))
_DEED = re.compile(
    "(?:学年|年度|暑期|每年)?(?P<who>[^，]{0,8}?(?:教师|校长|园长|人员|保育员|教职工|学员))?"
    "(?P<deed>培训|研修|实习|实训|见习|军训|集训|学习|轮训|训练|实践|劳动)"
    "(?P<how>时间|时长|学时|课时|天数|总量|总数)?"
)
_TRAINED = re.compile(
    "(?P<who>[^对将把]{2,10}?)(?:全员|普遍|全部|集中|再)?(?:进行)?(?P<deed>轮训|培训|研修)[一1](?:遍|次|轮)$"
)
_AMOUNTING = re.compile("计|共计|合计|折合|折算")
CLAUSES = 5
"""Clauses back in which the training is named in full."""
_BESIDE = frozenset(("adverb", "time", "each", "region", "aside"))


def name_hours(draft: Draft, said: Said) -> Naming | None:
    """The training that was named in a clause before; None for other lengths."""
    if draft.unit not in _UNITS:
        return None
    trained = _of_trained(draft) if draft.around.of_right else ""
    if trained or draft.around.right_noun:
        return Naming(trained, None, "hours") if trained else None
    led = text([w for w in draft.around.left if w.tag not in _BESIDE or w.text == "人均"])
    deed = _DEED.fullmatch(led)
    name = _of_deed(deed, draft, said) if deed else _of_clause(led, draft, said)
    return Naming(name, None, "hours") if name else None


_TAKEN = re.compile("(?P<who>[^，]{2,16}?)(?:[须应需]|必须|都要|要|均)*(?:参加|接受|完成)")
_TRAINING = re.compile("[^，的]{0,8}(?:培训|研修|学习|轮训|进修)")


def _of_trained(draft: Draft) -> str:
    """新任园长须接受不少于60学时的任职培训: who takes part, and in what."""
    taken = _TAKEN.fullmatch(text([w for w in draft.around.left if w.tag not in _BESIDE]))
    training = text(draft.around.right)
    told = taken and _TRAINING.fullmatch(training)
    return counted(taken["who"] + training, draft.unit, False) if taken and told else ""


def _of_deed(deed: re.Match[str], draft: Draft, said: Said) -> str:
    """培训时间 of the training said before, or of those who are told of."""
    how = deed["how"] if deed["how"] in _LENGTHS and draft.unit not in _TAUGHT else ""
    whose = deed["who"] or ""
    for clause in () if whose else clauses_before(said.tokens, draft.position)[1:CLAUSES]:
        full = _in_full(clause, deed["deed"])
        if full:
            return counted(full + (how or ""), draft.unit, False)
    if not whose and deed["how"] and draft.unit in _TAUGHT:
        group = topics.group(said.tokens)
        whose = group if lexicon.FITTING["人"].search(group) else ""
    return counted(whose + deed["deed"] + (how or ""), draft.unit, False) if whose else ""


def _of_clause(led: str, draft: Draft, said: Said) -> str:
    """教师轮训一遍，每人360学时; 集中研修6天，计48学时."""
    last = said.drafts[-1] if said.drafts else None
    if last is not None and last.unit in ("天", "日") and _AMOUNTING.fullmatch(led):
        return counted(said.last_name().removesuffix("天数"), draft.unit, False)
    if led or draft.unit not in _TAUGHT:
        return ""
    before = clauses_before(said.tokens, draft.position)[1:2]
    trained = (
        _TRAINED.search(text([w for w in before[0] if w.tag not in _BESIDE])) if before else None
    )
    return counted(trained["who"] + trained["deed"], draft.unit, False) if trained else ""


_LENGTHS = frozenset(("时间", "时长", "天数"))
_TAUGHT = frozenset(("学时", "课时"))
"""Units that name what they measure better than 时间 does."""


def _in_full(clause: Words, deed: str) -> str:
    """Who is trained and how; blank where the clause says no more than the deed."""
    whose = ""
    for run in noun_runs(clause):
        name = core(text(run)).removesuffix("班")
        if name.endswith(deed):
            return whose + name if whose + name != deed else ""
        whose = _persons(run) or whose
    return ""


def _persons(run: Words) -> str:
    """The phrase up to its last word for persons (保育员上岗前)."""
    ends = [i for i, w in enumerate(run) if lexicon.FITTING["人"].search(w.text)]
    return core(text(run[: ends[-1] + 1])) if ends else ""
