"""The surroundings of a number enter; whether a plan's figure is told leaves, whoever tells it."""

import re

from plans.extraction.statements.clauses import Context
from plans.extraction.statements.works import is_estimated_cost

_AIM_AFTER = re.compile(
    r"^(?:以上|以下|左右)?的?(?:奋斗|工作|既定|规划|年度|预期|预定)?(?:目标|指标|任务)"
)
# 年度计划（6.2亿元）, 完成市下达任务1100人的112%, 离年初定的200人还差一点
_BUDGETED = re.compile(
    r"(?:全年|年初|年度|原|下达的?)(?:计划|预算|目标|任务)(?:数|总额)?[是为]?$|(?:年初|原先?|当初)[预确商]?定的$"
    r"|^(?:但|而)?(?:既定)?规划目标[是为]?$|^(?:本学[期年]|今年|本年)计划$|应(?:提|计提|配套)$"
    r"|规划总?投资$|(?:共|总共|约)需(?:要)?(?:资金|经费|投入|投资)?约?$"
)
# 任务分解如下：城关区1.2万个
_DEALT_OUT = re.compile(
    r"(?:任务|计划|学位|指标|名额)[^，]{0,4}(?:分解|分配|安排|下达)[^，]{0,4}(?:如下|为)$"
)
# 完成全部920栋校舍的鉴定, 剩下的9辆必须停运
_DEALT_WITH = re.compile(r"完成对?(?:全部|所有|现有|剩余|余下)$")
_REMAINDER = re.compile(r"^(?:剩下|余下|其余)的?$")
_MUST = re.compile(r"[^，]{0,6}(?:必须|务必|要|须|限期|年内|力争)")


def is_told_plan(context: Context) -> bool:
    """Figures of a plan, whoever tells them."""
    lead = context.lead or context.outer
    if any(map(_DEALT_OUT.search, context.earlier[:2])):
        return True
    if _AIM_AFTER.match(context.tail) or _BUDGETED.search(lead):
        return True
    return is_estimated_cost(context)


def is_left_to_do(context: Context) -> bool:
    """All that are to be dealt with, and the rest that must be."""
    rest = _REMAINDER.match(context.lead) and _MUST.match(context.tail)
    return bool(rest or _DEALT_WITH.search(context.lead))
