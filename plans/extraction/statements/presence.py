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
_ALL_NEXT = re.compile(r"^[^，\d]{0,3}(?:\d{1,2}月[^，\d]{0,4})?(?:全部|逐一|一律)(?![建达完竣])")
_NOUN_ONLY = re.compile(r"^[^，\d]{2,8}$")
_ACTS = re.compile(
    r"[建改购置增招聘培派投补配办完成实施开设添撤并评选组推引落]|安排|更新|达到|资助|发放|创"
)


def is_there(context: Context) -> bool:
    """Whether what is counted exists, or will come without anybody's promise."""
    lead, tail = context.lead, context.tail
    if _is_estimated(context) or _MARKED_OUT.search(lead) or _KEPT_IN_USE.search(lead):
        return True
    if _ALL_HERE.match(lead) and _ABOUT_THEM.match(tail):
        return True
    named = _NOUN_ONLY.match(lead) and not _ACTS.search(lead)
    in_turn = _EACH_IN_TURN.match(tail) or (not tail and _ALL_NEXT.match(context.later))
    return bool(named and in_turn)


def _is_estimated(context: Context) -> bool:
    for text in (context.lead, *context.earlier[:2]):
        if _ESTIMATED.search(text):
            return True
        if _PLANNED.search(text):
            return False
    return False
