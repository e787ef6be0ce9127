"""The surroundings of a number enter; whether it is somebody else's value leaves."""

import re

from plans.extraction.schema import Level
from plans.extraction.statements.clauses import Context

_WIDE = (
    r"全国|全省|全市|全区|全州|全县|全镇|国家|世界|国际|发达国家|中西部|东部|西部|兄弟[一-鿿]{1,4}"
    r"|周边[一-鿿]{1,4}|(?<!我)[一-鿿]{1,4}?[省市县区州]"
)
_AVERAGE = re.compile(
    rf"(?P<whose>{_WIDE})[^，高低多少]{{0,14}}?(?:平均(?:水平|值|数)?|水平|均值)(?:为|是|达到|达|的|仅|只有|只|才|有|约|（)*$"
)
_AVERAGE_AFTER = re.compile(
    r"^的?(?P<whose>全国|全省|全市|国家|世界)(?:的)?(?:平均)?(?:水平|均值|平均)"
)
_THEIR_LEVEL = re.compile(r"(?P<whose>全国|全省|全市|国家|[一-鿿]{2,3}省|[一-鿿]{2,3}市)$")
_LEVEL_OF = re.compile(r"^的(?:平均)?水平")
# 全省该项指标为【8964元】
_ALL_OF = re.compile(
    r"^(?:而|但)?(?P<whose>全国|全省|全市|全州)(?![一-鿿]{0,20}[获评奖赛])[^，]{0,14}?(?:为|是|达到?|平均)$"
)
_OWN_LEVEL = {
    "全国": "national",
    "国家": "national",
    "全省": "province",
    "全市": "prefecture",
    "全州": "prefecture",
    "全县": "county",
    "全镇": "township",
}
# a place as subject of its own clause: 相邻的宁川市已达94%, 潢川县只有二成五
_NEIGHBOUR = re.compile(
    r"^(?:而|但|其中)?(?:相邻|邻近|周边|毗邻|同类|兄弟)?的?(?P<whose>(?![本我全各该])[^\W\d国家和与及省市县]{2,3}[省市县区州])(?![级直属政委教和与及、])[^，]{0,24}$"
)
_BRACKETED_NEIGHBOUR = re.compile(
    r"(?P<whose>(?![本我全各该])[^\W\d国家和与及省市县]{2,3}[省市县区州])$"
)
_SIDE_BY_SIDE = re.compile(
    r"[比较于当]我[省市县区州镇校]|(?:高出|低于|领先|落后于?)我|相邻|邻近|周边|毗邻|兄弟|平均"
    r"|(?:^|[，；。])(?:而|但)?我[省市县区州](?:仅|只|才|则|为|是)"
)
_COMPARING = re.compile(r"相当于|相比|[比与和同较][^，]{2,8}[省市县区州]")


def is_elsewhere(context: Context, level: Level, home: str) -> bool:
    """Whether the value is that of another place or of the whole that the own place is part of.

    ``level`` and ``home`` are the document's own; ``home`` ends with its own place's name.
    """
    lead = context.lead or context.outer
    match = _AVERAGE.search(lead) or _AVERAGE_AFTER.match(context.tail)
    if not match and _LEVEL_OF.match(context.tail):
        match = _THEIR_LEVEL.search(lead)
    match = match or _ALL_OF.match(lead)
    if match:
        return not _is_own(match["whose"], level, home)
    return _is_neighbour(context, lead, home)


def _is_own(whose: str, level: Level, home: str) -> bool:
    return _OWN_LEVEL.get(whose) == level or bool(home and home.endswith(whose))


def _is_neighbour(context: Context, lead: str, home: str) -> bool:
    """Another place's value needs a sign that two places are held side by side."""
    around = "，".join((*reversed(context.earlier), context.lead, context.tail, context.later))
    subject = _NEIGHBOUR.match(context.lead)
    if not context.lead:
        subject = _BRACKETED_NEIGHBOUR.search(lead)
        if subject and not _COMPARING.search(lead):
            return False
    if not subject or (home and subject["whose"] in home):
        return False
    return bool(_SIDE_BY_SIDE.search(around) or _COMPARING.search(lead))
