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
    r"|(?:年|学期|学年)初(?:提出|[预确商]?定下?)的?(?:目标)?[是为]?$|应(?:承担|配套|到位|拨付)(?:资金|经费)$"
)
# 下达我县招生任务1350人, 核定名额40人: handed down, not yet done
_HANDED_DOWN = re.compile(
    r"(?:下达|核定|核准|分配)[^，\d]{0,14}(?:任务|计划|指标|名额)(?:数)?(?:共|[是为])?$"
)
# 距提出的年末88%的要求: what is asked by then is no rule
_ASKED_BY_THEN = re.compile(
    r"(?:提出|定下|下达|确定)的?(?:到)?(?:年[底末]|全年|今年|本年度?|[今明本]?学[年期]末?)[^，\d]{0,6}$"
)
# 全年安排项目5个，计划总投资3260万元
_ARRANGED = re.compile(r"(?:全年|今年|年内|本年度)[^，\d]{0,4}安排[^，\d]{0,8}$")
_INVESTED = re.compile(r"计划(?:总?投资|投入)")
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
    if _AIM_AFTER.match(context.tail) or _BUDGETED.search(lead) or _HANDED_DOWN.search(lead):
        return True
    if _ARRANGED.search(lead) and _INVESTED.match(context.later):
        return True
    return is_asked_by_then(context) or is_estimated_cost(context)


def is_asked_by_then(context: Context) -> bool:
    """Whether somebody asked for it by the end of the year."""
    return bool(_ASKED_BY_THEN.search(context.lead))


def is_left_to_do(context: Context) -> bool:
    """All that are to be dealt with, and the rest that must be."""
    rest = _REMAINDER.match(context.lead) and _MUST.match(context.tail)
    return bool(rest or _DEALT_WITH.search(context.lead))
