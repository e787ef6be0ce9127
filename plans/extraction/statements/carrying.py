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
    r"^(?:而)?(?:[要将须]?(?:在|到)?[^，。、]{2,12}[后内时前](?:可|要|将|就|都)*|到?(?:年底|年末|期末|[今明去上]年|(?:19|20)\d\d年)(?:底|末)?|全[国省市县州区](?:平均)?)?"
    r"(?:要|力争|应|需|将)?(?:再)?(?:达到?|提高到|提升到|增加到|[配增]到|平均)?(?:为|是)?$"
    r"|^(?:而)?去年(?:只有|仅有?)$|^(?:尚|还|仍)?未达到?$"
    r"|^(?:国家|省定?|[市县部]定)?(?:标准|要求)(?:[中小学初]{1,4})?均?(?:为|是)?$"
)
# 与邻县相比（4.8人）
_BESIDE = re.compile(r"[与同和][^，]{2,14}相?比$")
# 每学期不少于16节，上学期人均13节
_ON_AVERAGE = re.compile(r"^[^，\d]{0,10}人均$")
# 教师补助每月200元，从明年起提到300元，最远的由500元提到800元
_PAID_NOW = re.compile(
    r"^(?:从[^，]{1,10}起|(?:20\d\d|[今明])年(?:起|再)?)?(?:提|涨|调|增|提高|增加|上调|上浮)[到至为]$"
    r"|^最[^，\d]{1,12}(?:[由从](?:[\d.]{1,7}元(?:提|涨|调|增|提高|增加|上调)到)?|达到?|为|是)$"
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
    if quantity.unit != before.unit:
        return None
    lead = context.lead
    if quantity.unit == "元":
        paid = per.startswith("人·") and quantity.value <= _LARGEST_GRANT
        return per if paid and _PAID_NOW.match(lead) else None
    again = _SAME_MEASURE.match(lead) if lead else _BESIDE.search(context.outer)
    average = per.startswith("人·") and _ON_AVERAGE.match(lead)
    return per if again or average else None
