"""The words before a number enter, who does it leaves: a stage, a kind of person, a contest."""

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Words, noun_run, text


def stage_subject(words: Words) -> str:
    """义务教育阶段10万名学生: a stage alone before the number qualifies what stands behind."""
    said = text([w for w in words if w.tag not in ("time", "region", "adverb", "aside")])
    return said if lexicon.STAGE.fullmatch(said) else ""


def group_subject(words: Words) -> str:
    """Who does it, where that is a kind of school or person and not the region itself."""
    start = 0
    while start < len(words) and words[start].tag in ("time", "region", "adverb", "aside"):
        start += 1
    if start < len(words) and words[start].text == "在":
        return _contest(words[start + 1 :])
    run = noun_run(words[start:])
    said = text(run)
    rest = words[start + len(run) :]
    contest = _contest(rest[1:]) if rest and rest[0].text == "在" else ""
    if contest:
        return contest
    if not run or not rest or len(said) > 12 or not lexicon.GROUPS.search(run[-1].text):
        return ""
    return said


def _contest(words: Words) -> str:
    """The contest in which a prize was won (在技能大赛中)."""
    end = next(
        (i for i, w in enumerate(words) if w.text in ("中", "上", "里") or w.tag == "verb"), 0
    )
    name = text(words[:end])
    return name if lexicon.CONTESTS.search(name) else ""
