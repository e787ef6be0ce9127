"""The surroundings of a number enter; whether it is asked of everybody, year after year, leaves."""

import re

from plans.extraction.statements.clauses import Context
from plans.extraction.statements.quantity import Quantity

_AT_LEAST = r"不(?:得|能)?[少低]于"
_AT_MOST = r"不(?:得|能)?(?:超过?|高于|大于|突破)"
# 岗前培训时间不少于100学时; 人均不少于60学时 is what a plan will reach
_HOURS_ASKED = re.compile(
    rf"(?:^|[^均，])(?:培训|研修|学习|进修|留样|值班|活动)[^，每均]{{0,8}}{_AT_LEAST}$"
)
_HOURS = frozenset(("学时", "课时", "小时", "分钟"))
# 食材留样每份120克
_KEPT_ASIDE = re.compile(r"留样[^，]{0,12}$")
_READ = re.compile(rf"阅读(?:总?量)?[^，\d]{{0,4}}{_AT_LEAST}$")
# 每晚值班教师不少于2人, 每个社团辅导学生不少于18人; 每年, 每学期 tell how often
_OF_EACH = re.compile(rf"每(?!半?[年月周天日学]|[十百千万名])[^，每]{{1,10}}{_AT_LEAST}$")
# 每园规模宜在5至9个班, 每所学校安排支教教师1名
_EACH_SIZED = re.compile(
    r"每[园校班所][^，\d]{0,4}(?:宜|原则上|一般)[^，\d]{0,2}$"
    r"|每(?:所|个)?(?:学校|校|教学点|村小)安排[^，\d]{0,8}$"
)
_ONE_HAS_SEVERAL = re.compile(
    r"一[名位个](?:教师|老师|干部|党员|校长)[^，\d]{0,4}(?:包|带|联系)[^，\d]{0,2}$"
)
_KEPT_WITHIN = re.compile(
    rf"(?:利润率?|盈亏率?|择校生?|损耗率?|差错率|招待费|预收费|食宿费|住宿费|管理费)[^，\d]{{0,6}}{_AT_MOST}$"
)
_WEIGHS = re.compile(
    r"(?:考[核评]|绩效|评[价估])(?:总分|成绩|得分)?中[^，\d]{0,4}占$"
    r"|占[^，\d]{0,10}(?:绩效|考[核评]|总分|总成绩|总评)[^，\d]{0,6}的$"
)
_ALLOWED = re.compile(
    r"允许[^，\d]{0,4}不超过$|允许[^，\d]{0,10}拿出$|(?:比例|名额|岗位|优秀)[^，\d]{0,4}可(?:适当)?(?:提高|放宽|增加)(?:[到至])?$"
)
_ADDED_TO_A_RATE = re.compile(r"上浮(?:不超过)?$")
_FINED = re.compile(r"(?:核减|扣减|扣除|扣罚)[^，\d]{0,10}$")
_WHOEVER = re.compile(r"^(?:凡|对|如|若)|的$")
_AIDED = re.compile(r"(?:资助|受助)面(?:约|占|为)[^，\d]{0,10}$")
# 上岗前须参加不少于120学时的培训
_MUST_ATTEND = re.compile(rf"(?:须|应)(?:当|参加|接受|完成)+[^，\d]{{0,4}}{_AT_LEAST}$")
_TRAINING = re.compile(r"^的[^，\d]{0,12}(?:培训|学习|研修|进修|教育)")
# 暑假组织全员培训，每人不少于40学时: one event, not a rule
_EVENT = re.compile(
    r"(?:[暑寒][期假]|开学前|[本新]学[期年]|\d月份?|今年)[^，]{0,8}(?:组织|举办|开展|安排|集中)[^，]*(?:培训|研修|集训)"
)
_LASTS_FOR_EACH = re.compile(
    rf"^(?:原则上|一般)?(?:人均|每[人名位个][^，\d]{{0,3}})(?:校本)?(?:研修|培训)?{_AT_LEAST}$"
)
_INSPECTED = re.compile(
    rf"抽[查检测](?:[^，\d]{{0,4}}比例|[^，\d]{{0,2}}数)[^，\d]{{0,4}}{_AT_LEAST}$"
)
# 食堂人员与就餐学生之比不低于1:90
_STAFFED = re.compile(
    r"(?:人员|[师工员])[与和][^，\d]{2,8}之比(?:应|须)[^，\d]{0,3}(?:[\d:：∶.]+[到至])?$"
    rf"|(?:人员|[师工员])[与和][^，\d]{{2,8}}之比{_AT_LEAST}$"
)


def is_asked_of_everybody(quantity: Quantity, context: Context) -> bool:
    """What holds for whoever comes: hours to be trained, a canteen's profit, weights of marks."""
    lead = context.lead
    if quantity.unit == "%":
        return _is_share_fixed(context)
    if quantity.unit == "比":
        return bool(_STAFFED.search(lead))
    if quantity.unit in _HOURS and _HOURS_ASKED.search(lead):
        return True
    if _MUST_ATTEND.search(lead) and _TRAINING.match(context.tail):
        return quantity.unit in _HOURS
    if quantity.unit == "克" and _KEPT_ASIDE.search(lead):
        return True
    if quantity.unit == "元":
        return bool(_KEPT_WITHIN.search(lead))
    each = _OF_EACH.search(lead) or _EACH_SIZED.search(lead) or _ONE_HAS_SEVERAL.search(lead)
    return bool(each) or (quantity.unit == "字" and bool(_READ.search(lead)))


def is_of_one_event(quantity: Quantity, context: Context) -> bool:
    """How long a training that is planned once takes."""
    lasts = quantity.unit in _HOURS and _LASTS_FOR_EACH.match(context.lead)
    return bool(lasts) and any(map(_EVENT.search, context.earlier[:2]))


def _is_share_fixed(context: Context) -> bool:
    lead = context.lead
    fined = _FINED.search(lead) and any(map(_WHOEVER.search, context.earlier[:2]))
    return bool(
        fined
        or _KEPT_WITHIN.search(lead)
        or _WEIGHS.search(lead)
        or _ALLOWED.search(lead)
        or _ADDED_TO_A_RATE.search(lead)
        or _AIDED.search(lead)
        or _INSPECTED.search(lead)
    )
