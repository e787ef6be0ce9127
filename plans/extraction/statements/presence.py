"""The surroundings of a number enter; whether a plan counts what is there or foreseen leaves."""

import re

from plans.extraction.statements.clauses import Context

# 据测算，一年级新生约5200人; 经测算，总投资约1.4亿元 is what shall be spent
_ESTIMATED = re.compile(
    r"^(?:据|经|根据)[^，\d]{0,8}(?:测算|摸底|统计|预测|排查|调查|推算)(?:显示|表明)?(?:$|(?=\d{4}年|[今明]年))|^(?:初步)?摸底[约有共]?$"
)
_PLANNED = re.compile(r"招生|招聘|投资|资金|经费|计划|安排|拟|力争|培训")
# 选派的16名支教教师, 排查出的8所无证园
_MARKED_OUT = re.compile(
    r"(?<!拟)(?<!划)(?:排查出|查出|(?<!年底)(?<!年内)建成|选派|派驻|确定|认定|命名|下达)的$|^(?:前述|上述)$"
)
_KEPT_IN_USE = re.compile(r"(?:[用管]好|依托|发挥好)[^，\d]{0,3}$")
_ALL_HERE = re.compile(r"^(?:以)?全[国省市州县区乡镇校园]$")
_ABOUT_THEM = re.compile(
    r"[^，\d]{2,14}(?:率|均|都|全部|实[现行施]|开展|为重点|为主|(?<!责任主)[主战]场)"
)
# 校车126辆逐车体检; 接送车辆12台，9月前全部签订责任书
_EACH_IN_TURN = re.compile(r"^逐[一个辆车校所人户栋]")
_EACH_OF_THEM = re.compile(r"^[^，\d]{1,6}逐[个辆车校所户栋园班]")
_OF_THEM = re.compile(r"^对?(?:全[国省市州县区乡镇校园])?(?:现有)?的?$")
# 食堂每天有近300名学生就餐
_DAILY = re.compile(r"^(?!.*(?:[要须应]|保证|确保))[^，]*每[天日晚]都?有(?:将?近|约)?$")
_CHILDREN = re.compile("学生|幼儿|孩子|儿童|师生|家长")
_ALL_NEXT = re.compile(r"^[^，\d]{0,3}(?:\d{1,2}月[^，\d]{0,4})?(?:全部|逐一|一律)(?![建达完竣])")
_NOUN_ONLY = re.compile(r"^[^，\d]{2,8}$")
_ACTS = re.compile(
    r"[建改购置增招聘培派投补配办完成实施开设添撤并评选组推引落]|安排|更新|达到|资助|发放|创"
)

# 目前还差26间, 应配的人数差了9人, 还剩4所没有移交
_LACKS = re.compile(
    r"(?:还|尚|仍|目前|现在)(?:相)?差着?(?:将近|近|约)?$|(?<!相)差了(?:将近|近|约)?$|还剩(?:下|余)?$"
)
# 大班额尚余13个，年底前消除; 尚余2所，务必移交 is to be dealt with
_REMAIN = re.compile("(?:[尚仍还]余|[尚仍]剩(?:下|余)?)$")
_MUST = re.compile("务必|必须|须")
# 在现有三个的基础上再建三个
_TO_BUILD_ON = re.compile(r"(?:现有|原有)的?$")
_BUILT_ON = re.compile(r"[^，]{0,16}基础上")
# 将学生仅有14人的教学点并入相距3公里的中心小学
_ONLY = re.compile(r"(?:仅有|只有|仅剩|只剩)$")
_WHICH = re.compile(r"的(?!目标|任务|要求|标准)")
_APART = re.compile(r"相[距隔](?:约|近|不到)?$")
_WILL_RETIRE = re.compile(r"[^，\d]{0,6}(?:到龄|陆续|将)?退休")
# 未持证的教师26名，由各园签订承诺书; 尚未整改的8处隐患
_NOT_YET = re.compile(r"^(?:对)?[尚仍]?未[^，\d]{1,8}的(?:[^，\d]{2,8})?$")
# 以县实验小学等4所示范校为龙头
_LED_BY = re.compile(r"^(?:以|依托)[^，\d]{0,20}$")
_LEADER = re.compile(r"[^，]{1,20}为(?:龙头|核心|依托|主战场|载体|骨干|纽带)")
# 合作企业23家，本学年再签几家; 在校生2900人，三年里要办到4000人
_STOCK = re.compile(
    r"^[^，\d]{0,6}(?:在校(?:学)?生|在园幼儿|教职工|专任教师|合作企业|教学班)(?:共|有|共有)?$"
)
_SHALL_GROW = re.compile(
    r"^[^，\d]{0,6}(?:再[签建招聘增补添]|要?(?:办到|扩大到|发展到|增加到|扩到))"
)
# 总值2870万元，大大高于设置标准: what is compared was measured
_COMPARED = re.compile(
    r"^(?:均|都|也|还|仍|已经?|大大|远远?|略|明显)*(?:高于|低于|超过了?|优于|好于|达不到|未达到?|不及)"
    r"[^，\d]{0,8}(?:标准|规定|要求|平均|水平)|^(?:[离距]|距离)[^，]{2,24}(?:[还尚]差|差距|相差|有距离)"
)
_PROMISES = re.compile(r"[达到至升争保将要应须拟]|目标|计划|提高|控制|不[低少]于|不超过")


def is_there(context: Context) -> bool:
    """Whether what is counted exists, or will come without anybody's promise."""
    lead, tail = context.lead, context.tail
    if _is_estimated(context) or _MARKED_OUT.search(lead) or _KEPT_IN_USE.search(lead):
        return True
    if _ALL_HERE.match(lead) and _ABOUT_THEM.match(tail):
        return True
    if is_stock(context) or _is_of_a_thing(context):
        return True
    if _DAILY.match(lead) and _CHILDREN.match(tail):
        return True
    if _OF_THEM.match(lead) and _EACH_OF_THEM.match(tail):
        return True
    named = _NOUN_ONLY.match(lead) and not _ACTS.search(lead)
    in_turn = _EACH_IN_TURN.match(tail) or (not tail and _ALL_NEXT.match(context.later))
    return bool(named and in_turn)


def is_stock(context: Context) -> bool:
    """What is counted now, or still wanting, beside what shall become of it."""
    lead = context.lead
    if _REMAIN.search(lead):
        return not _MUST.match(context.later)
    if _LACKS.search(lead) or _NOT_YET.match(lead):
        return True
    if _STOCK.match(lead) and _SHALL_GROW.match(context.later):
        return True
    return bool(_COMPARED.match(context.later)) and not _PROMISES.search(lead + context.tail)


def _is_of_a_thing(context: Context) -> bool:
    """The size or distance of what something is done with, or the number of those who do it."""
    lead, tail = context.lead, context.tail
    return bool(
        (_TO_BUILD_ON.search(lead) and _BUILT_ON.match(tail))
        or (_ONLY.search(lead) and _WHICH.match(tail))
        or _APART.search(lead)
        or (lead.endswith("有") and _WILL_RETIRE.match(tail))
        or (_LED_BY.match(lead) and _LEADER.match(tail))
    )


def _is_estimated(context: Context) -> bool:
    for text in (context.lead, *context.earlier[:2]):
        if _ESTIMATED.search(text):
            return True
        if _PLANNED.search(text):
            return False
    return False
