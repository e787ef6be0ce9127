"""A number that only a place or a norm stands before enters; the name said last leaves.

缺口860人，其中新河县缺310人; 平均班额66人，省上规定不超过45人: nothing is named anew.
"""

import re
from collections.abc import Sequence

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import text
from plans.extraction.statements.naming.places import are_places, tell_norm
from plans.extraction.statements.naming.said import NEAR, Draft
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS
from plans.extraction.statements.quantity import Naming

RULE = "named before"
_BESIDE = frozenset(("adverb", "time", "verb", "aspect", "preposition", "compare"))
_STATES = ("有", "缺", "为", "是", "达", "达到", "完成", "占", "只有", "欠", "相邻")
_ASKS = ("要求", "规定", "设置")
_LIGHT = frozenset((*_STATES, *_ASKS))
"""Verbs that say nothing of what is counted."""
_DEEDS = ("verb", "action")
_AVERAGED = re.compile("均|每")


def name_again(draft: Draft, before: Sequence[Draft]) -> Naming | None:
    """The name of the nearest number before in the same unit; None where this one has its own."""
    around = draft.around
    own = around.right_noun or around.of_right or around.change or around.each
    if own or draft.naming.scope:
        return None
    said = text([w for w in around.left if w.tag not in _BESIDE])
    if not said and around.joined and before and before[-1].naming.rule == RULE:
        return before[-1].naming
    norm = tell_norm(said) and draft.unit not in MONEY_UNITS
    last = next((d for d in reversed(before[-NEAR:]) if d.unit == draft.unit), None)
    name = last.settle().indicator if last else None
    if name and _AVERAGED.search(name) and lexicon.STAGE.fullmatch(said):
        own = lexicon.ONE_STAGE.sub(said, name.removesuffix("标准"), count=1)
        return Naming(own, None, RULE)
    if not name or name.endswith("标准") or not (norm or are_places(said)):
        return None
    if not all(_goes_with(w.text, name) for w in around.left if w.tag in _DEEDS):
        return None
    if norm and draft.unit not in RATE_UNITS:
        name = name.replace("平均", "") + "标准"
    return Naming(name, None, RULE)


def _goes_with(verb: str, name: str) -> bool:
    """Whether a verb tells nothing that the name does not."""
    return verb in _LIGHT or verb in name
