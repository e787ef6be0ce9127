"""The numbers of a sentence enter; which stand beside the goal of their own measure leave.

毛入学率去年为94.8%，今年保持在95%以上: a pair of one unit. One tells how it stands or stood, the
other what it shall become, and the second of the two names no subject, or that of the first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plans.extraction.schema import Comparator, Nature
from plans.extraction.statements.clauses import Context, Period
from plans.extraction.statements.quantities import find_quantities
from plans.extraction.statements.quantity import Quantity

_TO_COME = (
    r"[到在至从]?(?:今年|本年度?|[本新]学[年期]|明年|来年|下一?学[年期]|20\d\d年|[一两二三四五六]年(?:里|[之以]?[后内])"
    r"|(?:本?(?:规划|计划))?期[内末]|全年|年[内底末]|学[期年][内末]|[春秋]季(?:学期)?(?:开学)?|[暑寒][期假]|\d{1,2}月(?:\d{1,2}日)?"
    r"|[上下]半年|届时|这次|下一步|[^，\d]{2,10}(?:完成|建成|投用|竣工|实施)[之以]?(?=后))(?:[底末初]|之?前|以?后|起|期间|内|结束)*"
)
_SHALL = (
    r"(?<!必)须|必须|务必|力争|争取|要求|(?<![主需重])要|应当?|确保|保证|计划|拟|准备|预期|预计"
    r"|努力|将|目标|任务|指标|实现"
)
_MOVE = (
    r"(?:提[高升]?|[上回]?升|增[加长]?|下?降低?|下调|[压缩减][缩降少小]?|扩[大充]?|发展|调[整高]?"
    r"|回落|翻|配|办|拉|做|变|保持|稳定|控制|定|完成|招[生收]?)"
)
_BOUND = r"不[低少高多大]于|不(?:得)?超过?"
_LEVEL = rf"{_MOVE}+(?:[到至为在]|{_BOUND})|达到|保持|稳定|突破|保(?=\d|$)|{_BOUND}"
_FILLS = (
    r"继续|进一步|再|还|可以?|能|使其?|把它|全部|[生人]均|均|都|分别|逐步|稳步|至少|总体|也|则"
    r"|总?数?量?[是为]|左右|以上|[到至为在达]|超过"
)
_OURS = r"[我全本][们省市州县区乡镇校园]"
_RAISES = r"提[高升]|[上回]升|增[加长]|降低?|下[降调]|[压缩减][缩减降少小]|扩大"
_AIM_SAID = re.compile(f"{_TO_COME}|{_SHALL}|{_LEVEL}|{_RAISES}|{_FILLS}|{_OURS}")
_AIMS = re.compile(rf"{_SHALL}|(?<!已)(?<!已经)(?:{_LEVEL})")
_NO_AIM = re.compile(
    r"去年|[上往前]年|上一?[学届]|已|[一-鿿]了(?!解)|实际|目前|现[有在为]|按|每[人名个班校园所]|规定|标准"
)
# 再增加8个, 再降1个百分点: by how much, and not to what level
_BY = re.compile(
    r"(?:新[增建招]|再[建增签招]|提[高升]|上升|增[加长]?|下?降低?|[压缩减][减缩少小]?|翻)(?:约|近|分别|不[低少]于|不超过)?(?:\d[\d.]*个?[、和及与])*$"
)
_PAST = (
    r"(?:截[至止])?(?:(?:20)\d\d年|[去上前]年度?|上一?学[期年]|上一年度?|上届|现[在有行]?|目前|当前|如今|眼下)"
    r"(?:[底末]|[春秋]季(?:学期)?|同期)?"
)
_STATED = (
    r"(?:实际|仅|只|才|还|尚|约|近|已)*(?:[是为有占达]到?|完成|得)?|这[个一](?:数字?|比例|指标|项)|该(?:项)?(?:比例|指标)"
    r"|测算|结果|分别|平均|[了的]|\d[\d.]*[%一-鿿]?[、和及与]"
)
_FACT_SAID = re.compile(f"{_PAST}|{_OURS}|{_STATED}")
_THEN = re.compile(_PAST)
# the start of a move, which is told apart by its own words
_FROM = re.compile(r"[由从][^，由从]{0,40}$")
_AT_LEAST = re.compile(r"不[低少]于$")
_DONE = re.compile("(?:分别)?实际")
# 巩固率为, 占班级总数的, 大班额还有: told as it stands, without a time
_STANDS = re.compile(
    r"(?:占比|比例|率|[^，\d]{2,12}拥有[^，\d]{2,12})(?:只有|仅为?|已达到?|为|是)$|占[^，\d]{2,12}的$|[还尚]有$|只有$"
    r"|在校(?:学)?生(?:共|有|共有)?$"
)
_OPENS = re.compile(rf"(?:但|而)?(?:{_TO_COME}|{_SHALL}|{_PAST})")
# 毛入园率81%，今年要提高到85%: what shall rise from it is no goal
_RATE = re.compile("(?:率|占比|比例|占)$")
_RISES = re.compile(rf"(?:{_TO_COME}|{_SHALL}|{_FILLS})+(?:{_RAISES})")
# 9月1日前要全部配齐: all of it, without a number
_ALL = re.compile(
    r"(?:全部?|都|均|一律|基本)*(?:配[齐足备]|达标|有证|持证(?:上岗)?|到位|(?:实现)?全?覆盖|接[通入]|开通|联网|合格|通过|补齐|普及)"
)
_SOME = re.compile(r"[只仅才]")
_AFTER = re.compile("^(?:以[上下内]|之内|左右|的?(?:目标|规模|水平)|[。，])*")
_STOP = re.compile(r"[。；\n]")
_NEXT = 60
"""Characters of the sentence beside that are looked at."""
_APART = "分别"


@dataclass(frozen=True, slots=True)
class Value:
    """A number with what is said around it and how it is compared."""

    quantity: Quantity
    context: Context
    comparator: Comparator = "exactly"

    @property
    def lead(self) -> str:
        return self.context.lead

    @property
    def is_by(self) -> bool:
        """Whether it says by how much, not to what level."""
        return bool(_BY.search(self.lead))

    @property
    def is_aim(self) -> bool:
        """Whether a level is told that shall be reached."""
        return bool(_AIMS.search(self.lead)) and not _NO_AIM.search(self.lead)

    @property
    def is_fact(self) -> bool:
        """Whether it tells how something stands or stood, without a bound or a move."""
        told = self.comparator in ("exactly", "about") and not _FROM.search(self.lead)
        if not told or _AIMS.search(self.lead):
            return False
        said = (self.lead, *self.context.earlier[:2])
        rises = _RISES.match(self.context.later) and _RATE.search(self.lead)
        stands = rises or _STANDS.search(self.lead)
        return bool(stands) or any(map(_THEN.search, said))


def beside_goals(period: Period, at: int, told: Sequence[Value]) -> Mapping[int, Nature]:
    """The numbers of the sentence that begins at ``at`` that are a start and its goal."""
    pairs: dict[int, Nature] = {}
    for index, fact in enumerate(told):
        if not fact.is_fact:
            continue
        goal = next((g for g in _goals(period, at, told, index)), None)
        if goal or _shall_be_all(fact):
            pairs[index] = "baseline"
        if goal and goal in told and not goal.is_by:
            pairs[told.index(goal)] = "target"
    return pairs


def _goals(period: Period, at: int, told: Sequence[Value], index: int) -> Iterator[Value]:
    """The goals of a fact, behind it or before it."""
    fact = told[index]
    yield from (g for g in _goals_after(period, at, told, index) if _reaches(fact, g))
    yield from (g for g in _goals_before(period, at, told, index) if _recalls(fact, g))


def _goals_after(period: Period, at: int, told: Sequence[Value], index: int) -> Iterator[Value]:
    """The goals behind a fact, as far as no other value of its unit stands between."""
    fact, near = told[index], True
    for other in told[index + 1 :]:
        each = near or _APART in other.lead
        if other.is_aim and _is_of_unit(fact, other, each) and (each or _subject(other)):
            yield other
        near = near and other.quantity.unit != fact.quantity.unit
    if not near or fact.lead.startswith("其中"):
        return
    for other in _next(period, at + told[-1].quantity.end)[:1]:
        if other.is_aim and _is_of_unit(fact, other, near) and not _subject(other):
            yield other


def _goals_before(period: Period, at: int, told: Sequence[Value], index: int) -> Iterator[Value]:
    """The goal before a fact; values of the same unit between are told with it."""
    fact = told[index]
    for other in reversed(told[:index]):
        if other.quantity.unit == fact.quantity.unit and not other.is_fact:
            yield other
            return
    if fact.context.earlier or not _OPENS.match(fact.lead) or _FACT_SAID.sub("", fact.lead):
        return
    before = _previous(period, at)
    if before and before.quantity.unit == fact.quantity.unit and before.is_aim:
        yield before


def _is_of_unit(fact: Value, goal: Value, near: bool) -> bool:
    """今年再提高2个百分点 is a goal of the share right before it."""
    if goal.is_by:
        return near and (fact.quantity.unit, goal.quantity.unit) == ("%", "百分点")
    return fact.quantity.unit == goal.quantity.unit


def _reaches(fact: Value, goal: Value) -> bool:
    """Whether the goal names no subject, or that of the fact."""
    subject, counted = _subject(goal), _AFTER.sub("", goal.context.tail)[:2]
    if not set(counted) <= set(fact.context.tail):
        return False
    same = len(subject) > 1 and set(subject) <= set(fact.lead) and fact.quantity.unit != "元"
    return same or not subject


def _recalls(fact: Value, goal: Value) -> bool:
    """今年招生任务为680人，去年实际招了593人: the fact names nothing that the goal does not."""
    then = _THEN.match(fact.lead)
    passed = _AT_LEAST.search(goal.lead) and fact.quantity.value > goal.quantity.value
    if not then or passed or _NO_AIM.search(goal.lead):
        return False
    done = fact.lead[then.end() :]
    aims = goal.is_aim or (done and re.match(_TO_COME, goal.lead)) or _DONE.match(done)
    return bool(aims) and set(_FACT_SAID.sub("", fact.lead)) <= set(goal.lead)


def _shall_be_all(fact: Value) -> bool:
    """专职保安配备率只有81%，9月1日前要全部配齐."""
    later = fact.context.later
    part = fact.quantity.unit == "%" or _SOME.search(fact.lead)
    return bool(
        part and _OPENS.match(later) and _ALL.fullmatch(_AIM_SAID.sub("", later.rstrip("。")))
    )


def _subject(goal: Value) -> str:
    """What a goal's clause says besides its time, its verb and its bound."""
    return re.sub(r"[\d.%个、和及与]", "", _AIM_SAID.sub("", goal.lead))


def _next(period: Period, end: int) -> tuple[Value, ...]:
    """The numbers of the sentence behind ``end``, if it opens with what is due."""
    value = period.value
    stop = _STOP.search(value, end, end + _NEXT)
    if not stop or stop.group() == "\n" or not _OPENS.match(value, stop.end()):
        return ()
    following = _STOP.search(value, stop.end(), stop.end() + _NEXT)
    close = following.start() if following else min(len(value), stop.end() + _NEXT)
    return tuple(_values(value, stop.end(), close))


def _previous(period: Period, at: int) -> Value | None:
    """The last number of the sentence before the one that begins at ``at``, on its line."""
    value = period.value
    if at == 0 or value[at - 1] not in "。；":
        return None
    start = max(value.rfind(mark, max(0, at - 2 * _NEXT), at - 1) for mark in "。；\n") + 1
    return next(reversed(list(_values(value, start, at - 1))), None)


def _values(value: str, start: int, end: int) -> Iterator[Value]:
    """The numbers of a stretch of text."""
    period = Period(value, start, end)
    for quantity in find_quantities(value[start:end]):
        context = period.context(start + quantity.start, start + quantity.end)
        yield Value(quantity, context)
