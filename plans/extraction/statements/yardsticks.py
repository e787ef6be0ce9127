"""The surroundings of a number enter; whether it is what a value is held against leaves."""

import re

from plans.extraction.statements.clauses import Context
from plans.extraction.statements.quantity import Quantity

_RULERS = (
    r"(?:国家|上级|部里?|教育部|[省市县][里上定厅]?|自治区|设置|评估|办学|验收"
    r"|示范[园校]|优质[园校]|标准|办法|规范)"
)
_RULING = r"(?:规定|要求|标准)"
_BOUND = r"(?:不(?:得|能)?[少低高多]于|不(?:得|能)?超过)?"
# 距省上要求的15%, 未达到国家提出的50%, 已超过设置标准规定的30%
_FALLS_SHORT = re.compile(
    rf"(?:[离距]|达到了?|超[过出]了?|[高低优少多]于|未达|达不到)[^，\d]{{0,6}}{_RULERS}(?:标准)?(?:所)?"
    rf"(?:提出|规定|要求)的?(?:[^，\d到]{{0,10}}[生师人]均)?[^，\d到]{{0,6}}$"
)
# 而国家的标准是一个班不超过45人, 省上规定的比例是10%
_THE_RULE_IS = re.compile(
    rf"^(?:而|但|可|不过)?{_RULERS}的?{_RULING}(?:的[^，\d]{{1,6}})?[是为][^，\d]{{0,10}}?{_BOUND}$"
)
# 交流教师占17.5%（要求不低于10%）, 0.87人（标准中小学均为0.9人）
_ASIDE = re.compile(
    rf"^(?:国家|省定|省级|部颁|最低|规定)?(?:标准|要求)(?:[^，\d]{{0,6}}[是为])?{_BOUND}$"
)
_OUTSIDE = re.compile(r"(?:标准|规定)$")
_ENDS_WITH_A_VALUE = re.compile(r"\d[%一-鿿]{0,4}[。？！]?$")
# 按规定应从收益中计提10%
_OUGHT_BY_RULE = re.compile(
    r"按照?(?:规定|要求|政策)应[^，\d]{0,16}(?:计提|提取|列支|安排|达到?|为|在)$"
)
_AND_MORE = r"(?:[、和或至到]\d[\d.:：]*[%一-鿿]{0,3})*"
# 均优于0.65和0.55的国家标准, 符合1:7至1:9的要求
_OF_THE_RULE = re.compile(
    rf"^{_AND_MORE}(?:以[上下内])?的(?:国家|部颁|省定?|省级|规定)?(?:{_RULING}(?!化)|[底红]线)"
)
_HELD_AGAINST = re.compile(
    r"(?:符合|[高低优少多]于|超[过出]了?|未达到?|达到了|[离距])(?:了)?[^，\d]{0,10}(?:\d[\d.:：]*[%一-鿿]{0,3}[、和至到])*$"
)
_OF_THE_INDEX = re.compile(r"^的(?:指标|标准|规定)")
# 完成率不到九成的县，不得参加评优; 单程要走40分钟以上的，一个也不撤
_UNDER = re.compile(r"(?:[低高少多]于|不到|不足|超过|未达到?|达不到)$")
_SUCH = re.compile(r"^(?P<bound>以[上下])?的[^，\d]{0,8}$")
_TREATED = re.compile(
    r"^(?:一律|均)?(?:不得|不予|不准|取消|暂停|予以|给予|必须|一个也不|一所也不|要淘汰|责令|[^，\d]{2,8}每[年月])"
)
_SUCH_TREATED = re.compile(
    r"^(?:以[上下])?的[^，\d]{1,8}(?:一律|不得|不予|取消|暂停|予以|必须|责令)"
)
# 小班、中班分别不超过25人、30人
_SIZES = re.compile(r"(?:[小中大托]班[、和]?)+(?:分别)?不(?:得)?超过(?:\d+人?[、和])*$")
# 作业时间，三至六年级平均不超过60分钟
_HOMEWORK = re.compile("作业")
_NO_LONGER = re.compile(r"不(?:得|能)?超过$|(?:控制|限制)在$")


def is_yardstick(quantity: Quantity, context: Context) -> bool:
    """Whether a rule's value stands beside the one reached, or a rule says whom it meets."""
    if quantity.unit == "百分点":
        return False
    if _FALLS_SHORT.search(context.lead) or _THE_RULE_IS.search(context.lead):
        return True
    return (
        _is_aside(context)
        or bool(_OUGHT_BY_RULE.search(context.lead))
        or _is_of_the_rule(quantity, context)
        or _is_condition(context)
        or _is_limit_of_many(quantity, context)
    )


def _is_aside(context: Context) -> bool:
    """88.9%（要求85%以上）: what is asked stands in brackets beside what is."""
    if context.outer:
        return bool(_OUTSIDE.search(context.outer))
    beside = context.earlier[0] if context.earlier else ""
    return bool(_ASIDE.match(context.lead) and _ENDS_WITH_A_VALUE.search(beside))


def _is_of_the_rule(quantity: Quantity, context: Context) -> bool:
    """优于0.65和0.55的国家标准, 超出优质校50%的指标."""
    if not _HELD_AGAINST.search(context.lead):
        return False
    index = quantity.unit == "%" and _OF_THE_INDEX.match(context.tail)
    return bool(index or _OF_THE_RULE.match(context.tail))


def _is_condition(context: Context) -> bool:
    """What befalls those above or below the value."""
    such = _SUCH.match(context.tail)
    bound = such and (such["bound"] or _UNDER.search(context.lead))
    if bound and _TREATED.match(context.later):
        return True
    return bool(_UNDER.search(context.lead) and _SUCH_TREATED.match(context.tail))


def _is_limit_of_many(quantity: Quantity, context: Context) -> bool:
    """Sizes of several kinds of classes, how long homework may take."""
    if quantity.unit == "人":
        return bool(_SIZES.search(context.lead))
    if quantity.unit not in ("分钟", "小时") or not _NO_LONGER.search(context.lead):
        return False
    return any(map(_HOMEWORK.search, (context.lead, *context.earlier[:3])))
