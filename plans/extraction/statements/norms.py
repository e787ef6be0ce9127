"""The surroundings of a number enter; whether a rule, a norm or a rate fixes it leaves."""

import re

from plans.extraction.statements.aims import is_aim
from plans.extraction.statements.asked import is_asked_of_everybody, is_of_one_event
from plans.extraction.statements.clauses import Context
from plans.extraction.statements.foretold import is_asked_by_then
from plans.extraction.statements.money import is_part_of_a_sum, is_share_to_spend
from plans.extraction.statements.quantity import Quantity
from plans.extraction.statements.rates import ALLOTTED
from plans.extraction.statements.yardsticks import is_yardstick

_NORM_BEFORE = re.compile(r"(?:按照?|以|依|执行|实行)[^，。]{0,30}$")
_NORM_AFTER = re.compile(
    r"^[^，]{0,10}?(?:标准|提取|计提|核定|拨付|(?:足额)?征收|安排|配备|配置|配齐|收取|补助|发放|列支|计算|测算|划拨|预留|比例|执行|核拨|缴纳|收费|设置|核编)"
)
_NORM_NEAR = re.compile(
    r"(?<!超过)标准(?:为|是|统一为|：)?(?:不低于|不少于|不高于|不超过)?[^，到至达一-鿿]{0,4}$|定额[^，到至达]{0,6}$"
)
_FORBIDDEN = re.compile(r"不得(?:少于|低于|超过|多于|高于|突破)$")
_NOT_ALLOWED = re.compile(r"(?:不许|不准|严禁|禁止)(?:少于|低于|超过|多于|高于|突破|超)$")
# 班额以50人为上限, 合格线设为70分, 总分870分
_LIMIT_BEFORE = re.compile(
    r"(?:[上下]限|[底红]线|达标线|合格线|及格线|控制线|考核线|分数线|警戒线|门槛|最低标准|(?<!自评)总分|满分|分值)"
    r"(?:[^，\d]{1,3}类)?(?:[定设]?[为在是]|：)?$"
)
_LIMIT_AFTER = re.compile(
    r"^(?:以[上下内])?(?:为|的)(?:最[低高])?(?:[上下]?限|[底红]线|门槛|限额)(?!制|定)"
)
# 评估标准规定规模不超过2000人; 按照规定，认可度须在85%以上
_PRESCRIBES = re.compile(
    r"(?:标准|办法|规范|政策|制度|细则|文件|国家|上级|[省市]里?)(?:明确|严格|统一)?(?:规定|要求)(?!得)[^，]{2,24}$"
    r"|按照?(?:国家|[省市县]|有关|相关|政策|文件|标准)?(?:的)?(?:规定|要求|标准)[^，]{2,20}$"
)
_PRESCRIBED = re.compile(
    r"(?:标准|办法|规范|政策|国家|上级)[^，]{0,4}规定|^(?:按照?|对照|根据)(?:国家|[省市县]|有关|相关|政策|文件)?(?:规定|要求|标准)$"
)
_MEMBERS = r"(?:\d[\d.]*[%一-鿿]{0,4}[、和或])*"
"""Numbers of the list that a number is the last of."""
_BOUND = re.compile(
    rf"(?:应|须|不[得少低超高多大小]于?过?|至少|最[多低高少]|需)(?:[^，]{{0,6}}|{_MEMBERS})$"
)
# 省上规定不超过45人
_RULED = re.compile(
    r"(?:国家|上级|部颁|[省市县][里上定]?)(?:规定|要求|标准)(?:是|为)?不(?:得)?(?:[少低高多]于|超过)$"
)
# 规模一般不少于6个班, 生均占地不低于13平方米
_USUALLY = re.compile(
    r"(?:一般|原则上)(?:应|要)?(?:不[少低]于|不超过|控制在|以)$|生均(?!图书|藏书)[^，]{0,14}不[少低]于$"
)
# 对晋升省级示范园的，一次性奖励10万元; 从教满30年的教师，…并奖励5000元
_FOR_WHOM = re.compile(r"^(?:凡|对)[^，]{3,40}$|^[^，]{4,40}的$|^[^，]*满[^，]{1,4}年的[^，]{2,6}$")
_GIVEN = re.compile(
    r"^并?(?:[省市县区]?(?:级)?财政)?(?:分别|一律|再)?(?:每[个所名人校镇乡])?(?:一次性)?(?:给予)?(?:奖励|补助|奖补|补贴)(?:[^，]{0,8}[和、])?$"
)
_GIVES = re.compile(r"^并?(?:[省市县区]?(?:级)?财政)?(?:分别|一律|再)?(?:一次性)?(?:给予|奖励)$")
_A_PRIZE = re.compile(r"^的?(?:一次性)?(?:资金)?(?:奖励|奖补|补助|补贴)")
# 标准从2000元调到2300元: the new one is a rate
_RATE_MOVED = re.compile(r"标准[^，]{0,14}[由从][^，]{2,14}[到至为]$")
_REGULATED = frozenset(
    ("元", "平方米", "比", "学时", "课时", "小时", "分钟", "节", "册", "天", "次")
)
"""Units of what rules prescribe; a share or a number of schools not to be missed is a goal."""
# 小学每班不超过45人, 班额：大班35人
_CLASS_SIZE = re.compile(
    r"(?<!平均)班额(?!降|压|由|从|达到|已|最[大小高低])|[小中大托]班(?:幼儿)?(?:人数|班额)|每班|每个(?:教学)?班"
)
# 满分为150分, 考官每组不少于5人, 面试占60%, 在年度考核中占6分
_EXAMINATION = re.compile(
    r"(?:(?:考试|面试|答题|笔试)时[间长]|满分|公示(?:时间|期)?|考官|评委|合格分数线)"
    r"(?:每组)?(?:为|不(?:得)?[少低]于|一般为|至少)?$"
)
_WEIGHED = re.compile(
    r"(?:[考测]核|[考测]评|评估|评价)[^，]{0,8}占$|赋分$|分值(?:为|不[低少]于)?$|扣(?:减|除)?[^，]{0,6}$"
)
_MARKS_MADE_OF = re.compile("满分|总成绩|总评|笔试|面试")
_PART_OF_MARKS = re.compile(r"(?:占|按)?(?:笔试|面试|试讲|[^，]{2,6}占)$")
_THERE = re.compile(r"(?:实际|目前|现)[^，\d]{0,6}$")
_LESS_OR_MORE = re.compile(r"低于|高于|优于|好于|超过|超出|未达|比|与")
_OUGHT = re.compile(
    r"(?:应|须|应当)(?:达到?|为|有|[需配]?[配备设]|不少于|不低于|不超过|控制在)(?:[^，]{0,6}[师员工生人])?$"
)
# 离国家要求的50%还有差距
_REQUIRED = re.compile(
    rf"(?:国家|省|上级|部颁|[省国市县区]定)(?:所)?(?:规定|要求|标准)的?{_MEMBERS}$"
)
# 规划3000户以上的，须按6个班以上的规模配建
_SIZED_BY = re.compile(r"(?:按照?|以)(?:不[少低]于)?$")
_OF_SIZE = re.compile(r"[^，\d]{0,3}的规模")
# 资金到位率低于60%的，不予批复
_CONDITION = re.compile(r"(?:低于|高于|超过|不足|少于|未达到?|达不到|满)$")
_WHOEVER = re.compile(r"的(?=，|$|一律|不得|不予|不能|取消)")
_BORNE = re.compile(r"(?:承担|负担|分担|配套|奖补|补助|补贴)$")
_NORM_RIGHT = re.compile(
    r"^(?:以上|以下|左右)?的?(?:补助|资助|收费|拨款|配备|配置|配建|建设|设置|规定|国家|省定|最低)?(?:标准(?!化)|[底红]线)"
    r"|^(?:[、和]\d[\d.]*[%一-鿿]{0,3})*的(?:规定|要求|控制线|比例(?!达|提|上))|^(?:以[内上下])?”的(?:规定|要求|标准)"
)
_FOR_EACH = re.compile(
    r"每(?:一)?(?:[个所名位][一-鿿]{0,4})?(?:校|班|学校|中小学|小学|初中|高中|班级|教学班|乡镇|县|幼儿园|园|教师|学生|生|人|中心校|教职工|年级|教学点)[^，]{0,16}$"
    r"|每[套间栋座][^，]{0,8}(?:不超过|不少于|不低于|控制在)$"
)
_EACH_HELPS = re.compile(
    r"每[名位个人][^，]{0,8}(?:帮扶|结对|联系|包保|帮助|家访|负责)[^，\d]{0,6}$"
)
_TIMETABLE = frozenset(("小时", "学时", "课时", "节", "分钟", "天", "篇", "户", "字"))
# 人均周课时达21节 was counted
_TAUGHT = re.compile(
    r"均[年月周日]课时[^，]{0,4}(?:达到?|为|是|有|仅|超过)$|(?:检查|统计|抽查)结果[^，]{0,8}$"
    r"|(?:上学[期年]|[去上]年|结果|实际)[^，每]{0,10}人均$"
)
_PERIODIC = re.compile(r"[年天周月期]$")

_LARGEST_CLASS = 70
_OTHERS = re.compile("教师|教职工|人员|校长|保育员|补充|招聘|选派|培训")
"""Who is counted here is no class."""
_SO_FEW = re.compile("不到$|不足$|仅|只有|超过$|高达|达到?$")
# 班额全部在45人以内 was reached
_ALL_WITHIN = re.compile(r"全部|均|都|已|平均")
# 现在大班每班有40人, 平均班额接近57人 were counted
_AS_IT_IS = re.compile(r"(?:现在|目前|如今|实际)[^，不控]{0,12}$|平均班额[^，不控压降]{0,4}$")
_AVERAGED = re.compile(r"^[^每]*均(?![^每]*(?:公用经费|标准|定额|补助|资助|拨款))[^每]*$")

_DIFFERS = re.compile(r"[比较][^，\d]{2,12}(?:标准|规定|要求)[^，\d]{0,2}[高低多少]出?了?$")
_WAGE = re.compile(r"^(?!.*每[人名位])(?=.*(?:工资|薪))")


def is_norm(quantity: Quantity, context: Context, per: str | None, *, looks_back: bool) -> bool:
    """A rate, quota or norm fixed by policy; ``looks_back`` where the section tells of the past."""
    if (not looks_back and is_aim(quantity, context)) or _is_difference(quantity, context):
        return False
    if is_asked_by_then(context) or is_of_one_event(quantity, context):
        return False
    return (
        _is_of_examination(quantity, context)
        or (quantity.unit == "元" and _is_rate_for_each(context, per, looks_back))
        or _is_prescribed(quantity, context, per, looks_back)
        or _is_limit(quantity, context, looks_back)
        or is_yardstick(quantity, context)
        or _is_called_norm(context)
        or _is_rule(quantity, context, looks_back)
        or _is_allotment(quantity, context, per)
        or (not looks_back and is_asked_of_everybody(quantity, context))
    )


def _is_difference(quantity: Quantity, context: Context) -> bool:
    """How far a value is from a norm is none: 高于国家标准6个百分点, 比省定标准多17人."""
    return quantity.unit == "百分点" or bool(_DIFFERS.search(context.lead))


def _is_called_norm(context: Context) -> bool:
    """按800元的标准核拨, 标准为60分."""
    lead, tail = context.lead, context.tail
    if _NORM_NEAR.search(lead) or _NORM_RIGHT.match(tail):
        return True
    return bool(_NORM_BEFORE.search(lead) and _NORM_AFTER.match(tail))


def _is_allotment(quantity: Quantity, context: Context, per: str | None) -> bool:
    """师生比1:19配备, 每天1小时, 每校配备2名: what each is to have."""
    if quantity.unit == "比" and _is_quota(context):
        return True
    if _TAUGHT.search(context.lead):
        return False
    asked = quantity.unit not in ("篇", "户", "字") or _BOUND.search(context.lead)
    if quantity.unit in _TIMETABLE and per and asked and _PERIODIC.search(per):
        return True
    if quantity.unit in ("人", "户", "所") and _EACH_HELPS.search(context.lead):
        return True
    each = _FOR_EACH.search(context.lead)
    return bool(
        each and re.search(r"配|不少于|不低于|不超过|控制在|至少", each[0])
    ) and not re.search(r"[建办]", context.lead[-6:])


def _is_of_examination(quantity: Quantity, context: Context) -> bool:
    """How an examination, an appointment or an appraisal is held."""
    if quantity.unit == "分" and _WEIGHED.search(context.lead):
        return True
    if quantity.unit != "%":
        return bool(_EXAMINATION.search(context.lead))
    made_of = any(_MARKS_MADE_OF.search(text) for text in (context.lead, *context.earlier[:2]))
    return made_of and bool(_PART_OF_MARKS.search(context.lead))


def _is_limit(quantity: Quantity, context: Context, looks_back: bool) -> bool:
    """What is set as a bound, or what a rule that is named says."""
    lead = context.lead
    if _NOT_ALLOWED.search(lead) or _LIMIT_BEFORE.search(lead) or _LIMIT_AFTER.match(context.tail):
        return True
    if quantity.unit == "元" and "万" not in context.text and _RATE_MOVED.search(lead):
        return True
    if _USUALLY.search(lead):
        return True
    given = _GIVEN.match(lead) or (_GIVES.match(lead) and _A_PRIZE.match(context.tail))
    if quantity.unit == "元" and given and not looks_back:
        return any(_FOR_WHOM.match(text) for text in context.earlier[:2])
    ruled = _PRESCRIBES.search(lead) or any(map(_PRESCRIBED.search, context.earlier))
    return bool(ruled and _BOUND.search(lead))


def _is_prescribed(quantity: Quantity, context: Context, per: str | None, looks_back: bool) -> bool:
    """What must not be missed of regulated things, class sizes, staff by the size of a school."""
    sized = quantity.unit == "人" and quantity.value <= _LARGEST_CLASS
    if _FORBIDDEN.search(context.lead) and (per or sized or quantity.unit in _REGULATED):
        return True
    if quantity.unit != "人":
        return False
    if ALLOTTED.search(context.lead):
        return True
    if looks_back and _ALL_WITHIN.search(context.lead):
        return False
    above = () if _OTHERS.search(context.lead) else context.earlier[:2]
    said = (context.lead, *above)
    if _AS_IT_IS.search(context.lead):
        return False
    if looks_back and _SO_FEW.search(context.lead):
        return False
    return sized and any(_CLASS_SIZE.search(text) for text in said)


def _is_rate_for_each(context: Context, per: str | None, looks_back: bool) -> bool:
    """每生每年1000元; a report's 生均公用经费860元, with nothing for each, was spent."""
    said = any(re.search("[每/／]", text) for text in (context.lead, context.tail[:6]))
    if looks_back and is_wage(context):
        return False
    fixed = bool(per) and per != "年" and not _is_average(context)
    return fixed and (said or not looks_back)


def is_wage(context: Context) -> bool:
    """What is earned, without a word of each: a report has counted it."""
    return bool(_WAGE.match(context.lead))


def _is_average(context: Context) -> bool:
    """人均支出1260元 was counted; 人均1500元/年 is a rate."""
    return bool(_AVERAGED.search(context.lead)) and context.tail[:1] not in ("/", "／", "每")


def _is_rule(quantity: Quantity, context: Context, looks_back: bool) -> bool:
    """What ought to be, what others require, on what condition, who bears which part."""
    if looks_back and _OUGHT.search(context.lead):
        return True
    if _REQUIRED.search(context.lead) or _RULED.search(context.lead):
        return True
    if _SIZED_BY.search(context.lead) and _OF_SIZE.match(context.tail):
        return True
    if _CONDITION.search(context.lead) and _WHOEVER.match(context.tail):
        return True
    if quantity.unit != "%":
        return False
    if _is_set_aside(context):
        return True
    if looks_back:
        return False
    spent = _BORNE.search(context.lead) or is_part_of_a_sum(context)
    return bool(spent) or is_share_to_spend(context)


def _is_set_aside(context: Context) -> bool:
    """按工资总额的1.5%预算培训经费, 从公用经费中列支5%用于培训: by which rule money is given."""
    by_share = _BY_SHARE.search(context.lead) and _SETS_ASIDE.match(context.tail)
    return bool(by_share) or bool(_OUT_OF.search(context.lead) and _FOR.match(context.tail))


_BY_SHARE = re.compile(r"按照?[^，\d]{2,24}的$")
_SETS_ASIDE = re.compile("(?:足额)?(?:预算|列支|拨付|提取|计提|安排|划拨|核拨)")
_OUT_OF = re.compile(r"从[^，\d]{2,16}(?:经费|收益|收入|附加)中(?:列支|提取|计提|安排|拿出)$")
_FOR = re.compile("用于|作为")


def _is_quota(context: Context) -> bool:
    """A ratio that staff or equipment is allotted by; the word may follow the last of a list."""
    if _THERE.search(context.lead):
        return False
    later = "" if _LESS_OR_MORE.match(context.later) else context.later
    around = (context.lead, context.tail, later, *context.earlier)
    return any(re.search(r"标准(?!化)|[配核][备齐置定](?!率)", text) for text in around)
