"""A period and its quantities enter; comparator, nature, year, category and per of each leave."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plans.extraction.schema import Category, Comparator, Nature
from plans.extraction.statements.carrying import carried_rate, is_granted_too
from plans.extraction.statements.clauses import Context, Period
from plans.extraction.statements.comparing import compare
from plans.extraction.statements.dating import (
    SINCE_FROM,
    is_far,
    is_of_now,
    is_undated_norm,
    named_with,
    own_year,
    starting,
)
from plans.extraction.statements.foretold import is_left_to_do, is_told_plan
from plans.extraction.statements.goals import Value, beside_goals
from plans.extraction.statements.leaning import Surroundings
from plans.extraction.statements.money import categorise
from plans.extraction.statements.natures import Prior, is_start_value, judge
from plans.extraction.statements.presence import is_stock
from plans.extraction.statements.quantity import Quantity
from plans.extraction.statements.rates import rate
from plans.extraction.statements.tabular import Head, Tables
from plans.extraction.statements.timing import ASIDE, When, dates_a_noun, years_in
from plans.extraction.statements.works import is_unfinished
from plans.extraction.statements.yearly import years_of_each
from plans.extraction.statements.zones import Zones

# a member of a list that names only its kind: 小学每生每年600元,【初中】800元
_LISTED = re.compile(
    r"^(?![对给]$)(?![^，]*(?:[共总累投安增减每缺用资提降到差需计合全本推已补聘]|超额|带动|辐射|评(?!委)))"
    r"(?:[^，\d]{0,6}|[^，\d]{0,10}(?:不少于|不低于|不超过|至少))$"
)
_LISTED_MONEY = re.compile(
    r"^(?![对给]$)(?![^，]*(?:[共总累投安增减每缺用资提降到差需计合全本已拨支付]|发放|补[助贴]|津贴|经费|学金))"
    r"(?:(?:19|20)\d\d年|[今明]年)?[^，\d]{0,12}$"
)
# 寄宿生生活补助小学1000元 begins a list of its own
_OWN_MONEY = re.compile(
    "(?:补助|补贴|经费|津贴|资助|助学金|奖学金|收费|学费|定额|拨款|收入|工资)(?!标准)"
)
_JOINED = re.compile(r"\d[^，；、和及与]{0,6}[、和及与](?:小学|初中|高中|[大中小]班)?$")
_SHARED_BOUND = re.compile("分别|控制在")
_LIMIT_OF_ALL = re.compile(r"的(?:[上下]限|底线|控制线)")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a quantity means besides its name; ``sign`` is -1 for a decrease by the amount."""

    comparator: Comparator
    sign: int
    nature: Nature
    year: int | None
    category: Category
    per: str | None
    hints: tuple[str, ...] = ()
    """How plainly nature and year are said."""
    around: Surroundings | None = None
    """What the nature was weighed by, where votes told it."""


_Found = tuple[Quantity, Context, Attributes]


def _sums_up(context: Context, last: _Found) -> bool:
    """每生每年2000元，发放82万元: what all get together has no rate."""
    personal = (last[2].per or "").startswith("人")
    return personal and "万" in context.text and "万" not in last[1].text


def attributes(
    period: Period, at: int, quantities: Sequence[Quantity], zones: Zones, *, tables: Tables
) -> Iterator[Attributes]:
    """The attributes of the quantities of the sentence that begins at ``at``, in order."""
    found: list[_Found] = []
    contexts = [period.context(at + q.start, at + q.end) for q in quantities]
    bounds = tuple(_comparisons(quantities, contexts))
    beside = _beside_goals(period, at, bounds, zones)
    for index, (quantity, context, bound) in enumerate(bounds):
        last = found[-1] if found else None
        goes_on = last is not None and _goes_on(quantity, context, last)
        per = rate(quantity, context) or tables.per(at + quantity.start)
        if last and (per is None or "·" not in per):
            per = carried_rate(quantity, context, (last[0], last[2].per)) or per
        asked_too = last is not None and (
            _is_asked_too(quantity, context, bound, last[2])
            or is_granted_too(quantity, context, last[2].per)
        )
        if per is None and last and (goes_on or asked_too or _moves_by(quantity, context, last)):
            per = None if _sums_up(context, last) else last[2].per
        own = own_year(context, zones)
        named = own or zones.named_before(period.start)
        meaning = _attributes(
            quantity,
            context,
            zones,
            (*bound, beside.get(index)),
            per=per,
            named=named,
            within=(period, at),
        )
        meaning = replace(meaning, hints=(*meaning.hints, _dated(own, named, zones)))
        if last:
            like = _as_asked if asked_too else _like if goes_on else _as_told
            meaning = like(last[2], meaning, quantity, context)
        if own and meaning.nature != "baseline" and _lends_its_year(quantity, context):
            zones.remember(period.start, own)
        found.append((quantity, context, meaning))
        zones.tell(context.text, meaning.year, meaning.nature)
    yield from _settled(found, period, at, zones, tables)


def _settled(
    found: list[_Found], period: Period, at: int, zones: Zones, tables: Tables
) -> Iterator[Attributes]:
    """The attributes of a sentence under the years it gives to each and the heads of tables."""
    _reached(found, zones.header.year)
    quantities = [quantity for quantity, _, _ in found]
    end = quantities[-1].end if quantities else 0
    each = years_of_each(period.value[at : at + end], quantities)
    for index, (quantity, _, meaning) in enumerate(found):
        meaning = replace(meaning, year=each.get(index, meaning.year))
        head = tables.head(at + quantity.start)
        yield _under(head, meaning) if head else meaning


def _beside_goals(
    period: Period,
    at: int,
    bounds: Sequence[tuple[Quantity, Context, "_Bound"]],
    zones: Zones,
) -> Mapping[int, Nature]:
    """In what is planned, the values that stand beside the goal of their own measure."""
    if not zones.plans:
        return {}
    return beside_goals(period, at, [Value(q, context, bound[0]) for q, context, bound in bounds])


def _dated(own: When | None, named: When | None, zones: Zones) -> str:
    """Where the year comes from: its clause, one before, or what ``Zones`` lend."""
    if own or named:
        return "dated by its clause" if own else "dated before"
    return f"dated by {zones.lender}"


def _lends_its_year(quantity: Quantity, context: Context) -> bool:
    if _ASIDE.match(context.lead) or _AS_ASKED.match(context.tail):
        return False
    return not is_start_value(quantity, context) and not dates_a_noun(context)


# 离提出的到2017年过半的要求
_AS_ASKED = re.compile(r"^(?:以上)?的(?:要求|规定)(?:尚|还|仍|有|差)")
# 今年招900人（去年860人）
_ASIDE = re.compile(rf"^[去上]年(?:[春秋]季|同期|(?:只|仅|才)?有?)$|{ASIDE.pattern}")


def _goes_on(quantity: Quantity, context: Context, last: _Found) -> bool:
    if quantity.unit != last[0].unit or _ASIDE.match(last[1].lead):
        return False
    beside = quantity.start - last[0].end <= _APART and bool(_JOINED.search(context.lead))
    among = quantity.unit in _DONE and _AMONG.match(context.lead)
    return beside or bool(among) or _continues(quantity, context)


_ASKED_TOO = re.compile(r"^[^，\d每师生员全共]{0,8}不[少低]于$")


def _is_asked_too(quantity: Quantity, context: Context, bound: "_Bound", last: Attributes) -> bool:
    """每学期听课不少于16节，撰写反思不少于8篇: another thing is asked of the same people."""
    personal = (last.per or "").startswith("人") and quantity.unit not in ("元", "%", "人")
    both = bound[0] == last.comparator == "at_least"
    return personal and both and bool(_ASKED_TOO.match(context.lead))


_MOVED_BY = re.compile(
    r"^(?:同比|[比较](?:(?:19|20)\d\d年|[^，\d]{1,6}))(?:增加|提高|减少|增长|下降)了?$"
)


def _moves_by(quantity: Quantity, context: Context, last: _Found) -> bool:
    """生均费用为5200元，比上年增加310元: by how much what holds for each was moved."""
    return quantity.unit == last[0].unit and bool(_MOVED_BY.match(context.lead))


_TIMED = re.compile("实[际招录到收]|结果|年|月|学期|[期学]前|现|今|去|目前|为$|是$|占$")
"""A member that says when, or what it is, speaks for itself."""


_NOW = re.compile("现在|如今|眼下|目前")


_DONE = frozenset(("学时", "课时", "节", "小时", "分钟", "篇"))
"""What everybody does so much of: 校长不少于60节，【组长】40节."""
_TOLD = ("target", "actual")
# 每学期听课不少于30节，其中校长20节
_AMONG = re.compile(r"^其中[^，\d每均]{2,10}$")
_ACHIEVED = re.compile("均|实际|实有")
_NAMES = re.compile(r"^(?:[^，\d、]{2,10}(?:约|近|达|占|为|共|有)?|占)$")
_DOES = re.compile(
    r"带动|辐射|[补聘使让超不低少建改扩培招投引配购增减提降升达控确力争保计划预拟将要应须需可前底内到至]|目标|任务|现|目前|已|年|月"
)


def _as_told(last: Attributes, own: Attributes, quantity: Quantity, context: Context) -> Attributes:
    """A noun and its number without a verb (参与面约93%) are told as what stands before them."""
    acts = _DOES.search(context.lead + context.tail[:6]) or not _NAMES.match(context.lead)
    acts = acts or is_stock(context) or is_told_plan(context)
    told = own.nature in _TOLD and last.nature in _TOLD
    return replace(own, nature=last.nature) if told and not acts else own


def _as_asked(
    last: Attributes, own: Attributes, quantity: Quantity, context: Context
) -> Attributes:
    """What is asked of the same people is a norm, of the same year, where the first is one."""
    asked = last.nature == "standard" and own.nature != "standard"
    return replace(own, nature="standard", year=last.year) if asked else own


def _like(last: Attributes, own: Attributes, quantity: Quantity, context: Context) -> Attributes:
    """The members of a list are promised, reached or prescribed together, within one bound."""
    asked = last.nature == "standard" and not _ACHIEVED.search(context.lead)
    if asked and quantity.unit in _DONE and own.comparator == "exactly":
        own = replace(own, comparator=last.comparator)
    apart = is_told_plan(context) or is_left_to_do(context) or is_stock(context)
    if apart or own.nature not in _TOLD or last.nature in ("baseline", "reference"):
        return own
    turned = bool(context.earlier) and _NOW.match(context.earlier[0])
    if not _TIMED.search(context.lead) and not turned:
        return replace(own, nature=last.nature, year=last.year)
    rated = last.nature == "standard" and quantity.unit == "元"
    return replace(own, nature="standard") if rated else own


def _reached(found: list[_Found], this_year: int | None) -> None:
    """由83个减至22个, where 22 was reached, starts from a fact and no baseline."""
    for index in range(len(found) - 1):
        quantity, context, meaning = found[index]
        following = found[index + 1]
        starts = meaning.nature == "baseline" and is_start_value(quantity, context)
        moved = starts and following[0].unit == quantity.unit
        if moved and following[2].nature == "actual":
            stated = years_in(SINCE_FROM.split(context.lead)[-1], this_year)
            year = meaning.year if stated else following[2].year
            found[index] = (quantity, context, replace(meaning, nature="actual", year=year))


def _continues(quantity: Quantity, context: Context) -> bool:
    """Whether the clause only names another member of the list before it."""
    if quantity.unit != "元":
        return bool(_LISTED.match(context.lead))
    return bool(_LISTED_MONEY.match(context.lead)) and not _OWN_MONEY.search(context.lead)


_Bound = tuple[Comparator, int]


def _comparisons(
    quantities: Sequence[Quantity], contexts: Sequence[Context]
) -> Iterator[tuple[Quantity, Context, _Bound]]:
    """Comparators; in a plain list (增长3%、4%和8%, 分别达到90%、95%以上) they are shared."""
    bounds = [compare(q, c) for q, c in zip(quantities, contexts, strict=True)]
    joined = [index for index in range(1, len(bounds)) if _is_joined(quantities, contexts, index)]
    for index in joined:
        if bounds[index - 1][0] == "change" or _spread(bounds, contexts, index, index - 1):
            bounds[index] = bounds[index - 1]
    for index in reversed(joined):
        if _spread(bounds, contexts, index - 1, index):
            bounds[index - 1] = bounds[index]
    return zip(quantities, contexts, bounds, strict=True)


_APART = 3
"""Characters between the members of a plain list: 、 and a stage."""


def _is_joined(quantities: Sequence[Quantity], contexts: Sequence[Context], index: int) -> bool:
    before, this = quantities[index - 1], quantities[index]
    near = before.unit == this.unit and this.start - before.end <= _APART
    return near and bool(_JOINED.search(contexts[index].lead))


def _spread(bounds: Sequence[_Bound], contexts: Sequence[Context], bare: int, bound: int) -> bool:
    """Whether 分别 or 控制在 makes the bound of one number that of its bare neighbour as well."""
    shares = _SHARED_BOUND.search(contexts[bare].lead) or _LIMIT_OF_ALL.match(contexts[bound].tail)
    return (
        bool(shares)
        and bounds[bare][0] == "exactly"
        and bounds[bound][0] in ("at_least", "at_most")
    )


def _attributes(
    quantity: Quantity,
    context: Context,
    zones: Zones,
    bound: tuple[Comparator, int, Nature | None],
    *,
    per: str | None,
    named: When | None,
    within: tuple[Period, int],
) -> Attributes:
    comparator, sign, beside = bound
    header = zones.header
    prior = Prior(header, zones.vote, named or zones.year)
    judged = judge(quantity, context, prior, comparator=comparator, per=per, beside=beside)
    nature = judged.nature
    spot = (within[1] + quantity.start, within[1] + quantity.end)
    if nature == "actual" and is_unfinished(within[0], spot, context):
        nature = "target"
    named = named_with(quantity, context, zones, named, nature=nature, within=within)
    when = named or zones.year
    if nature == "standard" and is_undated_norm(quantity, context, zones, named):
        when = When(header.year, header.year)
    if nature == "actual" and is_of_now(context, zones, named):
        when = zones.standing
    overdue = when is not None and when.direction(header.year) < 0 and not is_told_plan(context)
    undated = named is None or (zones.vote < 0 and not dates_a_noun(context))
    if undated and nature == "target" and overdue:
        when = When(header.year, header.year)
    stands_then = named is not None and (named.shift == 0 or named.direction(header.year) < 0)
    starts = is_start_value(quantity, context)
    if starts or (nature == "baseline" and not stands_then):
        place, far = within[0].start, nature == "baseline" and is_far(named, zones)
        when = starting(context, when, zones, place, far=far)
    year = when.for_nature(nature) if when else None
    category = categorise(quantity, context)
    hints = (f"votes {judged.votes}",)
    return Attributes(comparator, sign, nature, year, category, per, hints, judged.around)


def _under(head: Head, meaning: Attributes) -> Attributes:
    """What the head of a table's column says goes before what the cell suggests."""
    nature = head.nature or meaning.nature
    year = head.when.for_nature(nature) if head.when else meaning.year
    return replace(meaning, nature=nature, year=year)
