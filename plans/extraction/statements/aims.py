"""The surroundings of a number enter; whether a plan will bring a size or a rate there leaves."""

import re

from plans.extraction.statements.clauses import Context
from plans.extraction.statements.quantity import Quantity

# 班额压缩到48人以内, 生机比达到12:1, 津贴由每月150元提高到260元: what a plan will change
_SIZE_FALLS = re.compile(
    r"班额[^，]{0,16}(?<!严格)(?:控制在|压缩(?:到|至|在)|降(?:低)?(?:到|至)|减少?(?:到|至)|回落(?:到|至))$"
)
_RATIO_REACHED = re.compile(
    r"(?<!标准)(?:达到?|提高到|提升到|优化到|降(?:低)?(?:到|至)|升至|改善到)$"
)
_PAY_RISES = re.compile(
    r"[由从][^，]{2,16}(?:提高|提升|增加|上调|上涨|调高|涨|升)(?:到|至|为)(?:每[^，]{1,6})?$"
)
# 在每月350元的基础上提高50元; for whoever meets a condition it is a rule
_RAISED_BY = re.compile(
    r"(?<!再)(?:提高|上调|提标|上涨)(?:了|约|至少)?$|基础上[^，]{0,4}(?:增加|加)$|至少加$"
)
_ON_CONDITION = re.compile(r"的(?:[^，]{1,6})?$")
_COST_KEPT = re.compile(r"单价[^，\d]{0,4}控制在[^，\d]{0,6}$")


def is_aim(quantity: Quantity, context: Context) -> bool:
    """Whether a size, a ratio or a pay is to be brought to this value."""
    if quantity.unit == "人":
        return bool(_SIZE_FALLS.search(context.lead))
    if quantity.unit == "比":
        return bool(_RATIO_REACHED.search(context.lead))
    if quantity.unit != "元":
        return False
    if _RAISED_BY.search(context.lead):
        return not any(map(_ON_CONDITION.search, context.earlier[:1]))
    return bool(_PAY_RISES.search(context.lead) or _COST_KEPT.search(context.lead))
