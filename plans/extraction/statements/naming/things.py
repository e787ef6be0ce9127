"""The phrase of a count and what was said before enter, the draft of its name leaves."""

import re
from dataclasses import replace

from plans.extraction.statements.naming import counts, lexicon, shares, topics
from plans.extraction.statements.naming.lacking import lacking
from plans.extraction.statements.naming.parts import Parts
from plans.extraction.statements.naming.phrases import Phrase, Words, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.wording import (
    BARE_MEASURES,
    MEASURED,
    NOUN_UNITS,
    counted,
    has_own_measure,
    measures,
)
from plans.extraction.statements.quantity import Naming


def draft_count(draft: Draft, said: Said) -> None:
    """Give the draft of a count its parts, or a finished name where it has none of its own."""
    around, unit = draft.around, draft.unit
    measure = _stage_of_measure(draft, said) or _measure_before(around, unit)
    if measure:
        draft.naming = Naming(measure, None, "measure before")
        return
    course = _course(draft, said)
    if course:
        draft.parts = Parts(noun=course, action=True, rule="course")
        return
    parts = lacking(draft, said) or _own_parts(around, unit)
    if unit_of_time(unit) and parts and not parts.noun + parts.predicate and not said.last_parts():
        parts = None
    if parts is None or not parts.noun:
        again = _same_thing(around, unit, said)
        if again:
            draft.naming = Naming(again, None, "same again")
            return
        parts = _lent(draft, parts, said)
    draft.parts = _measured(parts, draft, said) if parts else None


_COURSE = re.compile("(?P<what>.{2,}(?:培训|轮训|研修|集训|进修|研讨|读书|讲习))班?$")
_TRAINED = frozenset(("培训", "参训", "轮训", "受训", "参加", "参与", "培训学员", "参训学员"))


def _course(draft: Draft, said: Said) -> str:
    """举办班主任培训班4期，培训320人次: those who were trained in the course just counted."""
    last = said.last_parts()
    led = text([w for w in draft.around.left if w.tag not in ("adverb", "time")])
    if last is None or draft.unit not in ("人", "人次") or led not in _TRAINED:
        return ""
    course = None if draft.around.right_noun else _COURSE.match(last.noun)
    return course["what"] if course else ""


def _own_parts(around: Phrase, unit: str) -> Parts | None:
    """Noun and verb beside the number."""
    reads_on = bool(around.right) and around.right[0].tag not in ("and", "time", "compare")
    parts = counts.parts_around(around, unit) if reads_on else None
    return parts or counts.parts_before(around) or counts.parts_after(around, unit)


def _measured(parts: Parts, draft: Draft, said: Said) -> Parts:
    """A bare measure (总面积) takes the thing counted before, 三县 its unit as noun."""
    noun, unit = parts.noun, draft.unit
    if unit in NOUN_UNITS and unit not in noun:
        noun += unit
    of_it = noun in BARE_MEASURES or (noun in _PLACES and parts.verb != "新增")
    project = _project(noun, draft, said) if of_it else ""
    last = said.last_parts()
    if project:
        return replace(parts, verb="", noun=project + parts.verb + noun)
    if noun in BARE_MEASURES and last and not has_own_measure(last.noun):
        noun = last.noun.removesuffix("占地") + noun
    if draft.around.each in ("生均", "人均"):
        noun = draft.around.each + noun
    return replace(parts, noun=noun)


_PLACES = frozenset(
    ("班", "教学班", "可容纳学生", "可容纳幼儿", "容纳学生", "容纳幼儿", "学生", "办学", "班级")
)


def _project(noun: str, draft: Draft, said: Said) -> str:
    """The project that a bare measure belongs to; one that was counted before goes first."""
    last = said.last_parts()
    if noun in BARE_MEASURES and last and lexicon.BUILT.search(last.noun):
        return ""
    if noun == "学生" and not draft.around.carried and "容纳" not in text(draft.around.left):
        return ""
    return topics.project(said.tokens, draft.position)


def _same_thing(around: Phrase, unit: str, said: Said) -> str:
    """The number before once more: 突破两万人，为2.01万人, 比去年增加110人."""
    if around.left or around.right or not said.drafts or said.drafts[-1].unit != unit:
        return ""
    last = said.drafts[-1]
    if around.each in ("生均", "人均") and around.each not in said.last_name():
        return around.each + said.last_name()
    if last.parts and "累计" in around.carried:
        return counted(last.parts.noun, unit, last.parts.action)
    again = around.change or (around.carried and not around.listed and not around.part)
    return said.last_name() if again or last.naming.rule == "measure before" else ""


def _stage_of_measure(draft: Draft, said: Said) -> str:
    """宿舍面积小学2平方米，初中3平方米: the stage stands behind the measure."""
    around, unit = draft.around, draft.unit
    sized = unit == "人" and _SIZES.search(said.last_name())
    if around.left and unit == "人":
        size = shares.stage_behind(_without_limits(around.left), _SIZES)
        if size:
            return size
    if not around.left or (unit not in MEASURED and not sized):
        return ""
    if sized:
        return said.stage_of_last(text(around.left))
    head = shares.stage_behind(around.left, _MEASURED)
    if head:
        return head
    stage = text(around.left)
    if has_own_measure(said.last_name()):
        return said.stage_of_last(stage)
    topic = topics.topic(said.tokens, draft.position)
    return stage + topic if lexicon.STAGE.fullmatch(stage) and _MEASURED.search(topic) else ""


def _without_limits(words: Words) -> Words:
    """班额严格控制在小学45人: how it is kept stands between the size and the stage."""
    end = len(words) - 1
    while end > 0 and (
        words[end - 1].tag not in ("noun", "action") or words[end - 1].text in _KEPT
    ):
        end -= 1
    return words[:end] + words[-1:]


_NOUNS = frozenset(("noun", "action"))
_KEPT = frozenset(("标准", "要求", "上限"))


_MEASURED = re.compile(r"(?:面积|半径|距离|时间|时长|册数|学时|总数|数量|班额|图书|藏书)$")


_SIZES = re.compile(r"(?:班额|学校规模|办学规模|办园规模|[校园]均规模)$")
"""Measures in persons that are no count of persons of a kind."""

LONGEST_MEASURE = 24
"""A longer stretch before a measure is a sentence, not its name."""


def _measure_before(around: Phrase, unit: str) -> str:
    """平均受教育年限提高到13年: a measure is named like a rate, with all that leads up to it."""
    name = text(around.left)
    fits = _SIZES.search(name) if unit == "人" else unit in MEASURED and measures(name, unit)
    if not fits or len(name) > LONGEST_MEASURE:
        return ""
    return "" if name in BARE_MEASURES else shares.measured(around.left)


def _lent(draft: Draft, parts: Parts | None, said: Said) -> Parts | None:
    """No noun here: from the list, the topic, the deed alone or the text before."""
    around = draft.around
    alone = counts.bare_verb(around)
    above = _above(around, said)
    if above:
        return Parts(noun=above, action=True, rule="above a mark")
    if alone in lexicon.INTRANSITIVE and not said.last_parts():
        whose = topics.topic(said.tokens, draft.position) or topics.group(said.tokens)
        noun = whose + alone
        return Parts(noun=noun, action=True, rule="deed of the group")
    verb = alone or counts.kept(counts.governing(around.left))
    predicate = parts.predicate if parts else ""
    listed = _from_list(draft, bool(alone), said)
    if listed:
        whole = listed.unit != draft.unit
        own = listed.parts or Parts()
        if whole:
            return replace(own, rule="noun of the list")
        noun = own.noun.rpartition("容纳")[2]
        return Parts(verb=verb, predicate=predicate, noun=noun, rule="noun of the list")
    return _from_text(draft, verb, alone, predicate, said)


def _above(around: Phrase, said: Said) -> str:
    """高考600分以上42人: those beyond a mark that is a number itself."""
    mark = said.drafts[-1] if said.drafts else None
    if mark is None or not around.listed or around.left or mark.unit not in ("分", "岁", "周岁"):
        return ""
    bound = around.carried.removesuffix("有").removesuffix("的")
    beyond = bound in ("以上", "以下", "及以上")
    return text(mark.around.left) + mark.around.token.text + bound if beyond else ""


def _from_list(draft: Draft, alone: bool, said: Said) -> Draft | None:
    """The member of the list, or the count that a bare verb is about (整改302处)."""
    around = draft.around
    last = next((d for d in said.near() if d.parts), None)
    if last is None or last.parts is None:
        return None
    if around.joined and not around.left and last.unit != draft.unit:
        return last
    if alone and draft.unit in MEASURED:
        return None
    bound = around.listed or around.part or alone
    return last if bound and last.unit == draft.unit and last.parts.rule != "verb alone" else None


_LAND = frozenset(("占地", "用地", "征地"))


def _from_text(draft: Draft, verb: str, alone: str, predicate: str, said: Said) -> Parts | None:
    around = draft.around
    begun = alone or around.carried[-2:]
    topic = topics.set_up(said.tokens, draft.position, begun)
    topic = topic or topics.topic(said.tokens, draft.position)
    if alone in _LAND:
        built = topics.project(said.tokens, draft.position)
        return Parts(noun=(built or topic) + alone, rule="land")
    if topic and not predicate and (verb or around.left or around.token.start):
        return Parts(verb=verb, noun=topic, rule="topic")
    last = said.last_parts()
    given = topics.given_each(said.tokens, draft.position) if _is_of_each(around) else ""
    if given:
        return Parts(noun=around.each + given, rule="given to each")
    if around.each and unit_of_time(draft.unit) and last and not around.left:
        return Parts(noun=last.predicate or last.verb + last.noun, rule="length of the deed")
    if predicate and draft.unit != "人" and last and said.drafts[-1].unit == draft.unit:
        return Parts(predicate=predicate, noun=last.noun, rule="deed of the same")
    timed = _AT_RATE.sub("", said.last_name()) if unit_of_time(draft.unit) and last is None else ""
    if timed and timed != said.last_name() and not predicate:
        return Parts(noun=timed, action=True, rule="length of what the rate is of")
    if predicate:
        return Parts(verb=verb, predicate=predicate, action=True, rule="predicate alone")
    return Parts(noun=alone, action=True, rule="verb alone") if alone else None


def _is_of_each(around: Phrase) -> bool:
    return around.each[:1] == "每" and not around.left and not around.right_noun


def unit_of_time(unit: str) -> bool:
    """Whether a unit measures time."""
    return unit in ("天", "周", "月", "个月", "年", "小时", "分钟", "学时", "课时")


_AT_RATE = re.compile("(?:学生)?(?:参与|覆盖|参加|开展|普及|参训)率$")


_MEETING = re.compile(r"(?<=[加与])(?:会议|大会|活动|培训|比赛|竞赛|考试)$")


_GAINING = ("惠及", "受益", "受助", "受惠", "覆盖", "享受")


def _gains(parts: Parts) -> bool:
    """Whether pupils are counted who gain by a programme (惠及学生, 受助学生)."""
    return len(parts.noun) <= 5 and (parts.verb + parts.noun).startswith(_GAINING)


def _gained(parts: Parts, draft: Draft, said: Said) -> Parts:
    """Pupils are told by the programme, else by the sum, that they gain by."""
    programme = topics.gained_by(said.tokens, draft.position)
    if programme and programme not in parts.noun:
        return replace(parts, subject=programme)
    before = [d for d in said.drafts if d.position < draft.position][-1:]
    given = (before[0].naming.indicator or "") if before and before[0].unit == "元" else ""
    if _AID.search(given):
        who = parts.noun.removeprefix("惠及").removeprefix("受益").removeprefix("受助")
        return replace(parts, verb="", noun="受资助" + (who or "学生"), action=False)
    return replace(parts, subject=given) if _REMITTED.match(given) else parts


_AID = re.compile("资助(?:资金|金|款)?$")
_REMITTED = re.compile("(?:减免|免除|免收|减收|免)[^，]{1,8}费$")


def complete(draft: Draft, said: Said) -> None:
    """A head that says too little takes its fuller form from the clauses before."""
    parts = draft.parts
    if parts is None:
        return
    met = _MEETING.search(parts.predicate)
    if met:
        meeting = topics.fuller(said.tokens, draft.position, met[0], "") or met[0]
        parts = replace(parts, predicate=parts.predicate.removesuffix(met[0]) + meeting)
    gained = _gains(parts)
    parts = _gained(parts, draft, said) if gained else parts
    parts = _received(_of_an_age(parts, said), draft, said)
    if parts.noun == "学员":
        parts = replace(parts, noun=topics.event(said.tokens, draft.position) + parts.noun)
    elif parts.noun in lexicon.GENERIC and not (gained and parts.subject):
        fuller = topics.fuller(said.tokens, draft.position, parts.noun, parts.predicate)
        parts = replace(parts, noun=fuller or parts.noun)
    if _PRIZE.search(parts.noun) and not parts.subject:
        parts = replace(parts, subject=topics.contest(said.tokens, draft.position))
    draft.parts = parts


def _of_an_age(parts: Parts, said: Said) -> Parts:
    """开设班级9个：大班3个: the part is told in the word of the whole."""
    of_classes = any(d.parts and d.parts.noun == "班级" for d in said.drafts)
    if of_classes and _AGE_CLASS.fullmatch(parts.noun):
        noun = parts.noun.removesuffix("班级") + "班级"
        return replace(parts, verb=parts.verb.removesuffix("开设"), noun=noun)
    return parts


def _received(parts: Parts, draft: Draft, said: Said) -> Parts:
    """国家助学金…，80名学生已领到手: pupils are counted who gain by the programme."""
    gains = topics.programme(said.tokens, draft.position) if parts.predicate in _RECEIVED else ""
    return replace(parts, subject=gains, verb="受助", predicate="") if gains else parts


_AGE_CLASS = re.compile("[大中小托]班(?:班级)?")
_RECEIVED = frozenset(("领到", "领到手", "拿到", "拿到手", "领取"))
_PRIZE = re.compile("(?:等奖|冠军|亚军|金牌|银牌|铜牌|奖项|金奖|银奖)$")
