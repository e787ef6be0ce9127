"""The surroundings of a number enter; whether it is somebody else's value leaves."""

import re

from plans.extraction.schema import Header, Level
from plans.extraction.statements.clauses import Context

_LISTED = r"(?:\d[\d.]*[一-鿿%]{0,3}[、和])*"
_WIDE = (
    r"全国|全省|自治区|全市|全区|全州|全县|全镇|国家|世界|国际|发达国家|中西部|东部|西部|兄弟[一-鿿]{1,4}"
    r"|周边[一-鿿]{1,4}|(?<!我)(?:(?!我)[一-鿿]){1,4}?[省市县区州]"
)
_AVERAGE = re.compile(
    rf"(?P<whose>{_WIDE})[^，高低多少]{{0,14}}?(?:平均(?:水平|值|数)?|水平|均值|[校班师]均[^，\d]{{0,4}})"
    rf"(?:为|是|达到|达|的|仅|只有|只|才|有|约|分别|（)*{_LISTED}$"
)
_AVERAGE_AFTER = re.compile(
    r"^的?(?P<whose>全国|全省|全市|国家|世界)(?:的)?(?:平均)?(?:水平|均值|平均)"
)
_THEIR_LEVEL = re.compile(
    r"(?P<whose>全[国省市州县区乡镇](?:[^，\d]{2,4})?|国家|自治区|[一-鿿]{2,3}省|[一-鿿]{2,3}市)$"
)
_LEVEL_OF = re.compile(r"^的(?:平均)?水平")
# 全省该项指标为【8964元】
_ALL_OF = re.compile(
    r"^(?:而|但|[去上今]年)*(?P<whose>全国|全省|全市|全州)(?![一-鿿]{0,20}[获评奖赛])[^，]{0,14}?(?:为|是|达到?|平均|也有|均分)$"
)
# 全市75.1分 beside the own value; 但是全省是多少？65%
_ALL_BESIDE = re.compile(r"^(?:而|但是?|同期)*(?P<whose>全[国省市州])$")
_ALL_ASKED = re.compile(r"^(?:而|但是?|可)*(?P<whose>全[国省市州])[^，\d]{0,12}(?:多少|几何)$")
_MEASURED = re.compile("[%分元]$|百分点$")
# 与邻近的大新县相比（4.8人）
_SET_BESIDE = re.compile(
    r"^[与同和](?!去年|上年|前年|往年|同期|上一|过去|以前)(?P<whose>[^，\d]{2,14})相比$"
)
# 县一中上线率是71.6%，我们还差20个百分点
_WE_LACK = re.compile(r"^(?:而)?(?:我们|我[校园县区市镇乡])(?:还|却|仍)*(?:差|低|落后)")
_DEMANDED = re.compile(r"目标|要求|标准|规定|底线|任务|计划|指标|[我本]")
_OWN_LEVEL = {
    "全国": "national",
    "国家": "national",
    "全省": "province",
    "全市": "prefecture",
    "全州": "prefecture",
    "全县": "county",
    "全镇": "township",
}
# 十堰市人口348万，普通高中25所: what stands behind a place that is its subject
_NO_SUBJECT = re.compile(
    r"大学|学院|师[范大]|[小中]学|[一二]中|经验|模式|做法|教育[局厅]|政府|[路镇乡籍级省市县]|校区|[，。；、和与及]|举[办行]"
)
_GIVES = re.compile(
    r"[捐援赠派]|支持|结对|帮扶|对口|协作|对我|[来到]我|举[办行]|大赛|比赛|竞赛|培训|考察|学习"
)
_THEY = re.compile(
    r"^(?:而|但|其中|再看)?(?:人家|别人|别的|隔壁|外县(?![一-鿿]{0,2}[师生员委官])|邻县|邻近|周边|相邻|兄弟)"
    r"|^[^，\d]{0,8}(?:兄弟|周边|邻近|同类)(?:学校|单位|县|乡镇)的"
    r"|^(?:而)?(?:同期|当地)[^，\d]{0,2}公务员[^，\d]{0,10}$"
)
_WE = re.compile(
    r"^(?:而|但|可|其中)?(?:我们|咱们?|我|本|[我全本][省市县区州镇乡校国]|目前|今年我|去年我)"
)
_FILLING = re.compile(
    r"^(?:而|但|其中|如|像|反观|再看|(?:19|20)[\d_xX×]{2}年|去年|今年|前年|\d{1,2}年|比如|例如)*"
)
_CLAUSE_END = re.compile(r"[，。；！？]")
SIDE_BY_SIDE = 5
"""Clauses back in which the subject of a number may stand."""


def is_elsewhere(context: Context, header: Header) -> bool:
    """Whether the value is that of another place or of the whole that the own place is part of."""
    home = header.region or ""
    lead = context.lead or context.outer
    match = _AVERAGE.search(lead) or _AVERAGE_AFTER.match(context.tail)
    if not match and _LEVEL_OF.match(context.tail):
        match = _THEIR_LEVEL.search(lead)
    match = match or _ALL_OF.match(lead) or _all_beside(context)
    if match:
        return not _is_own(match["whose"], header.level, home)
    if _SET_BESIDE.match(context.outer) and not _DEMANDED.search(context.outer):
        return True
    return _speaks_of_others(context, header.neighbours)


def _all_beside(context: Context) -> re.Match[str] | None:
    """The whole's value that is told beside the own one, or asked for before."""
    if _MEASURED.search(context.text) and context.earlier:
        return _ALL_BESIDE.match(context.lead)
    return None if context.lead or context.earlier else _ALL_ASKED.match(_asked(context))


def _asked(context: Context) -> str:
    """The clause before a period that begins with its number."""
    return "".join(_CLAUSE_END.split(context.above)[-2:][:1])


def _speaks_of_others(context: Context, neighbours: tuple[str, ...]) -> bool:
    """Whether the nearest clause with a subject speaks of another place, and not of its gifts."""
    if _WE_LACK.match(context.later) and not _DEMANDED.search(context.lead):
        return True
    asked = "" if context.lead or context.earlier else _asked(context)
    for clause in (context.lead, *context.earlier[:SIDE_BY_SIDE], asked):
        said = _FILLING.sub("", clause)
        if _WE.match(said) or _GIVES.search(clause):
            return False
        name = next((n for n in neighbours if said.startswith(n)), "")
        if _THEY.match(said) or (name and not _NO_SUBJECT.match(said, len(name))):
            return True
    return False


def _is_own(whose: str, level: Level, home: str) -> bool:
    return _OWN_LEVEL.get(whose) == level or bool(home and home.endswith(whose))
