"""The phrase of a sum of money and what was said before enter, its name leaves."""

import re
from dataclasses import replace

from plans.extraction.statements.naming import (
    fields,
    grants,
    lexicon,
    retold,
    spending,
    sums,
    topics,
    totals,
)
from plans.extraction.statements.naming.parts import Parts
from plans.extraction.statements.naming.phrases import Phrase, noun_run, noun_tail, text
from plans.extraction.statements.naming.said import NOTHING, Said
from plans.extraction.statements.naming.things import unit_of_time
from plans.extraction.statements.naming.tokens import words_of
from plans.extraction.statements.naming.undertakings import undertaking
from plans.extraction.statements.naming.wording import BARE_MEASURES, core, owed, tidy
from plans.extraction.statements.quantity import Naming


def name_sum(around: Phrase, position: int, said: Said) -> Naming:
    """Purpose or kind of a sum; the first rule that knows one."""
    around = sums.without_manner(around)
    for rule in (
        retold.of_a_year,
        _of_the_thing,
        _spent_directly,
        grants.granted,
        grants.to_receivers,
        _rates_of_list,
        retold.unit_price,
        retold.again,
        retold.staged,
        totals.given_out,
        grants.same_rate,
        _of_programme,
        retold.levied,
        _beside,
        retold.of_stage,
        _by_topic,
    ):
        naming = rule(around, position, said)
        if naming:
            return _as_the_whole(naming, around, said)
    return NOTHING


def _as_the_whole(naming: Naming, around: Phrase, said: Said) -> Naming:
    """A part of 经费 is 经费 and not 资金."""
    name, whole = owed(naming.indicator or ""), said.last_sum()
    added = _ADDED.sub("", name)
    part = around.part or around.listed or added != name
    name = added
    purpose = _PURPOSE_END.sub("", said.whole_sum()) if part and _SOURCE.match(name) else ""
    if 4 <= len(purpose) <= LONGEST_PURPOSE and not _SOURCE.match(purpose):
        return Naming(purpose + name, None, "source of the whole")
    if part and naming.rule == "sum before" and whole.endswith("经费"):
        return Naming(name.removesuffix("资金") + "经费", None, naming.rule)
    return replace(naming, indicator=name)


LONGEST_PURPOSE = 16
_ADDED = re.compile("^(?:加上|另有|连同)(?=..)")
_PURPOSE_END = re.compile(
    "(?:(?:上级|(?:中央|自治区|[省市县区乡镇])(?:级|本级)?)?(?:财政)?(?:专项)?资金|总投资|总投入|投资|投入|专项经费|经费)$"
)
_SOURCE = re.compile(
    "(?:争取)?(?:中央|自治区|国家|省|市|县|区|镇|乡|上级|地方|财政|社会|学校|企业)"
    "(?:级|本级|政府|财政|筹措|捐赠|专项|奖补|补助|自筹|配套|和|及|、|资金|投入|拨款|债券)+$|自筹资金$"
)


def _of_the_thing(around: Phrase, position: int, said: Said) -> Naming | None:
    """投资3600万元的实训楼: the thing stands behind the sum."""
    head = text([w for w in around.left if w.tag not in ("adverb", "time", "region")])
    run = noun_run(around.right)
    end = next((i for i, w in enumerate(run) if w.tag == "and"), len(run))
    thing = core(text(run[:end]))
    if not around.of_right or head not in ("投资", "总投资") or lexicon.MONEY_HEADS.search(thing):
        return None
    return Naming(tidy(thing) + head, None, "sum of the thing") if len(thing) > 1 else None


def _spent_directly(around: Phrase, position: int, said: Said) -> Naming | None:
    """投资9万元更新设备: what is done right behind the sum that somebody raises."""
    money = "" if around.each else spending.raised(around)
    if not money:
        return None
    to_subject = spending.done_to_subject(around)
    if to_subject:
        return Naming(to_subject + money, None, "sum of the deed")
    deed = spending.deed_after(said.tokens, position, raised=True)
    if deed is None or not deed.direct:
        return None
    return Naming(deed.named(money), None, "sum of the deed")


def _rates_of_list(around: Phrase, position: int, said: Said) -> Naming | None:
    """按省级示范园800元、市级示范园600元的标准给予生均补助: all are rates of what stands last."""
    thing = sums.paid_for(around.left)
    who = thing or core(text(sums.behind_preposition(around.left)))
    is_money = not thing and lexicon.MONEY_HEADS.search(who)
    if not who or len(who) > LONGEST_RECEIVER or is_money:
        return None
    rest = said.tokens[position + 1 : position + LIST_REACH]
    end = next((i for i, w in enumerate(rest) if w.tag == "break"), len(rest))
    mark = next((i for i, w in enumerate(rest[:end]) if w.text == "标准"), None)
    money = topics.money_ahead(rest[mark + 1 : end]) if mark is not None else ""
    if not money or money in ("标准", "资金", "足额", "全额"):
        return None
    return Naming(tidy(who + money.removesuffix("标准")) + "标准", None, "rate of the list")


LONGEST_RECEIVER = 10
LIST_REACH = 40
"""Words behind the number in which a list of rates ends."""


GAINING = ("受益", "受助", "惠及", "享受")


def _of_programme(around: Phrase, position: int, said: Said) -> Naming | None:
    """营养改善计划按每生每天5元执行: the rate is the programme's."""
    tail = core(text(noun_tail(around.left)))
    if not topics.is_programme(tail):
        words = around.right[1:] if text(around.right[:1]) == "标准" else around.right
        tail = core(text(noun_run(words[1:]))) if text(words[:1]) in _CARRYING_OUT else ""
    if not around.each or not topics.is_programme(tail):
        return None
    return Naming(tidy(tail) + "标准", None, "rate of the programme")


_CARRYING_OUT = frozenset(("实施", "落实", "推行", "执行", "开展"))
"""按每生每天4元的标准实施营养改善计划: the programme stands behind its rate."""


def _beside(around: Phrase, position: int, said: Said) -> Naming | None:
    """Money or purpose named at the number; a bare word for money takes what it was spent on."""
    found = sums.sum_name(around)
    if found and found[1] != "purpose" and sums.is_bare(found[0]):
        return _spent(around, position, found[0], said)
    money = spending.raised(around) if spending.is_payer(around) else ""
    if not around.each and (money or not around.left):
        spent = _spent(around, position, money or "资金", said)
        if spent:
            return spent
    return Naming(found[0], None, found[1]) if found else None


def _by_topic(around: Phrase, position: int, said: Said) -> Naming:
    ahead = topics.money_ahead(around.right)
    if around.each and ahead and not sums.is_bare(ahead):
        return _standard(sums.recipient(around), ahead, position, said)
    topic = topics.money_topic(said.tokens, position) or topics.money_ahead(around.following)
    if around.each:
        who = sums.recipient(around)
        return _standard(who, topic if who else grants.of_counted(said) or topic, position, said)
    return sums.done_with(around, topic or topics.topic(said.tokens, position))


def _standard(who: str, topic: str, position: int, said: Said) -> Naming:
    """A rate for each: for whom, of what."""
    if who and not grants.takes(who):
        topic = ""
    elif not topic or sums.is_bare(topic):
        around = (said.before, *reversed(said.headings[-2:]))
        spoken = (topics.money_ahead(words_of(each)) for each in around)
        topic = (
            topics.programme(said.tokens, position)
            or next(filter(None, spoken), "")
            or said.last_sum()
            or topic
            or _headed(said)
            or _done_at_the_rate(position, said)
        )
    name = tidy(who + topic.removesuffix("资金").removesuffix("标准"))
    return Naming(name + "标准", None, "standard") if name else NOTHING


def _done_at_the_rate(position: int, said: Said) -> str:
    """按每校3万元的标准，为60所学校建设心理辅导室: what is done at that rate."""
    deed = spending.deed_after(said.tokens, position)
    return deed.thing + deed.verb if deed else ""


NEARBY = 40
"""Characters of the sentence before in which a programme is looked for."""


def _headed(said: Said) -> str:
    """The programme that the sentence before or a heading names (实施营养改善计划)."""
    for title in (said.before[-NEARBY:], *reversed(said.headings[-2:])):
        words = words_of(title)
        found = topics.programme(words, len(words))
        if found:
            return found
    return ""


def _spent(around: Phrase, position: int, money: str, said: Said) -> Naming | None:
    """Purpose of a bare word for money: said outright, counted before, or done after."""
    purpose = _purpose(around, position, money, said)
    if purpose:
        return purpose
    last_sum = said.last_sum()
    if money == "总额" and last_sum:
        return Naming(last_sum.removesuffix("标准"), None, "total of the rate")
    if money == "投资" and last_sum.endswith("总投资"):
        return Naming(last_sum.removesuffix("总投资") + "完成投资", None, "part of the sum")
    on = _spent_on(around, position, said)
    if around.each and not money.endswith("标准"):
        money += "标准"
    if not on and money in ("资金", "投入"):
        field = _field(said) if around.left and not around.part else ""
        name = field + spending.payer(around) + money
        return Naming(name, None, "field of the section") if field else None
    named = money == "资金" and lexicon.MONEY_HEADS.search(on)
    return Naming(tidy(on if named else on + money), None, "sum spent on")


def _purpose(around: Phrase, position: int, money: str, said: Said) -> Naming | None:
    """What the sentence says of the purpose: the topic of a standard, 用于, project or deed."""
    topic = topics.money_topic(said.tokens, position) if money.endswith(_OF_TOPIC) else ""
    if topic and not sums.is_bare(topic):
        plain, kind = topic.removesuffix("标准"), money.removesuffix("标准")
        return Naming(plain.removesuffix(kind) + money, None, "standard of the topic")
    deed = None if said.last_parts() else spending.deed_after(said.tokens, position)
    outright = "" if deed and deed.whom else sums.purpose(around)
    if outright and not (around.each and sums.is_bare(outright)):
        return Naming(_with_money(outright, money), None, "purpose")
    project = "" if around.each else spending.undertaken_by(around)
    if not project and not around.each:
        project = _undertaken(money, position, said)
    if project:
        return Naming(project + money, None, "spent on the undertaking")
    several = deed is not None and deed.is_one_of_many and not around.each
    shared = deed is not None and deed.says_little and not around.each
    field = fields.undertaking_of_item(said) if shared else ""
    field = field if field.endswith(("工程", "项目")) else ""
    field = field or (fields.of_several(said.tokens, position, said) if several else "")
    if field:
        return Naming(field + spending.payer(around) + money, None, "field of the section")
    return Naming(deed.named(money), None, "purpose done") if deed else None


def _field(said: Said) -> str:
    """What the section is about, else the undertaking that its item is headed with."""
    return fields.of_section(said) or fields.undertaking_of_item(said)


_OF_TOPIC = ("标准", "支出")


def _with_money(purpose: str, money: str) -> str:
    """用于奖励教师 of 专项资金 is 奖励教师专项资金."""
    plain = purpose.removesuffix("资金")
    return purpose if plain == purpose or money.endswith("标准") else plain + money


def _undertaken(money: str, position: int, said: Said) -> str:
    """The project before, unless something built was counted that the money is rather of."""
    counted = [d.parts for d in said.near() if d.parts and d.parts.verb]
    built = any(lexicon.BUILT.search(parts.noun) for parts in counted)
    return "" if built and "投资" not in money else undertaking(said.tokens, position)


_PROGRESS = re.compile("[开完竣]工|封顶|施工|审|^其余")
"""What tells how far the works are is no thing that money is spent on."""


def _spent_on(around: Phrase, position: int, said: Said) -> str:
    """What was counted or spoken of just before the money (新建教学楼2栋，投资…)."""
    if not said.last_parts():
        before = "" if around.each else spending.done_before(said.tokens, position)
        spoken = before or topics.clause(said.tokens, position)
        if not spoken or _PROGRESS.search(spoken):
            spoken = topics.project(said.tokens, position)
        if spoken or around.each:
            return spoken
        if _measured(said):
            return _measured(said)
    extents = (d for d in said.near() if not unit_of_time(d.unit))
    told = (d.parts for d in extents if d.parts and len(_paid_for(d.parts)) > 2)
    told = (p for p in told if p.noun not in BARE_MEASURES)
    near = [p for p in told if not _PROGRESS.search(p.verb + p.noun)]
    built = next((p for p in near if lexicon.BUILT.search(p.noun) and p.verb), None)
    if built is None and not around.each and topics.project(said.tokens, position):
        return topics.project(said.tokens, position)
    programme = topics.programme(said.tokens, position) if around.each and near else ""
    if programme and near[0].noun.startswith(GAINING):
        return programme
    found = built if built and not around.each else next(iter(near), None)
    if found is None:
        return topics.topic(said.tokens, position) if around.each else ""
    return _EXTENT.sub("", found.noun) if around.each else _paid_for(found)


_EXTENT = re.compile("(?:规划|设计)?(?:(?:占地|用地)(?:面积)?|总?建筑面积)$")


def _measured(said: Said) -> str:
    """综合楼建筑面积5200平方米，总投资…: the building whose size was told right before."""
    name = said.last_name()
    owner = _EXTENT.sub("", name).removeprefix("该")
    return owner if owner != name and lexicon.BUILT.search(owner) else ""


def _paid_for(parts: Parts) -> str:
    """What is done (为24所小学配备保安), else to what (新建教学楼)."""
    if spending.is_deed(parts.predicate):
        return parts.predicate
    return spending.done(parts.verb, _EXTENT.sub("", parts.noun))
