"""A number of classes or of the pupils in them enters, its name leaves; None for other numbers.

编为9个班 and 设计规模36个班 say 班 alone; whose classes they are stands before.
"""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import clauses_before, noun_run, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.wording import core, counted, tidy
from plans.extraction.statements.quantity import Naming

RULE = "classes"
REACH = 3
"""Clauses back in which the grade stands that is divided into classes."""

_GRADE = re.compile("(?:[一二三四五六七八九]|起始)年级|[高初][一二三]|[大中小托]班(?!额)")
_SIZED = re.compile("(?:设计|办学|办园|建设|规划|核定|远期|近期)+规模$")
# 乡镇中心幼儿园规模一般不少于6个班
_SIZE_OF = re.compile("([^，的]{2,12})规模(?:一般|原则上)?$")
_DIVIDED = re.compile("[编分][为成]?$|编班")
_TAKEN_IN = re.compile("新增|新招|扩招|招收|招录|招生|招$")


def name_classes(draft: Draft, said: Said) -> Naming | None:
    """Classes of a grade or of a school that is planned, or the pupils of such classes."""
    if draft.unit == "个" and text(noun_run(draft.around.right[:1])) in ("班", "班级"):
        name = _classes(draft, said)
    else:
        name = _of_persons(draft, said) if draft.unit == "人" else ""
    return Naming(name, None, RULE) if name else None


def _of_persons(draft: Draft, said: Said) -> str:
    return (
        _of_ages(draft, said)
        or _size(draft, said)
        or _pupils(draft, said)
        or _reckoned(draft, said)
    )


_RECKONED = re.compile("(?:核[定拨算]|[拨计]付|下拨|补足|计算|测算|安排|补助|保障)")
_FUND = re.compile("(?:生均)?公用经费")


def _reckoned(draft: Draft, said: Said) -> str:
    """不足100人的教学点按100人核定公用经费: so many pupils are paid for, whoever is there."""
    around = draft.around
    if not around.carried.endswith("按") or not _RECKONED.match(text(around.right)):
        return ""
    spoken = text(around.right) + text(said.tokens[: draft.position]) + said.above[-NEARBY:]
    return "公用经费核定学生数" if _FUND.search(spoken) else ""


NEARBY = 80
"""Characters before the sentence in which the fund is named."""
_BOUND = re.compile("不(?:得|能|应|准|可)?[超多高大突]|控制在|以内")
_AGE = re.compile("[大中小托]班(?!额)")


def _of_ages(draft: Draft, said: Said) -> str:
    """小班、中班人数分别控制在25人、30人: classes by age, whose size is bound."""
    head, place = draft, 0
    for before in said.near():
        if not head.around.joined:
            break
        head, place = before, place + 1
    kinds = _AGE.findall(text(head.around.left))
    told = place < len(kinds) and _is_bound(head)
    return f"幼儿园{kinds[place]}班额" if told else ""


def _is_bound(draft: Draft) -> bool:
    beside = text([w for w in draft.around.left if w.tag != "noun"])
    return bool(_BOUND.search(beside + draft.around.carried))


def _size(draft: Draft, said: Said) -> str:
    """严格控制班额，起始年级小学不超过45人、初中不超过50人: the size was said before."""
    around = draft.around
    stage = text([w for w in around.left if w.tag == "noun"])
    if not _is_bound(draft) or not lexicon.STAGE.search(stage) or len(stage) > STAGES:
        return ""
    last = said.drafts[-1] if said.drafts else None
    if last is not None and last.naming.rule == RULE and around.listed:
        name = last.naming.indicator or ""
        grade = _GRADE.search(name)
        return (grade[0] if grade else "") + stage + "班额" if name.endswith("班额") else ""
    before = clauses_before(said.tokens, draft.position)[1:2]
    return stage + "班额" if before and text(before[0]).endswith("班额") else ""


STAGES = 8
"""Characters of a grade and a stage."""


def _classes(draft: Draft, said: Said) -> str:
    around = draft.around
    led = text(around.left)
    sized = _SIZED.search(led)
    if sized:
        return sized[0] + "班级数"
    if text(around.right[1:2]) == "设计":
        return "设计班级数"
    whose = _SIZE_OF.search(led)
    if whose:
        return tidy(whose[1]) + "班级规模"
    grade = _grade_of(draft, said)
    taken = _TAKEN_IN.search(led)
    return grade + (taken[0] if taken else "") + "班级数" if grade else ""


def _grade_of(draft: Draft, said: Said) -> str:
    """The grade in the clause, or before it where it is only divided into classes."""
    around = draft.around
    divided = _DIVIDED.search(text(around.left) + around.carried)
    for clause in clauses_before(said.tokens, draft.position)[: REACH if divided else 1]:
        found = _GRADE.findall(text(clause))
        if found:
            return str(found[-1])
    return ""


def _pupils(draft: Draft, said: Said) -> str:
    """七年级新招6个班301人: the pupils of the classes just counted."""
    last = said.drafts[-1] if said.drafts else None
    alone = text(draft.around.left) in ("班", "班级")
    if last is None or not alone or last.naming.rule != RULE:
        return ""
    grade, named = _grade_of(last, said), core(text(noun_run(draft.around.right)))
    if named:
        return grade + counted(named, draft.unit, False)
    sized = _SIZED.search(text(last.around.left))
    if sized:
        return sized[0] + "学生数"
    pupils = "新生数" if _TAKEN_IN.search(text(last.around.left)) else "学生数"
    return grade + pupils if grade else ""
