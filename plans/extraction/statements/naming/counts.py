"""The phrase of a counted quantity enters, the parts of its name leave."""

import re
from dataclasses import replace

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.deeds import deed, last_of, predicate_of
from plans.extraction.statements.naming.designated import designation
from plans.extraction.statements.naming.doers import (
    daily_subject,
    grade_subject,
    group_subject,
    stage_subject,
    whole_subject,
)
from plans.extraction.statements.naming.examples import (
    before_counted,
    before_examples,
    past_examples,
)
from plans.extraction.statements.naming.parts import SIZE, Parts
from plans.extraction.statements.naming.phrases import (
    Phrase,
    Words,
    is_frame,
    noun_run,
    noun_tail,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.taking_part import sent_to, taking_part
from plans.extraction.statements.naming.tokens import Token
from plans.extraction.statements.naming.wording import MEASURED, core

RELATIVE_LIMIT = 12
"""Words before 的 that a name still holds."""


def parts_after(phrase: Phrase, unit: str) -> Parts | None:
    """Parts from the noun behind the number (培训100名园长, 11所学院转设)."""
    words = _attributive(phrase.right)
    run = _fitting(_before_next(phrase, before_counted(noun_run(words))), words, unit)
    run = _first_deed(run) if unit in MEASURED else run
    if not run or _fits_later(run, words, unit):
        return _described(phrase, words)
    told = _sized(phrase, run, unit) or _designated(phrase, words[len(run) :])
    if told:
        return told
    noun, action, made = _noun(run, unit)
    if noun in lexicon.WEAK_END or phrase.deed:
        return None
    verbs = governing(before_examples(phrase, unit))
    noun = _of_person(noun, unit) if verbs else noun
    causes = not verbs or verbs[-1].text in lexicon.CAUSATIVE
    lacking = bool(verbs) and verbs[-1].text in lexicon.LACKING
    verb = "" if lacking else kept(verbs)
    noun += "缺口" if lacking else ""
    subject = stage_subject(phrase.left) or grade_subject(phrase.left)
    subject = subject or group_subject(phrase.left)
    acts = (causes or verb in _CHOOSING) and not phrase.carried.endswith("按")
    predicate = made or (deed(words[len(run) :], phrase) if acts else "")
    sent = sent_to(verb, predicate, noun) if unit == "人" else None
    return (
        replace(sent, subject=subject)
        if sent
        else Parts(
            subject=subject,
            verb="" if predicate and verb in _CHOOSING else verb,
            predicate=predicate,
            noun=noun,
            action=action,
            causes=causes,
            rule="noun after",
        )
    )


def _sized(phrase: Phrase, run: Words, unit: str) -> Parts | None:
    """不足100人的学校: the number is the size of the thing behind it."""
    if unit != "人" or not _SIZED.search(text(run)) or phrase.token.text.endswith("口"):
        return None
    return Parts(verb=kept(governing(phrase.left)), noun=core(text(run)), rule=SIZE)


def _designated(phrase: Phrase, behind: Words) -> Parts | None:
    """确定6所学校为试点学校: they are told by what they are made."""
    made = designation(behind)
    hired = kept(tuple(v for v in governing(phrase.left) if "聘" in v.text)) if made else ""
    return Parts(verb=hired, noun=made, rule="designated") if made else None


_SIZED = re.compile(
    r"(?:学校|小学|初中|高中|中学|幼儿园|教学点|村小|校点|班|大班额|超额班|教学班|班级)$"
)
"""Counted in persons, these are told by their size (不足100人的学校, 56人以上大班额)."""

_CHOOSING = frozenset(
    ("遴选", "选派", "选送", "选择", "遴选推荐", "选拔", "抽调", "推荐", "组织选派", "")
)


def _attributive(words: Words) -> Words:
    """A verb of the dictionary right before a noun qualifies it (11所独立学院)."""
    if len(words) > 1 and words[0].tag == "verb" and words[1].tag in ("noun", "action"):
        known = words[0].text in lexicon.KEEP or words[0].text in lexicon.FRAME
        if not known and len(words[0].text) == 2:
            return (words[0].renamed("noun"), *words[1:])
    return words


def _fitting(run: Words, words: Words, unit: str) -> Words:
    """End the noun at the word that the measure goes with, where something is done to it then."""
    fitting = lexicon.FITTING.get(unit)
    if fitting is None or not run:
        return run
    fits = [i for i, w in enumerate(run) if w.tag == "noun" and fitting.search(w.text)]
    if not fits or fits[-1] + 1 == len(run):
        return run
    end = fits[-1] + 1
    of_it = run[end].tag == "of" and not (unit == "所" and len(words) > len(run))
    return run if of_it or len(words) == end else run[:end]


def _before_next(phrase: Phrase, run: Words) -> Words:
    """24个班、学生900人: what follows 、 belongs to the next number where it touches that."""
    marks = [i for i, w in enumerate(run) if w.tag == "and"]
    if marks and phrase.meets and run[-1] is phrase.right[-1]:
        return run[: marks[-1]]
    return run


def _first_deed(run: Words) -> Words:
    """Of a list of works (校舍改造、学校重建) only the first is measured."""
    for index in range(1, len(run) - 1):
        if (
            run[index].tag == "and"
            and run[index - 1].tag == "action"
            and run[index + 1].tag == "noun"
        ):
            return run[:index]
    return run


def _fits_later(run: Words, words: Words, unit: str) -> bool:
    """Whether the noun is rather the one behind a later 的 (80名成果显著的带头人)."""
    fitting = lexicon.FITTING.get(unit)
    of = last_of(words)
    if fitting is None or of is None or of < len(run) or fitting.search(run[-1].text):
        return False
    later = noun_run(words[of + 1 :])
    return bool(later) and any(fitting.search(w.text) for w in later)


def _described(phrase: Phrase, words: Words) -> Parts | None:
    """A clause with 的 before the noun (50个面向…的专业), or a bare predicate (2所退出)."""
    of = last_of(words)
    verbs = governing(phrase.left)
    run = noun_run(words[of + 1 :]) if of is not None else ()
    if of is not None and run and core(text(run)) not in lexicon.WEAK_END:
        relative = text(words[: of + 1]) if of <= RELATIVE_LIMIT else ""
        return Parts(verb=kept(verbs), noun=relative + core(text(run)), rule="clause with 的")
    if words and (words[0].tag in ("verb", "adverb") or words[0].text == "通过"):
        predicate = predicate_of(words[:of] if of else words)
        return (
            Parts(predicate=predicate, causes=True, rule="predicate alone") if predicate else None
        )
    return None


def _noun(run: Words, unit: str) -> tuple[str, bool, str]:
    """Noun, whether it is an action, and what is done where that stands behind (教师的培训)."""
    of = next((i for i, w in enumerate(run) if w.tag == "of"), None)
    if of is not None:
        head = core(text(run[of + 1 :]))
        last = [w for w in run[of + 1 :] if head.endswith(w.text)]
        if last and last[-1].tag == "action" and len(head) <= 4:
            return core(text(run[:of])), False, head
    noun = core(text(run)).removesuffix("任务")
    ends = [w for w in run if noun.endswith(w.text)]
    action = bool(ends) and ends[-1].tag == "action"
    fitting = lexicon.FITTING.get(unit)
    if action and unit == "人" and fitting and fitting.search(noun[: -len(ends[-1].text)]):
        return noun[: -len(ends[-1].text)], False, ends[-1].text
    return noun, action, ""


def _of_person(noun: str, unit: str) -> str:
    """办理1460名学生的手续 counts the students: what is theirs goes in front."""
    fitting = lexicon.FITTING.get(unit)
    person, of, thing = noun.partition("的")
    if of and unit == "人" and fitting and fitting.search(person) and not fitting.search(thing):
        return thing + person
    return noun


def governing(left: Words) -> Words:
    """The verbs right before the number, nearest group only (新建、改扩建)."""
    end = len(left)
    while end and left[end - 1].tag in ("adverb", "time", "aspect", "compare", "region", "each"):
        end -= 1
    start = end
    while start and (_governs(left[start - 1]) or _joins(left, start)):
        start -= 1
    return left[start:end]


def _governs(word: Token) -> bool:
    return word.tag == "verb" or (word.tag == "action" and word.text in lexicon.KEEP)


def _joins(left: Words, start: int) -> bool:
    """Whether 和 or 、 stands between two verbs."""
    return start > 1 and left[start - 1].tag == "and" and _governs(left[start - 2])


_GROWING = frozenset(("增加", "减少"))
"""Carriers elsewhere; before the thing itself they tell that it is added (增加学位800个)."""


def kept(verbs: Words) -> str:
    """The verbs that belong to a name: those that tell kinds apart."""
    said = [v for v in verbs if not is_frame(v) or (v is verbs[-1] and v.text in _GROWING)]
    while said and said[0].tag == "and":
        said = said[1:]
    return text(said)


def parts_around(phrase: Phrase, unit: str) -> Parts | None:
    """Parts from both sides: 选派教师40名到农村支教, a noun before and its deed behind."""
    after = None if phrase.of_right and _seen_as(phrase) else parts_after(phrase, unit)
    if after is None or (after.noun and not phrase.all_of_them):
        return after
    before = parts_before(phrase)
    if before and (phrase.all_of_them or _reaches(phrase)):
        return before
    if before is None or not phrase.touching:
        return after
    deed = after.predicate.removeprefix("到").removeprefix("赴")
    if before.verb in _CHOOSING and len(deed) <= DEED_LIMIT:
        return replace(before, verb="", predicate=deed)
    return before


def _seen_as(phrase: Phrase) -> bool:
    """不少于15分钟的要求: what the number is seen as is nothing that it counts."""
    return phrase.right[:1] != () and phrase.right[-1].text in _SEEN and len(phrase.right) <= 2


_SEEN = frozenset(
    (
        "要求",
        "目标",
        "水平",
        "状况",
        "现状",
        "情况",
        "实际",
        "需求",
        "短板",
        "问题",
        "规定",
        "规模",
        "格局",
    )
)


def _reaches(phrase: Phrase) -> bool:
    """增至10500人的实际需求: what reaches the number stands before, 的 leads to how it is seen."""
    return phrase.of_right and _REACHING.search(phrase.carried) is not None


_REACHING = re.compile("[达增升降减扩稳][到至在为]|达|突破|超过")

DEED_LIMIT = 10
"""A longer deed behind a noun that stands before the number tells no kind apart."""


def parts_before(phrase: Phrase) -> Parts | None:
    """Parts from the noun before the number (新建幼儿园42所)."""
    words = _without_plan(phrase.left)
    if words and words[-1].tag == "verb" and (words[-1].text not in _TAKING or _after_noun(words)):
        words = (*words[:-1], words[-1].renamed("action"))
    if phrase.nominal and not phrase.right_noun:
        return _nominal(words)
    doing = taking_part(words)
    if doing:
        return doing
    lacking = bool(words) and words[-1].text in lexicon.LACKING
    words = strip_carriers(words[:-1]) if lacking else words
    tail = noun_tail(words)
    if not tail or _bare_verb(words):
        return None
    rest = words[: len(words) - len(tail)]
    rest, tail = past_examples(rest, tail)
    verb = ""
    verbs: Words = ()
    if rest and rest[-1].tag == "of":
        tail = _with_clause(words, tail)
        rest = words[: len(words) - len(tail)]
    elif rest and rest[-1].tag in ("verb", "action"):
        verbs = governing(rest)
        lacked = bool(verbs) and verbs[-1].text in lexicon.LACKING
        verb = "" if lacked else _admitting(verbs, tail) or kept(verbs)
        lacking = lacking or lacked
        rest = rest[: len(rest) - len(verbs)]
    noun = _kind_named(core(text(tail)), phrase) + ("缺口" if lacking else "")
    action = tail[-1].tag == "action"
    subject = whole_subject(rest, text(verbs), noun) or daily_subject(rest)
    subject = subject or group_subject(rest) or grade_subject(rest)
    return Parts(subject, verb, "", noun, action, False, "noun before")


def _admitting(verbs: Words, tail: Words) -> str:
    """发展党员: of them alone it tells that they were admitted."""
    admitted = text(tail).endswith(("党员", "团员", "会员", "队员", "积极分子"))
    return "发展" if admitted and "发展" in text(verbs) else ""


_TAKING = lexicon.KEEP - lexicon.INTRANSITIVE
_PLANNED = frozenset(("预计", "计划", "拟", "将"))


def _without_plan(words: Words) -> Words:
    """小学一年级预计招生: that it is only expected is no part of the name."""
    planned = len(words) > 2 and words[-2].text in _PLANNED and words[-3].tag == "noun"
    return (*words[:-2], words[-1].renamed("action")) if planned else words


def _kind_named(noun: str, phrase: Phrase) -> str:
    """东关小学、西关小学等6所: the schools are examples, what is counted is schools."""
    examples = phrase.touching and phrase.left[-1].text == "等" and phrase.token.text[-1] == "所"
    return "学校" if examples and lexicon.SCHOOL_NAME.match(noun) else noun


def _after_noun(words: Words) -> bool:
    return len(words) > 1 and words[-2].tag in ("noun", "action")


def _nominal(words: Words) -> Parts | None:
    """A clause before 的 that stands for those who do it (到农村学校任教的达到90人)."""
    start = 0
    while start < len(words) and words[start].tag in ("time", "region", "adverb", "aside"):
        start += 1
    said = text(words[start:])
    return Parts(noun=said, action=True, rule="clause as noun") if len(said) > 1 else None


def _bare_verb(words: Words) -> bool:
    """Whether nothing but a verb stands there (整改302处): the noun was said before."""
    said = [w for w in words if w.tag not in ("adverb", "time", "region", "aside")]
    while len(said) > 1 and is_frame(said[0]):
        said = said[1:]
    return len(said) == 1 and (said[0].text in lexicon.KEEP or said[0].tag in ("action", "verb"))


def bare_verb(phrase: Phrase) -> str:
    """The verb that stands before the number alone."""
    said = [
        w for w in phrase.left if w.tag not in ("time", "region") and w.text not in lexicon.ADVERBS
    ]
    while len(said) > 1 and is_frame(said[0]):
        said = said[1:]
    return text(said) if _bare_verb(phrase.left) else ""


def _with_clause(words: Words, tail: Words) -> Words:
    """The noun with the clause before its 的 (随班就读的残疾儿童)."""
    start = len(words) - len(tail)
    while start and words[start - 1].tag in _IN_CLAUSE and words[start - 1].text not in _BOUNDS:
        if is_frame(words[start - 1]):
            break
        start -= 1
    return words[start:]


_BOUNDS = frozenset(("以上", "以下", "以内", "左右", "之间"))
_IN_CLAUSE = ("of", "noun", "action", "verb", "and", "preposition", "compare")
