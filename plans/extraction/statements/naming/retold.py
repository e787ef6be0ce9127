"""A sum whose name stands at an earlier number enters; the name leaves, fitted to its stage."""

import re

from plans.extraction.statements.naming import lexicon, sums, topics
from plans.extraction.statements.naming.phrases import Phrase, clauses_before, noun_tail, text
from plans.extraction.statements.naming.said import NOTHING, Said
from plans.extraction.statements.naming.wording import MONEY_UNITS, core, funded, tidy
from plans.extraction.statements.quantity import Naming

_UNIT_PRICE = frozenset(
    ("每套", "每台", "每件", "每辆", "每间", "每块", "每册", "每张", "每幢", "每栋")
)
_OF_PROJECT = frozenset(("完成投资", "到位资金", "到位", "资金到位"))
_ARRIVED = frozenset(
    ("到位", "到账", "支出", "拨付", "下达", "拨付到位", "拨付到校", "支付到位", "下达到位")
)
"""Said alone, of the sum named before."""
_INSTALMENT = re.compile(
    "(?:资金|经费|补助|款项)[于在]?(?:[^，]{0,6}[年月日底初])?(?:到位|到账|拨付|下达|下拨|发放)"
)
_TOTAL = re.compile("(?:所需|需要?|发放|安排|支出)?(?:资金|经费)|(?:共|合|总)计(?:约|为)?")
_LEVYING = frozenset(("征收", "收取", "计提", "征缴"))
_REACHED = re.compile("[到至为成]")
_EVERY_STAGE = re.compile("^(?:义务教育(?:阶段)?|中小学|各学段)(?:学校)?")
_STAGE_BEFORE = re.compile(
    f"(?:{lexicon.STAGE.pattern})生?(?P<what>[^，。；\\d]{{2,20}}?)"
    r"(?:(?:提高|增加|上升|增长|达|调整)?[到至为]|达|是)?\d"
)


def unit_price(around: Phrase, position: int, said: Said) -> Naming | None:
    """A price of what was counted (多媒体设备60套，每套2万元)."""
    last = said.last_parts()
    if around.each not in _UNIT_PRICE or not last or around.left:
        return None
    return Naming(tidy(last.noun) + "单价", None, "unit price")


def again(around: Phrase, position: int, said: Said) -> Naming | None:
    """The sum before once more: grown, arrived, in an instalment, or as the total of a rate."""
    last = said.last_sum()
    own = _own(around)
    if not last:
        return None
    total = (
        own in lexicon.PAYING or own.endswith(_HANDED) or _TOTAL.fullmatch(own or around.carried)
    )
    if total and last.endswith("标准") and not around.each:
        aid = _AT_WHAT_RATE.sub("", last.removesuffix("标准"))
        return Naming(funded(aid, False), None, TOTAL)
    if total and not around.each and _last_sum(said).rule == TOTAL:
        return Naming(last, None, TOTAL)
    if _INSTALMENT.fullmatch(own + around.carried):
        return Naming(said.whole_sum() or last, None, "instalment")
    grown = around.joined or around.change or _is_reached(around, said)
    if own in _ARRIVED and last.endswith("标准") and not around.each:
        return Naming(_whole_of_stages(last, said), None, TOTAL)
    if own in _ARRIVED or (not around.left and grown):
        return Naming(last, None, "same again")
    return None


def _last_sum(said: Said) -> Naming:
    sums_before = (d.naming for d in said.near() if d.unit in MONEY_UNITS)
    return next(sums_before, NOTHING)


TOTAL = "total of the rate"
_HANDED = ("发放", "支付", "兑现")
"""某校春秋两季共发放: who hands it out is no part of the name."""
_AT_WHAT_RATE = re.compile("(?<=[金费款])(?:平均|最高|最低)?(?:资助|补助|发放)$")


def _whole_of_stages(rate: str, said: Said) -> str:
    """公用经费 of its rates for 小学 and 初中; a single rate keeps its stage."""
    name = rate.removesuffix("标准")
    stages = [d for d in said.near() if (d.naming.indicator or "").endswith("标准")]
    return lexicon.ONE_STAGE.sub("", name, count=1) if len(stages) > 1 else name


def _own(around: Phrase) -> str:
    return text([w for w in around.left if w.tag not in ("adverb", "time", "region", "aspect")])


def _is_reached(around: Phrase, said: Said) -> bool:
    """由2012年的3亿元增加到2014年的4亿元."""
    reached = around.listed and _REACHED.search(around.carried)
    return bool(reached) and said.drafts[-1].unit in MONEY_UNITS


YEARLY = "sum of a year"
_YEARLY = re.compile("分年度|分[两二三四五六]年|逐年|各年度|年度[^，]{0,4}计划")


def of_a_year(around: Phrase, position: int, said: Said) -> Naming | None:
    """县级资金分三年落实，2009年2000万元，2010年4000万元: each is of the sum that is parted."""
    dated = any(w.tag == "time" for w in said.tokens[max(0, position - 3) : position])
    if _own(around) or not dated:
        return None
    last = said.drafts[-1].naming if said.drafts else None
    if last is not None and last.rule == YEARLY:
        return last
    for clause in clauses_before(said.tokens, position)[:3]:
        parted = next((i for i, w in enumerate(clause) if _PARTED.search(w.text)), None)
        if parted is None and not _YEARLY.search(text(clause)):
            continue
        whole = core(text(noun_tail(clause[:parted]))) if parted else ""
        is_money = lexicon.MONEY_HEADS.search(whole) is not None
        name = whole if is_money and not sums.is_bare(whole) else said.whole_sum()
        return Naming(name.replace("总投资", "投资"), None, YEARLY) if name else None
    return None


_PARTED = re.compile("^(?:分|分年度|分年|逐年)$")


def staged(around: Phrase, position: int, said: Said) -> Naming | None:
    """The sum before, of another stage, or as far as it was spent."""
    last, own = said.last_sum(), _own(around)
    name = _of_policy(sums.stage_of_head(around), position, said)
    if not name and last and said.last_name() == last:
        name = said.stage_of_last(own)
        name = funded(name, True) if around.each and name else name
    if not name and around.listed and last:
        name = _other_kind(own, last, said)
    if not name and last and around.part and lexicon.STAGE.fullmatch(own):
        name = own + last
    planned = last.endswith("投资") and not last.endswith("完成投资")
    if own in _OF_PROJECT and planned:
        of = last.removesuffix("投资").removesuffix("总")
        name = of + ("到位资金" if own in ("到位", "资金到位") else "完成投资")
    return Naming(name, None, "stage of the sum") if name else None


_RATE_ALONE = re.compile(f"(?P<stage>{lexicon.STAGE.pattern})(?:补助|资助|补贴|奖补)?标准")


def _of_policy(name: str, position: int, said: Said) -> str:
    """落实寄宿生生活补助政策，补助标准为小学…: the rate is of the policy."""
    alone = _RATE_ALONE.fullmatch(name)
    topic = topics.money_topic(said.tokens, position).removesuffix("标准") if alone else ""
    policy = topics.programme(said.tokens, position).removesuffix("政策") if alone else ""
    of = topic if len(topic) > 2 and not sums.is_bare(topic) else policy
    return f"{alone['stage']}{of}标准" if alone and of else name


def _other_kind(own: str, last: str, said: Said) -> str:
    """评审费初级80元、中级160元: a kind of the same make takes the place of the one before."""
    kind = text(said.drafts[-1].around.left[-1:])
    alike = len(kind) == len(own) == 2 and kind[1] == own[1]
    return last.replace(kind, own) if alike and kind in last else ""


def of_stage(around: Phrase, position: int, said: Said) -> Naming | None:
    """生均公用经费基准定额，小学720元、初中940元: what was said before says what it is."""
    stage = text(around.left)
    if not lexicon.STAGE.fullmatch(stage) or said.last_sum() or around.each:
        return None
    topic = topics.money_topic(said.tokens, position)
    if topic and not sums.is_bare(topic):
        return Naming(stage + _EVERY_STAGE.sub("", topic), None, "stage of the topic")
    before = [m["what"] for m in _STAGE_BEFORE.finditer(said.before[-BEFORE:])]
    named = next((what for what in before if lexicon.MONEY_HEADS.search(what)), "")
    per_head = "生" if named.startswith("均") else ""
    return Naming(stage + per_head + named, None, "stage of before") if named else None


BEFORE = 120
"""Characters of the sentence before in which another stage's sum is looked for."""


def levied(around: Phrase, position: int, said: Said) -> Naming | None:
    """教育费附加按…计征，三年共征收4760万元: what was levied."""
    if not around.left or around.left[-1].text not in _LEVYING:
        return None
    last = said.last_name()
    rate_of = last.removesuffix("征收比例") if last.endswith("征收比例") else ""
    topic = rate_of or topics.money_topic(said.tokens, position)
    if not topic or sums.is_bare(topic):
        return None
    return Naming(tidy(topic), None, "levied")
