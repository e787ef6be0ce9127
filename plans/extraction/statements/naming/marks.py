"""A number of an examination enters; what it is of leaves: full marks, lines, parts of a mark.

总成绩按笔试60%、面试40%合成: each share is that of a part in the whole mark.
"""

import re

from plans.extraction.statements.naming.phrases import Words, clauses_before, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.shares import measured
from plans.extraction.statements.naming.topics import opening
from plans.extraction.statements.naming.wording import core, tidy
from plans.extraction.statements.quantity import Naming

RULE = "part of a mark"
LIMIT = "full mark or line"


def name_mark(draft: Draft, said: Said) -> Naming | None:
    """The name of full marks, a line or a part of a mark; None for other quantities."""
    if draft.unit == "分":
        name = _deducted(draft, said) or _weighed(draft, said) or _bounded(draft, said)
        name = name or _limit(draft, said)
        return Naming(name, None, LIMIT) if name else None
    if draft.unit == "%":
        name = _part(draft, said)
        return Naming(name, None, RULE) if name else None
    return None


def _before(draft: Draft, said: Said) -> Words:
    """The clause right before."""
    return (*clauses_before(said.tokens, draft.position)[1:2], ())[0]


_TAKEN_OFF = re.compile(
    "(?:每次|每人|每例|每项|一次性?|直接|另|并|各)?(?:扣减|扣除|扣罚|扣)(?P<what>[^，]{0,10})"
)


def _deducted(draft: Draft, said: Said) -> str:
    """扣减年度考核5分: what is taken off, else for what (迟报材料的，每次扣2分)."""
    taken = _TAKEN_OFF.fullmatch(text(draft.around.left) + draft.around.carried)
    if not taken:
        return ""
    cause = text(_before(draft, said)).removeprefix("凡").removesuffix("的")
    what = core(taken["what"]) or (cause if len(cause) <= LONGEST_CAUSE else "")
    return what + "扣分"


LONGEST_CAUSE = 16
_WEIGHT = re.compile("赋分|分值|权重分?|计分|占分|赋值")
_COUNTED_IN = re.compile(
    "[将把](?P<what>[^，将把]{2,20}?)(?:情况)?(?:纳入|列入)(?:对)?(?P<where>[^，]{2,16}?(?:考核|评估|督导|评价|考评))"
)


def _weighed(draft: Draft, said: Said) -> str:
    """将控辍保学纳入年度考核，分值不低于5分: of what, in which examination of schools."""
    weight = text(draft.around.left)
    told = _COUNTED_IN.search(text(_before(draft, said))) if _WEIGHT.fullmatch(weight) else None
    return tidy(told["what"]) + tidy(told["where"]) + weight if told else ""


_BOUNDED = re.compile("(?:但是?|而|且|其)*(?P<what>[^，]{2,8})以")


def _bounded(draft: Draft, said: Said) -> str:
    """可降分录取，降幅以30分为限: what stands before 以 is bounded."""
    around = draft.around
    bound = _BOUNDED.fullmatch(text(around.left) + around.carried)
    if not bound or text(around.right)[:2] not in ("为限", "为宜", "为上"):
        return ""
    return opening(said.tokens, draft.position) + tidy(bound["what"])


_LIMIT = re.compile("(?:满分|分值|[合及]格线|分数线|控制线|总分)$")
_BARE = re.compile("满分|总分|(?:最低)?[合及]格(?:分数)?线|(?:最低)?(?:分数|控制)线")


def _limit(draft: Draft, said: Said) -> str:
    """满分100分, 合格分数线60分: of the examination that was told of last."""
    name = measured(draft.around.left)
    if not _BARE.fullmatch(name):
        return name if _LIMIT.search(name) else ""
    last = said.drafts[-1].naming if said.drafts else None
    if last is not None and last.rule == LIMIT:
        return _LIMIT.sub("", last.indicator or "") + name
    spoken = text(said.tokens[max(0, draft.position - BACK) : draft.position])
    tests = _TEST.findall("".join(said.headings[-1:]) + said.above[-NEARBY:] + spoken)
    return (tests[-1] if tests else "") + name


BACK = 40
NEARBY = 80
"""Words of the sentence and characters before it in which the examination is named."""
_TEST = re.compile(
    "笔试|面试|口试|机试|高考|中考|会考|统考|联考|"
    "(?:期[中末]|模拟|毕业|学业水平|文化课?|理论|专业|入学|招聘)考试|(?:技能|体育|体能|专业|心理)测试"
)


_MADE_OF = re.compile(
    "(?P<whole>[^，。的]{0,8}(?:成绩|总分|得分|总评|分数))(?:按照?|由|以|依据)(?P<part>[^，。]+)$"
)
_MARKED = re.compile("(?:成绩|得分|分数?|评价|表现)$")


def _part(draft: Draft, said: Said) -> str:
    """笔试成绩占总成绩比例, of 总成绩按笔试60%、面试40%合成."""
    led = text(draft.around.left) + draft.around.carried
    made_of = _MADE_OF.search(led)
    if made_of:
        return _of_whole(made_of["part"], tidy(made_of["whole"]))
    last = said.drafts[-1] if said.drafts else None
    if last is None or last.naming.rule != RULE or not draft.around.listed:
        return ""
    return _of_whole(led, (last.naming.indicator or "").rpartition("占")[2].removesuffix("比例"))


def _of_whole(said: str, whole: str) -> str:
    part = tidy(said.rstrip("占"))
    if not part or len(part) > LONGEST_PART:
        return ""
    return f"{part if _MARKED.search(part) else part + '成绩'}占{whole}比例"


LONGEST_PART = 12
