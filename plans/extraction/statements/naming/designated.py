"""The words behind a counted noun enter; what those counted are made leaves.

确定6所学校为试点学校 and 10名教师被评为优秀教师 count 试点学校 and 优秀教师.
"""

import re

from plans.extraction.statements.naming.phrases import Words, noun_run, text
from plans.extraction.statements.naming.wording import core

_MADE = re.compile(
    "(?:(?:确|认|评|核|选)定|命名|评选?|列|选|推选|推荐|聘任?|选聘|作|授牌|授予|打造|培养|培育|建设?)?为|担任|[当评]选为?|成为"
)
_VERBS = 3
"""Words in which it is said that they are made it (被/命名/为)."""
LONGEST = 18
_NO_KIND = re.compile("^(?:主|期|其|代表|例|目标|重点|抓手|载体|契机|准|限)|(?:主|目标|重点|内容)$")
"""以教师为主, 为期三天: nothing that anyone is made."""


def designation(words: Words) -> str:
    """What they are made; blank where the words say something else."""
    start = 1 if words and words[0].text in ("被", "已", "均") else 0
    for end in range(start + 1, min(len(words), start + _VERBS) + 1):
        if not _MADE.fullmatch(text(words[start:end])):
            continue
        made = core(text(noun_run(words[end:])))
        if 1 < len(made) <= LONGEST and not _NO_KIND.search(made):
            return made
    return ""
