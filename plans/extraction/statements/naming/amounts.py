"""The phrase of a sum of money and what was said before enter, its name leaves."""

from plans.extraction.statements.naming import sums, topics
from plans.extraction.statements.naming.phrases import Phrase, text
from plans.extraction.statements.naming.said import NOTHING, Said
from plans.extraction.statements.naming.tokens import tokenise
from plans.extraction.statements.naming.wording import tidy
from plans.extraction.statements.quantity import Naming


def name_sum(around: Phrase, position: int, said: Said) -> Naming:
    """Purpose or kind of a sum; the first rule that knows one."""
    for rule in (_said_already, _beside, _by_topic):
        naming = rule(around, position, said)
        if naming:
            return naming
    return NOTHING


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
    arrived = text([w for w in around.left if w.tag != "adverb"]) in _ARRIVED
    if last_sum and (arrived or (not around.left and (around.joined or around.change))):
        return Naming(last_sum, None, "same again")
    staged = sums.stage_of_head(around)
    if not staged and said.last_name().endswith("标准"):
        staged = said.stage_of_last(text(around.left))
    return Naming(staged, None, "stage of the sum") if staged else None


def _beside(around: Phrase, position: int, said: Said) -> Naming | None:
    """Money or purpose named at the number; a bare word for money takes what it was spent on."""
    found = sums.sum_name(around)
    if found and found[1] != "purpose" and sums.is_bare(found[0]):
        return _spent(around, position, found[0], said)
    if not around.each and (sums.only_pays(around) or not around.left):
        money = "投资" if "投资" in text(around.left) else "资金"
        spent = _spent(around, position, money, said)
        if spent:
            return spent
    return Naming(found[0], None, found[1]) if found else None


def _by_topic(around: Phrase, position: int, said: Said) -> Naming:
    topic = topics.money_topic(said.tokens, position) or topics.money_ahead(around.following)
    if around.each:
        return _standard(sums.recipient(around), topic, said)
    return sums.done_with(around, topic or topics.topic(said.tokens, position))


def _standard(who: str, topic: str, said: Said) -> Naming:
    """A rate for each: for whom, of what."""
    if not topic or sums.is_bare(topic):
        around = (said.before, *reversed(said.headings[-2:]))
        spoken = (topics.money_ahead(tokenise(each, ())) for each in around)
        topic = next(filter(None, spoken), "") or said.last_sum() or topic
    name = tidy(who + topic.removesuffix("资金").removesuffix("标准"))
    return Naming(name + "标准", None, "standard") if name else NOTHING


def _spent(around: Phrase, position: int, money: str, said: Said) -> Naming | None:
    """Purpose of a bare word for money: said outright, counted before, or done after."""
    outright = sums.purpose(around)
    if outright:
        return Naming(outright, None, "purpose")
    done = None if said.last_parts() else sums.done_purpose(around)
    if done:
        return Naming(done, None, "purpose done")
    on = _spent_on(position, said)
    if around.each and not money.endswith("标准"):
        money += "标准"
    if not on and money == "资金":
        return None
    return Naming(tidy(on + money), None, "sum spent on")


def _spent_on(position: int, said: Said) -> str:
    """What was counted or spoken of just before the money (新建教学楼2栋，投资…)."""
    if not said.last_parts():
        return topics.clause(said.tokens, position)
    named = (d.parts for d in said.near() if d.parts and len(d.parts.verb + d.parts.noun) > 2)
    found = next(named, None)
    return found.verb + found.noun.removesuffix("占地") if found else ""
