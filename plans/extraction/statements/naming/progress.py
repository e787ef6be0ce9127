"""A number that only says how far works have come enters, with what they are it leaves.

主体完工3个 after 校舍维修项目11个 counts such projects, as does 其余2个正在招标.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.deeds import deed
from plans.extraction.statements.naming.parts import Parts
from plans.extraction.statements.naming.phrases import text
from plans.extraction.statements.naming.said import Draft, Said

RULE = "state of the works"
_UNITS = frozenset("个所栋座幢处项")
_STATE = re.compile(
    "(?:主体)?(?:工程)?(?:已|尚?未|正在|在)?(?:全面)?(?:竣工|完工|开工|在建|封顶|交付|投用|投入使用|验收|"
    "施工|停工|启用|装修|招标)"
)
_DONE = re.compile(f"{_STATE.pattern}$")
_WORKS = re.compile(
    f"{lexicon.BUILT.pattern}|(?:学校|教学点|厕所|教室|宿舍|厨房|水窖|围墙|点|室|站|场|房|问题|隐患|任务)$"
)
_REST = frozenset(("其余", "剩余", "余下", "剩下", "其他", "还有"))


def is_state(draft: Draft) -> bool:
    """Whether nothing but a state of works stands before the number, and no noun behind it."""
    said = _said(draft)
    fits = _STATE.fullmatch(said) or (said in _REST and draft.around.right)
    return bool(fits) and draft.unit in _UNITS and not draft.around.right_noun


def _said(draft: Draft) -> str:
    beside = ("adverb", "time", "region", "preposition")
    return text([w for w in draft.around.left if w.tag not in beside or w.text in _NOT])


_NOT = frozenset(("未", "尚未"))


def in_state(
    draft: Draft, said: Said, in_passage: Callable[[str, str], Parts | None]
) -> Parts | None:
    """The works counted before in the sentence, or by the sentence before, in that state."""
    before = (d.parts for d in said.near() if d.unit == draft.unit and d.parts)
    whole = next((p for p in before if _works(p)), None) or in_passage(said.before, draft.unit)
    state = _said(draft)
    if state in _REST:
        last = said.last_parts()
        if last is None or last.rule not in (RULE, "noun of the list"):
            return None
        behind = [w for w in draft.around.right if w.tag not in ("time", "adverb")]
        state = deed(tuple(behind), draft.around)
    works = _works(whole) if whole else ""
    if whole is None or not state or not works:
        return None
    return replace(whole, subject="", verb=state, predicate="", noun=works, rule=RULE)


def _works(parts: Parts) -> str:
    """The works that parts tell of, without their state; blank for other things."""
    works = _DONE.sub("", parts.noun.strip("“”"))
    return works if _WORKS.search(works) else ""
