"""The surroundings of a number enter; whether it is money that changes hands leaves."""

import re

from plans.extraction.schema import Category
from plans.extraction.statements.clauses import Context
from plans.extraction.statements.quantity import Quantity

_EARNED = re.compile(
    r"(?:(?<!培训)(?<!到账)(?<!服务)(?<!事业)(?<!工资)收入|产值|生产总值|GDP|工资水平|[月年]薪|起薪|消费|设备值|固定资产(?!投)|总值|(?:[月年人]|平)均收入)(?:总额)?[^，]{0,8}$"
)
_PURSE = re.compile(
    r"经费|资金|工资总额|收入|附加|支出|预算|土地出让|财政|拨款|补助|学费|收费|事业费|培训费|专款|费用|投入|基金"
)
_SPENDING = re.compile(
    r"安排|用于|提取|计提|列支|拨付|划拨|预留|拿出|设立|列入|统筹|补助|奖补|奖励|配套|分担|承担|核拨|投入(?!的?比)|征收|收取|核定"
)
_SPENT_SHARE = re.compile(
    r"(?:经费|资金|收入|附加|土地出让[金收益]*|拨款|学费)[^，占]{0,10}用于[^，占]{0,12}$"
)
# 不低于公用经费的5%, 按工资总额2.5%: a part of a sum of money
_OF_A_SUM = re.compile(r"(?:经费|资金|收入|附加费?|总额|支出|拨款|学费|工资)(?:总额|预算)?的?$")
# 公用经费中，用于教师培训的比例不低于8%
_USED_FOR = re.compile(
    r"用于[^，]{2,12}(?:的?(?:比例|部分|份额))?(?:不[低少高]于|不超过|不得[^，]{2})"
    r"(?:[^，]{2,8}(?:经费|资金|总额|收入)的)?$"
)
# 债务余额2.7亿元，两校就占了四成
_SHARE_ALONE = re.compile(r"^[^，\d]{0,12}占了?(?:约|近)?$")
_AFTER_A_SUM = re.compile(r"[\d.](?:万元|亿元|元|万|亿)$")
# 培训经费中，食宿费不得超过50%
_KIND_OF_COST = re.compile(r"^[^，\d]{1,8}费用?不(?:得)?(?:超过|高于|[低少]于)$")
_OF_THE_FUND = re.compile(r"(?:经费|资金|专款)中$")
_FROM_A_SOURCE = re.compile(r"(?:争取|筹措|安排)[^，\d]{0,10}(?:资金|经费)不[少低]于$")
_SHARE_OF_STATISTICS = re.compile(r"占|比例|比重|增长|提高|下降|到位|执行率|覆盖")

_SHARE_OF_SPENDING = re.compile(r"占[^，]{0,14}(?:支出|经费)(?:总额)?的?(?:比例|比重)$")
_WHEN_ONLY = re.compile(
    r"^(?:[去今上明]年|(?:19|20)\d\d年|到?[^，]{0,6}期?末)?(?:底|末)?(?:为|达到?|是|不[低少]于)$"
)


def categorise(quantity: Quantity, context: Context) -> Category:
    """Funding: money that changes hands, or a share of money that is to be spent."""
    if quantity.unit == "元":
        return "indicator" if _is_worth(context) else "funding"
    if quantity.unit == "%" and (_is_of_spending(context) or is_share_to_spend(context)):
        return "funding"
    shared = quantity.unit == "比" and _SHARED_OUT.match(context.tail)
    return "funding" if shared and is_share_to_spend(context) else "indicator"


# 财政按7:3的比例分担
_SHARED_OUT = re.compile(r"的?(?:比例)?(?:落实|安排|足额)*(?:分[担摊]|承担|负担|配套)")
# 生均设备值2600元，但距示范校3000元的要求还有差距; 我校现为2380元
_WORTH = re.compile(r"(?:设备值|固定资产|总值|起薪|月薪)[^，]{0,12}$")
_HELD_BESIDE = re.compile(
    r"^[^，\d]{0,4}(?:现为|现在?是|现有)$|^生均$"
    r"|^(?:但|而|还|仍|已|大大|远远?)*(?:距|离|高于|低于|超过)[^，费金补]{0,18}$"
)
# 设备值小学1200元、初中【1900元】; 由1000元增加到【1500元】
_WORTH_IN_A_ROW = re.compile(r"(?:设备|资产)(?:总)?值[^，投购]{0,16}\d[^，投购]{0,30}$")


def _is_worth(context: Context) -> bool:
    """What is earned or what things are worth; a second value stands beside the first."""
    if _EARNED.search(context.lead) or _WORTH_IN_A_ROW.search(context.lead):
        return True
    beside = _HELD_BESIDE.match(context.lead)
    return bool(beside) and any(map(_WORTH.search, context.earlier[:2]))


# 教育支出占公共财政支出的17.8%, 培训费占公用经费的6%
_OF_PUBLIC_SPENDING = re.compile(
    r"占[^，]{0,14}(?:财政支出|预算支出|财政预算|生产总值|GDP|支出|(?:公用|教育)经费(?:预算)?|经费总额|采购总?额)"
    r"(?:总额)?的?(?:(?:比例|比重)[^，]{0,10}|不[低少]于|达到?|为)?$"
)

# 培训费占公用经费的6.8%，高于5%的规定
_HELD_AGAINST = re.compile(
    r"^(?:已|均|略|也)?(?:高于|低于|超过了?|符合|达到了?|未达到?)(?:不(?:得)?[少低]于)?$"
)
_LAST_SHARE = re.compile(r"\d[\d.]*%$")


def _is_of_spending(context: Context) -> bool:
    """Whether a share is of public spending; the share may stand before its years."""
    if _OF_PUBLIC_SPENDING.search(context.lead) or _FROM_A_SOURCE.search(context.lead):
        return True
    if _HELD_AGAINST.match(context.lead) and context.earlier:
        return bool(_OF_PUBLIC_SPENDING.search(_LAST_SHARE.sub("", context.earlier[0])))
    before = next((t for t in context.earlier[:2] if not re.search(r"\d%", t)), "")
    return bool(_WHEN_ONLY.match(context.lead) and _SHARE_OF_SPENDING.search(before))


def is_share_to_spend(context: Context) -> bool:
    """Whether a share is of money that is given, set aside or charged."""
    if _SPENT_SHARE.search(context.lead) or is_part_of_a_sum(context):
        return True
    if _is_part_said_alone(context):
        return True
    purse = any(_PURSE.search(text) for text in (context.lead, *context.earlier[:2]))
    if _USED_FOR.search(context.lead) and purse:
        return True
    clause = context.lead[-30:] + context.tail[:24]
    if not _SPENDING.search(clause) or _SHARE_OF_STATISTICS.search(context.lead[-16:]):
        return False
    return bool(_PURSE.search(clause)) or purse


def _is_part_said_alone(context: Context) -> bool:
    """A share of the sum just named, or what a kind of cost may take of a fund."""
    if _SHARE_ALONE.match(context.lead):
        return bool(context.earlier) and bool(_AFTER_A_SUM.search(context.earlier[0]))
    of_fund = any(_OF_THE_FUND.search(text) for text in context.earlier[:2])
    return of_fund and bool(_KIND_OF_COST.match(context.lead))


def is_part_of_a_sum(context: Context) -> bool:
    """Whether a share is named of money that is set aside: 培训支出不低于公用经费的5%."""
    return bool(_OF_A_SUM.search(context.lead)) and not _SHARE_OF_STATISTICS.search(context.lead)
