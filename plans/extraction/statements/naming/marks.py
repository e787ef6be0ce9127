"""A number of an examination enters; what it is of leaves: full marks, lines, parts of a mark.

总成绩按笔试60%、面试40%合成: each share is that of a part in the whole mark.
"""

import re

from plans.extraction.statements.naming.phrases import text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.shares import measured
from plans.extraction.statements.naming.wording import tidy
from plans.extraction.statements.quantity import Naming

RULE = "part of a mark"
LIMIT = "full mark or line"


def name_mark(draft: Draft, said: Said) -> Naming | None:
    """The name of full marks, a line or a part of a mark; None for other quantities."""
    if draft.unit == "分":
        name = _limit(draft, said)
        return Naming(name, None, LIMIT) if name else None
    if draft.unit == "%":
        name = _part(draft, said)
        return Naming(name, None, RULE) if name else None
    return None


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
