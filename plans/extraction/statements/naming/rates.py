"""The phrase of a share and what was said before enter, its name leaves."""

import re

from plans.extraction.statements.naming import lexicon, shares, topics
from plans.extraction.statements.naming.phrases import REACH, Phrase, clauses_before, text
from plans.extraction.statements.naming.said import NOTHING, Said
from plans.extraction.statements.naming.wording import RATE_UNITS, tidy
from plans.extraction.statements.quantity import Naming


def name_rate(around: Phrase, position: int, said: Said) -> Naming:
    """Name of a percentage, percentage points or ratio; the first rule that knows one."""
    for rule in (
        _raised,
        _fulfils,
        _of_a_sum,
        _named_before,
        _of_last,
        _named_behind,
        _shared,
        _by_topic,
    ):
        naming = rule(around, position, said)
        if naming:
            return naming
    return NOTHING


_FLOATING = re.compile("[上下]浮")
_BASE = re.compile(
    "(?:可以?)?(?:在|按照?|以)(?:此|该|上述|前述|这一|本)?(?:基础|标准|基准|定额).*$"
)
_AT_MOST = re.compile("(?:最多|最高|至多|可以|可|适当|再)+$")
_MEASURE = re.compile(
    f"{lexicon.MONEY_HEADS.pattern}|{lexicon.COUNT_HEADS.pattern}|{lexicon.RATE_HEADS.pattern}"
)
LONGEST_RAISED = 10


def _raised(around: Phrase, position: int, said: Said) -> Naming | None:
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


_PLANNED = re.compile("(?:计划|任务|目标)(?:总?投资|总?数|总?量)?$")


def _fulfils(around: Phrase, position: int, said: Said) -> Naming | None:
    """完成投资3亿元，占年度计划（5亿元）的60%: how far the plan in the bracket is fulfilled."""
    if around.left or around.carried != "的" or len(said.drafts) < 2:
        return None
    done, plan = said.drafts[-2:]
    opened = plan.position - 1
    closed = [w.text for w in said.tokens[plan.position + 1 : position]] == ["）", "的"]
    if not closed or done.unit != plan.unit or said.tokens[opened].tag != "open":
        return None
    clauses = clauses_before(said.tokens, opened)
    if not clauses or not clauses[0] or not clauses[0][0].text.startswith("占"):
        return None
    name = done.settle().indicator
    if not name or not _PLANNED.search(text(clauses[0])):
        return None
    return Naming(_bare(name.replace("完成投资", "投资")) + "完成率", None, "plan fulfilled")


def _of_a_sum(around: Phrase, position: int, said: Said) -> Naming | None:
    """经费按工资总额的2%安排; 占学生总数的20% after the part was named."""
    name = shares.share_of_sum(around)
    if name:
        return Naming(name, None, "share of a sum")
    whole, last = shares.whole_of(around.left), said.last_name()
    if whole and last:
        return Naming(f"{_bare(last)}占{whole}比例", None, "share of a whole")
    return None


def _named_before(around: Phrase, position: int, said: Said) -> Naming | None:
    """毛入园率达到85%."""
    name = shares.share_before(around)
    if name and lexicon.RATE_HEADS.search(text(around.left)):
        owner = shares.owner(around.left) if len(name) <= 3 else ""
        if owner:
            return Naming(owner + name, None, "rate of its clause")
        return Naming(_whose(name, said), None, "rate before")
    if name and ":" in around.token.text and shares.is_level(around.right):
        return Naming(name, None, "ratio before")
    return None


_OWN_RATES = frozenset(("普惠率", "开课率", "普职比", "职普比"))
"""Short names that say whose rate they are."""


_LAST_RATE = re.compile(f"(?:{lexicon.RATE_WORD})$")


def _whose(name: str, said: Said) -> str:
    """A bare head (巩固率) is of what the rate before was of, else of the sentence's subject."""
    if len(name) > 4 or name in _OWN_RATES or not name.endswith("率"):
        return name if len(name) > 3 or name in _OWN_RATES else topics.group(said.tokens) + name
    counted = _of_counted(name, said) or _of_stage(name, said)
    if counted or len(name) > 3:
        return counted or name
    sister = _LAST_RATE.sub("", said.last_name()) if said.drafts[-1:] else ""
    sister = "" if name[:2] in _OF_PUPILS else sister
    if len(sister) > 1 and sister != said.last_name() and said.drafts[-1].unit == "%":
        return sister + name
    group = topics.group(said.tokens)
    last = said.last_parts()
    if not group and last and len(last.noun) <= LONGEST_OWNER and "人" not in said.drafts[-1].unit:
        group = tidy(last.noun)
    return (group or ("学生" if name[:2] in _OF_PUPILS else "")) + name


_ENROLMENT = re.compile("入学|入园|巩固|辍学|升学|就业")
_DEED = re.compile("(?:招生|报名|毕业|在校生|毕业生|学生|在园幼儿)$")


def _of_stage(name: str, said: Said) -> str:
    """毛入学率 after 高中阶段在校生5万人, 就业率 after 职教中心招生900人: of whom that was."""
    last = said.last_parts()
    if last is None or said.drafts[-1].unit != "人" or not _ENROLMENT.search(name):
        return ""
    owner = _DEED.sub("", last.noun)
    plain = not last.verb and owner != last.noun and not _ENROLMENT.search(owner)
    return owner + name if owner and plain else ""


LONGEST_OWNER = 10
"""A longer noun before is no owner of a bare rate."""


_OF_PUPILS = frozenset(("近视", "肥胖"))


def _of_counted(name: str, said: Said) -> str:
    """达线率 after 高考本科达线1864人, 压减率 after 压减机构37家: the share of what was counted."""
    deed = name.removesuffix("率")
    counts = (d.parts for d in said.near() if d.parts and name not in d.parts.noun)
    last = next((p for p in counts if deed in p.verb + p.predicate + p.noun), None)
    return tidy(last.noun.partition(deed)[0] or last.noun) + name if last else ""


def _of_last(around: Phrase, position: int, said: Said) -> Naming | None:
    """Somebody else's level of what was named before, or how far its plan was fulfilled."""
    last = said.last_name()
    if not last:
        return None
    if shares.is_level(around.right) or shares.compares_level(around.left):
        return Naming(last, None, "level of another")
    if shares.is_fulfilment(around):
        return Naming(_bare(last) + "计划完成率", None, "fulfilment")
    return None


def _named_behind(around: Phrase, position: int, said: Said) -> Naming | None:
    """85%以上的学校建成标准化学校."""
    if around.change:
        return None
    cited = text(said.tokens[max(0, position - REACH) : position])
    name = shares.share_after(around, cited)
    return Naming(name, None, "rate after") if name else None


def _shared(around: Phrase, position: int, said: Said) -> Naming | None:
    """由8%上升到25%, 小学10:1: head or name said before; else the noun before as a share."""
    last = said.last_name()
    if not around.left and last:
        of_rate = said.drafts[-1].unit in RATE_UNITS
        again = _grown(last) if around.change and not of_rate else last
        if "占" in around.carried and not lexicon.RATE_HEADS.search(last):
            again = _bare(last) + "比例"
        return Naming(again, None, "same again")
    head = said.stage_of_last(text(around.left))
    if head:
        return Naming(head, None, "head of the list")
    name = shares.share_before(around)
    if name and around.change:
        name = shares.measured(around.left) + "增长率"
    return Naming(name, None, "share before") if name else None


def _by_topic(around: Phrase, position: int, said: Said) -> Naming | None:
    """增长10% of what the clause before speaks of."""
    topic = topics.topic(said.tokens, position)
    if topic and around.change:
        return Naming(_grown(tidy(topic)), None, "change of topic")
    if topic and not around.left and lexicon.RATE_HEADS.search(topic):
        clause = clauses_before(said.tokens, position)[1]
        return Naming(shares.measured(clause), None, "rate of topic")
    return None


def _bare(name: str) -> str:
    return name.removesuffix("人数").removesuffix("数")


def _grown(name: str) -> str:
    """Name of a change: 增长率 of a count or sum, the rate itself of a rate."""
    if lexicon.RATE_HEADS.search(name) and not name.endswith("比例"):
        return name
    return name.removesuffix("比例") + "增长率"
