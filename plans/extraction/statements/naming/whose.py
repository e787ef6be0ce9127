"""A bare rate (巩固率, 建档率) enters; it leaves with whom or what the sentence tells it of."""

import re

from plans.extraction.statements.naming import lexicon, topics
from plans.extraction.statements.naming.phrases import (
    Words,
    clauses_before,
    noun_run,
    noun_tail,
    text,
)
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.tokens import words_of
from plans.extraction.statements.naming.wording import core, tidy

_OWN_RATES = frozenset(("普惠率", "开课率", "普职比", "职普比"))
"""Short names that say whose rate they are."""


def whose(name: str, position: int, said: Said) -> str:
    """A bare head (巩固率) is of what the rate before was of, else of the sentence's subject."""
    if len(name) > 4 or name in _OWN_RATES or name[-1] not in "率面":
        own = len(name) > 3 or name in _OWN_RATES
        return name if own else _of_schools(name, position, said) + name
    told = _of_counted(name, said) or _of_stage(name, said) or _of_deed(name, position, said)
    if told or len(name) > 3:
        return told or name
    return _sister(name, said) or _subject(name, position, said) + name


def _of_schools(name: str, position: int, said: Said) -> str:
    """对教学点，按班师比1:1.7核定; 教师42人，师生比1:14 is of no teachers."""
    before = text((*clauses_before(said.tokens, position)[1:2], ())[0])
    facing = _FACING.fullmatch(before)
    group = core(facing["whom"]) if facing else topics.group(said.tokens)
    return "" if _BOTH_SIDES.search(name) and _PEOPLE.search(group) else group


_FACING = re.compile("(?:对于?|面向)(?P<whom>[^，。；]{2,12})")
_BOTH_SIDES = re.compile("[师生幼班机]比$")
_PEOPLE = re.compile("(?:教师|教职工|学生|幼儿|在校生|校长|儿童|毕业生|新生)$")


_PUPILS = re.compile("[^，。、的]{0,8}?(?:儿童少年|儿童|少年|幼儿|子女|学生)")


def _subject(name: str, position: int, said: Said) -> str:
    """Whom the clause before opens with, where the rate is of pupils, or the sentence speaks of."""
    before = (*clauses_before(said.tokens, position)[1:2], ())[0]
    pupils = _PUPILS.match(text(before)) if _ENROLMENT.search(name) else None
    if pupils and before[0].tag == "noun":
        return pupils[0]
    group = topics.group(said.tokens)
    last = said.last_parts()
    if not group and last and len(last.noun) <= LONGEST_OWNER and "人" not in said.drafts[-1].unit:
        group = tidy(last.noun)
    return group or ("学生" if name[:2] in _OF_PUPILS else "")


_LAST_RATE = re.compile(f"(?:{lexicon.RATE_WORD})$")
_LAST_MARK = re.compile("(?:平均(?:分|成绩)|均分|人均分)$")
_OF_MARKS = re.compile("(?:优秀|优良|优生|良好|及格|合格|达标|低分|满分|过关)率")


def _sister(name: str, said: Said) -> str:
    """优秀率 of the subject whose 及格率 or 平均分 stands right before."""
    last, unit = said.last_name(), said.drafts[-1].unit if said.drafts else ""
    if unit == "分" and _OF_MARKS.fullmatch(name):
        owner = _LAST_MARK.sub("", last)
    elif unit == "%" and name[:2] not in _OF_PUPILS:
        owner = _without_rate(last)
    else:
        return ""
    return owner + name if len(owner) > 1 and owner != last else ""


def _without_rate(name: str) -> str:
    """师范生 of 师范生履约率, whatever the rate."""
    owner = _LAST_RATE.sub("", name)
    words = words_of(name) if owner == name else ()
    rated = len(words) > 1 and words[-1].text.endswith("率") and len(words[-1].text) > 1
    return name.removesuffix(words[-1].text) if rated else owner


def _of_deed(name: str, position: int, said: Said) -> str:
    """配备率 after 配备专职保安, 建档率 after 建立学生健康档案: of what the clause before does."""
    words = (*clauses_before(said.tokens, position)[1:2], ())[0]
    deed = name[:-1]
    if deed == "完成" and words and words[0].tag == "verb":
        done = core(text(noun_run(words[1:])))
        return done + name if 1 < len(done) <= LONGEST_THING else ""
    if any(w.tag == "quantity" for w in words) or len(deed) != 2 or _ENROLMENT.search(deed):
        return ""
    for index in range(len(words) - 1, -1, -1):
        thing = _done_to(words, index, deed)
        if 1 < len(thing) <= LONGEST_THING and not _ABSTRACT.search(thing):
            return thing + name
    return ""


def _done_to(words: Words, index: int, deed: str) -> str:
    """The object of the verb at ``index`` if that is the deed, or they are short for it."""
    run = noun_run(words[index + 1 :])
    word, thing = words[index].text, core(text(run))
    if word == deed:
        thing = "" if all(w.tag == "action" for w in run) else thing
        led = words[:index]
        return thing or core(text(noun_tail(led[:-1] if text(led[-1:]) == "的" else led)))
    verbal = words[index].tag in ("verb", "action") and word.startswith(deed[0])
    return thing if verbal and deed[1] in thing else ""


LONGEST_THING = 14
_ABSTRACT = re.compile("(?:水平|质量|能力|意识|力度|成果|结果|制度|机制)$")


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
