"""The size or price of something built enters; the year in which it will be ready leaves."""

import re

from plans.extraction.statements.clauses import Context, Period
from plans.extraction.statements.timing import When, years_in

# 占地12亩, 总投资4800万元, 设教学班42个, 可容纳幼儿270名
_SIZE = re.compile(
    r"(?:占地(?:面积)?|(?:建筑|设计)面积|设计规模|规模|(?<!完成)投资|概算|估算|教学班|学位|床位"
    r"|可(?:同时)?(?:容纳|提供|新增|入园|增加)[^，\d]{0,6}|容纳[^，\d]{0,4})(?:约|近|达|为|分别为?|共)?$"
)
_READY = r"(?:建成|竣工|完工|投入使用|投用|交付|招生|开[园学班]|启用)"
_READY_IN = re.compile(
    rf"(?:(?:19|20)\d\d年|[今明来次翌]年)(?!以来)[^，；。\d]{{0,4}}(?:\d{{1,2}}月)?[^，；。\d]{{0,8}}{_READY}"
)
_READY_SOON = re.compile(rf"(?:[底日季期月末]|年内)(?:之?前)?[^，；。已]{{0,6}}{_READY}")
_BEGUN = re.compile(
    r"(?:新建|续建|扩建|迁建|重建|改造|各建|开工建设|启动[^，]{0,16}建设)(?![成的了好])"
)
_ANOTHER = re.compile(r"新建|续建|扩建|迁建|重建|改造|启动|[去今]年|(?:19|20)\d\d年")
"""Another thing, or another time, stands between."""
_DONE = re.compile(r"已|了|完成投资")
_FAR = 70
"""Characters between the size of something and the date at which it is ready."""


def is_size_of_works(context: Context) -> bool:
    """Whether the number measures a building or what it costs or holds."""
    return bool(_SIZE.search(context.lead))


def is_to_be_built(context: Context) -> bool:
    """Whether a plan says around the size that the thing is begun, or by when it is ready."""
    if not is_size_of_works(context) or _DONE.search(context.lead):
        return False
    said = (context.lead, context.tail, *context.earlier[:4])
    soon = any(_READY_SOON.search(text) for text in (context.later, *said))
    begun = any(_BEGUN.search(text) and not _DONE.search(text) for text in said)
    return soon or begun


def ready_year(
    period: Period, place: tuple[int, int], context: Context, this_year: int | None
) -> When | None:
    """The year in which the thing at ``place`` is ready: said behind it, before it, or above."""
    start, end = place
    behind = re.split("[；。]", period.value[end : min(period.end, end + _FAR)], maxsplit=1)[0]
    found = _READY_IN.search(behind)
    if found and not _ANOTHER.search(behind, 0, found.start()):
        return _year(found.group(), this_year)
    before = re.split("[；。]", period.value[max(period.start, start - _FAR) : start])[-1]
    for text in (before, context.above):
        dates = list(_READY_IN.finditer(text))
        if dates and not _ANOTHER.search(text, dates[-1].end()):
            return _year(dates[-1].group(), this_year)
        if text is before and _ANOTHER.search(before):
            return None
    return None


def _year(text: str, this_year: int | None) -> When | None:
    return next(iter(years_in(text, this_year)), None)


# 现已施工至二层, 已完成基础施工, 没有如期开工
_GOES_ON = re.compile(
    r"施工[至到]|正在[^，\d]{0,6}(?:施工|装修|建设|砌筑|浇筑|粉刷|安装)|基础(?:工程)?施工|完成(?:了)?(?:基础|主体|地基)"
    r"|(?:尚未|未能?|没有?)(?:能)?(?:如期|按期|按时)?(?:开工|动工|完工|竣工)"
    r"|(?:计划|预计|预期)[^，；。]{0,12}(?:完工|竣工|建成|投入使用|交付)"
)
# not what each pupil has, nor the ground, which is there
_DESIGNED = re.compile(rf"^(?!.*(?:占地|[生人]均))[^，]*{_SIZE.pattern}")
_BUILT = re.compile("(?<!未)(?<!期)(?:竣工|交付使用|投入使用|全部完工)")
_SPENT = re.compile(r"(?:完成|到位|拨付|支付|累计|实际|落实|已)[^，]{0,4}$")


def is_unfinished(period: Period, place: tuple[int, int], context: Context) -> bool:
    """Whether the works whose size or price stands at ``place`` still go on."""
    if not _DESIGNED.search(context.lead) or _SPENT.search(context.lead):
        return False
    start, end = place[1], min(period.end, place[1] + _FAR)
    behind = re.split("[；。]", period.value[start:end], maxsplit=1)[0]
    going = _GOES_ON.search(behind)
    return going is not None and not _BUILT.search(behind, 0, going.start())


_ESTIMATE = re.compile(
    r"概算(?:总?投资)?(?:分别)?[是为]?$|^(?:工程|项目)?(?:总)?预算(?:总?投资|资金)?[是为]?$"
)
_STANDS = re.compile(r"完工|竣工|封顶|建成|投入使用|交付使用")


def is_estimated_cost(context: Context) -> bool:
    """What works that do not stand yet are thought to cost (概算投资)."""
    return bool(_ESTIMATE.search(context.lead)) and not _STANDS.search(context.later)
