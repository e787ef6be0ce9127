"""The phrase of a sum of money and what was said before enter, its name leaves."""

import re
from dataclasses import replace

from plans.extraction.statements.naming import grants, lexicon, spending, sums, topics
from plans.extraction.statements.naming.phrases import Phrase, noun_run, noun_tail, text
from plans.extraction.statements.naming.said import NOTHING, Said
from plans.extraction.statements.naming.tokens import tokenise
from plans.extraction.statements.naming.wording import core, owed, tidy
from plans.extraction.statements.quantity import Naming


def name_sum(around: Phrase, position: int, said: Said) -> Naming:
    """Purpose or kind of a sum; the first rule that knows one."""
    for rule in (
        _of_the_thing,
        _spent_directly,
        grants.granted,
        _rates_of_list,
        _said_already,
        grants.same_rate,
        _of_programme,
        _beside,
        _of_stage,
        _by_topic,
    ):
        naming = rule(around, position, said)
        if naming:
            return _as_the_whole(naming, around, said)
    return NOTHING


def _as_the_whole(naming: Naming, around: Phrase, said: Said) -> Naming:
    """A part of 经费 is 经费 and not 资金."""
    name, whole = owed(naming.indicator or ""), said.last_sum()
    part = around.part or around.listed
    purpose = _PURPOSE_END.sub("", said.whole_sum()) if part and _SOURCE.match(name) else ""
    if 4 <= len(purpose) <= LONGEST_PURPOSE and not _SOURCE.match(purpose):
        return Naming(purpose + name, None, "source of the whole")
    if part and naming.rule == "sum before" and whole.endswith("经费"):
        return Naming(name.removesuffix("资金") + "经费", None, naming.rule)
    return replace(naming, indicator=name)


LONGEST_PURPOSE = 16
_PURPOSE_END = re.compile("(?:总投资|总投入|投资|投入|专项资金|资金|专项经费|经费)$")
_SOURCE = re.compile(
    "(?:争取)?(?:中央|自治区|国家|省|市|县|区|镇|乡|上级|地方|财政|社会|学校|企业)"
    "(?:级|本级|政府|财政|筹措|捐赠|专项|奖补|补助|自筹|配套|和|及|、|资金|投入|拨款|债券)+$|自筹资金$"
)


_EVERY_STAGE = re.compile("^(?:义务教育(?:阶段)?|中小学|各学段)(?:学校)?")


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
    deed = spending.deed_after(said.tokens, position)
    if deed is None or not deed.direct:
        return None
    return Naming(deed.named(money), None, "sum of the deed")


def _rates_of_list(around: Phrase, position: int, said: Said) -> Naming | None:
    """按省级示范园800元、市级示范园600元的标准给予生均补助: all are rates of what stands last."""
    who = core(text(sums.behind_preposition(around.left)))
    if not who or len(who) > LONGEST_RECEIVER or lexicon.MONEY_HEADS.search(who):
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


def _of_stage(around: Phrase, position: int, said: Said) -> Naming | None:
    """生均公用经费基准定额，小学720元、初中940元: the clause before says what it is."""
    stage = text(around.left)
    if not lexicon.STAGE.fullmatch(stage) or said.last_sum() or around.each:
        return None
    topic = topics.money_topic(said.tokens, position)
    if not topic or sums.is_bare(topic):
        return None
    return Naming(stage + _EVERY_STAGE.sub("", topic), None, "stage of the topic")


_OF_PROJECT = frozenset(("投资", "完成投资", "到位资金", "到位"))
GAINING = ("受益", "受助", "惠及", "享受")
_ARRIVED = frozenset(("到位", "到账", "支出", "拨付", "下达"))
"""Said alone, of the sum named before."""

_UNIT_PRICE = frozenset(
    ("每套", "每台", "每件", "每辆", "每间", "每块", "每册", "每张", "每幢", "每栋")
)


def _said_already(around: Phrase, position: int, said: Said) -> Naming | None:
    """A price of what was counted, the sum before once more, or its stage alone."""
    last, last_sum = said.last_parts(), said.last_sum()
    if around.each in _UNIT_PRICE and last and not around.left:
        return Naming(tidy(last.noun) + "单价", None, "unit price")
    own = text([w for w in around.left if w.tag not in ("adverb", "time", "region", "aspect")])
    arrived = own in _ARRIVED
    if own in lexicon.PAYING and last_sum.endswith("标准") and not around.each:
        return Naming(last_sum.removesuffix("标准"), None, "total of the rate")
    if last_sum and (arrived or (not around.left and (around.joined or around.change))):
        return Naming(last_sum, None, "same again")
    staged = sums.stage_of_head(around)
    if not staged and last_sum and said.last_name() == last_sum:
        staged = said.stage_of_last(text(around.left))
    if not staged and last_sum and around.part and lexicon.STAGE.fullmatch(own):
        staged = own + last_sum
    if own in _OF_PROJECT and last_sum.endswith("总投资"):
        staged = last_sum.removesuffix("总投资") + ("到位资金" if own == "到位" else "完成投资")
    return Naming(staged, None, "stage of the sum") if staged else None


def _of_programme(around: Phrase, position: int, said: Said) -> Naming | None:
    """营养改善计划按每生每天5元执行: the rate is the programme's."""
    tail = core(text(noun_tail(around.left)))
    if not around.each or not topics.is_programme(tail):
        return None
    return Naming(tidy(tail) + "标准", None, "rate of the programme")


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
        return _standard(sums.recipient(around), topic, position, said)
    return sums.done_with(around, topic or topics.topic(said.tokens, position))


def _standard(who: str, topic: str, position: int, said: Said) -> Naming:
    """A rate for each: for whom, of what."""
    if who and not grants.takes(who):
        topic = ""
    elif not topic or sums.is_bare(topic):
        around = (said.before, *reversed(said.headings[-2:]))
        spoken = (topics.money_ahead(tokenise(each, ())) for each in around)
        topic = (
            topics.programme(said.tokens, position)
            or next(filter(None, spoken), "")
            or said.last_sum()
            or topic
            or _headed(said)
        )
    name = tidy(who + topic.removesuffix("资金").removesuffix("标准"))
    return Naming(name + "标准", None, "standard") if name else NOTHING


NEARBY = 40
"""Characters of the sentence before in which a programme is looked for."""


def _headed(said: Said) -> str:
    """The programme that the sentence before or a heading names (实施营养改善计划)."""
    for title in (said.before[-NEARBY:], *reversed(said.headings[-2:])):
        words = tokenise(title, ())
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
        return None
    return Naming(tidy(on + money), None, "sum spent on")


def _purpose(around: Phrase, position: int, money: str, said: Said) -> Naming | None:
    """What the sentence says of the purpose: the topic of a standard, 用于, project or deed."""
    topic = topics.money_topic(said.tokens, position) if money == "标准" else ""
    if topic and not sums.is_bare(topic):
        return Naming(topic.removesuffix("标准") + "标准", None, "standard of the topic")
    deed = None if said.last_parts() else spending.deed_after(said.tokens, position)
    outright = "" if deed and deed.whom else sums.purpose(around)
    if outright:
        return Naming(outright, None, "purpose")
    project = "" if around.each else _undertaken(money, position, said)
    if project:
        return Naming(project + money, None, "spent on the undertaking")
    return Naming(deed.named(money), None, "purpose done") if deed else None


def _undertaken(money: str, position: int, said: Said) -> str:
    """The project before, unless something built was counted that the money is rather of."""
    counted = [d.parts for d in said.near() if d.parts and d.parts.verb]
    built = any(lexicon.BUILT.search(parts.noun) for parts in counted)
    return "" if built and "投资" not in money else topics.undertaking(said.tokens, position)


_PROGRESS = re.compile("[开完竣]工|封顶|施工|审|^其余")
"""What tells how far the works are is no thing that money is spent on."""


def _spent_on(around: Phrase, position: int, said: Said) -> str:
    """What was counted or spoken of just before the money (新建教学楼2栋，投资…)."""
    if not said.last_parts():
        return topics.clause(said.tokens, position) or topics.project(said.tokens, position)
    told = (d.parts for d in said.near() if d.parts and len(d.parts.verb + d.parts.noun) > 2)
    near = [p for p in told if not _PROGRESS.search(p.verb + p.noun)]
    built = next((p for p in near if lexicon.BUILT.search(p.noun) and p.verb), None)
    if built is None and not around.each and topics.project(said.tokens, position):
        return topics.project(said.tokens, position)
    programme = topics.programme(said.tokens, position) if around.each and near else ""
    if programme and near[0].noun.startswith(GAINING):
        return programme
    found = built if built and not around.each else next(iter(near), None)
    if found is None:
        return ""
    verb = "" if around.each else found.verb
    return verb + found.noun.removesuffix("占地")
