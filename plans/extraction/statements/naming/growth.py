"""A change that is told in percent enters; the name of what grew, and how, leaves."""

import re

from plans.extraction.statements.naming import lexicon, topics
from plans.extraction.statements.naming.phrases import Phrase, noun_tail, strip_carriers, text
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.wording import core, tidy
from plans.extraction.statements.quantity import Naming

_FLOATING = re.compile("[上下]浮")
_BASE = re.compile(
    "(?:可以?)?(?:在|按照?|以)(?:此|该|上述|前述|这一|本)?(?:基础|标准|基准|定额).*$"
)
_AT_MOST = re.compile("(?:最多|最高|至多|可以|可|适当|再)+$")
_MEASURE = re.compile(
    f"{lexicon.MONEY_HEADS.pattern}|{lexicon.COUNT_HEADS.pattern}|{lexicon.RATE_HEADS.pattern}"
)
LONGEST_RAISED = 10


def raised(around: Phrase, position: int, said: Said) -> Naming | None:
    """孤儿上浮50% after a standard: what is raised or lowered is the standard, for whom it says."""
    floats = _FLOATING.fullmatch(around.carried)
    standard = said.last_sum()
    if not floats or not standard.endswith(("标准", "定额")):
        return None
    who = tidy(_AT_MOST.sub("", _BASE.sub("", text(around.left))))
    if len(who) > LONGEST_RAISED or _MEASURE.search(who):
        return None
    if who:
        standard = lexicon.ONE_STAGE.sub("", standard, count=1)
    return Naming(f"{who}{standard}{floats[0]}比例", None, "raised standard")


_GROWTH = re.compile(
    "(?P<yearly>年均|年平均|平均每年|每年平均|年度)?的?"
    "(?:增长率?|增幅|增长幅度|增长速度|增速|递增|涨幅|降幅|减幅)?"
)


_AMOUNT = re.compile("数量|总量|总数|人数|次数|规模|金额|总额|面积|频次")


def bare_growth(around: Phrase, position: int, said: Said) -> Naming | None:
    """年均增长13% and 增幅12% are of what was told before, else of what the clause speaks of."""
    led = text(around.left)
    growth = _GROWTH.fullmatch(led)
    if around.change and led == "差距" and said.last_name():
        return Naming(said.last_name().removesuffix(led) + led, None, "gap of what was told")
    if around.change and _AMOUNT.fullmatch(led):
        owner = topics.opening(said.tokens, position)
        return Naming(owner + led + "增长率", None, "growth of an amount") if owner else None
    if not growth or not growth[0]:
        return None
    owner = grew(said) if said.drafts[-1:] else tidy(topics.topic(said.tokens, position))
    if not owner:
        return None
    name = grown(owner)
    return Naming(_yearly(name) if growth["yearly"] else name, None, "growth of what was told")


def grew(said: Said) -> str:
    """The nearest name before that is no fulfilment of a plan."""
    names = (n for d in said.near() if (n := d.settle().indicator))
    return next((n for n in names if not _SET.search(n)), "") or said.last_name()


_SET = re.compile("(?:任务|计划|目标)(?:完成率|人数|数)$")


def by_share(around: Phrase, position: int, said: Said) -> Naming | None:
    """生均经费按10%的比例上浮: what grows stands before, how it does behind the share."""
    right = around.right
    grows = len(right) > 1 and right[0].text in ("比例", "幅度", "速度", "标准")
    if not grows or right[1].text not in lexicon.CHANGES:
        return None
    owner = core(text(noun_tail(strip_carriers(around.left))))
    how = right[1].text
    name = f"{owner}{how}比例" if _FLOATING.fullmatch(how) else grown(owner)
    return Naming(name, None, "growth by a share") if len(owner) > 1 else None


def _yearly(name: str) -> str:
    return name if "年均" in name else name.removesuffix("增长率") + "年均增长率"


def grown(name: str) -> str:
    """Name of a change: 增长率 of a count or sum, the rate itself of a rate."""
    if lexicon.RATE_HEADS.search(name) and not name.endswith("比例"):
        return name
    return name.removesuffix("比例") + "增长率"
