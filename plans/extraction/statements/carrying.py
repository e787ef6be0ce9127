"""A number and the rate of the one before it enter; the rate that is carried on leaves."""

import re

from plans.extraction.statements.clauses import Context
from plans.extraction.statements.quantity import Quantity

_LARGEST_GRANT = 20_000
"""Yuan; what one person is granted besides."""
# 每生免除保教费600元，补助伙食费380元
_GRANTED_TOO = re.compile(
    r"^(?:并|另|同时|再)?(?:补助|补贴|免除|减免|发放|给予|享受)[^，\d共总]{1,8}$"
    r"|^[^，\d共总]{1,14}再(?:增加|补助|补贴|发放|奖励|资助)$"
)
# 每学期听课不少于30节，每周下校不少于2天
_ALSO_EVERY = re.compile(r"^每(?P<when>周|月|学期|天)[^，\d每师生员]{1,8}不(?:得)?[少低]于$")
# 每百名学生拥有0.6人，年底要达到0.8人; 全市为11.4台
_SAME_MEASURE = re.compile(
    r"^(?:而)?(?:到?(?:年底|年末|期末|[今明去上]年|(?:19|20)\d\d年)(?:底|末)?|全[国省市县州区](?:平均)?)?"
    r"(?:要|力争|应|需|将)?(?:再)?(?:达到?|提高到|提升到|增加到|平均)?(?:为|是)?$"
)


def is_granted_too(quantity: Quantity, context: Context, per: str | None) -> bool:
    """Whether another sum is granted to the same people."""
    small = quantity.unit == "元" and quantity.value <= _LARGEST_GRANT and "万" not in context.text
    personal = bool(per) and str(per).startswith("人")
    return small and personal and bool(_GRANTED_TOO.match(context.lead))


def carried_rate(
    quantity: Quantity, context: Context, last: tuple[Quantity, str | None]
) -> str | None:
    """The rate of ``last`` where the number is asked of the same, or is its value elsewhere."""
    before, per = last
    if not per:
        return None
    also = _ALSO_EVERY.match(context.lead)
    if also and per.startswith("人·"):
        return f"人·{also['when']}"
    if is_granted_too(quantity, context, per):
        return per
    same = quantity.unit == before.unit and quantity.unit != "元"
    return per if same and context.lead and _SAME_MEASURE.match(context.lead) else None
