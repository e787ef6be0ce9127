"""Drafts of one sentence enter; what a list says once for all its members is given to each."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.classes import RULE as CLASSES
from plans.extraction.statements.naming.parts import WHOLE, Parts
from plans.extraction.statements.naming.phrases import Words, text
from plans.extraction.statements.naming.rates import RATE_OF_PLACE
from plans.extraction.statements.naming.said import Draft
from plans.extraction.statements.naming.shares import split_names
from plans.extraction.statements.naming.taking_part import RULE as TAKING_PART
from plans.extraction.statements.naming.wording import RATE_UNITS, rated
from plans.extraction.statements.quantity import Naming

LONGEST_LIST = 12
"""Members over which one list of names is spread."""


def complete(drafts: Sequence[Draft]) -> None:
    """Spread names, verbs and heads over the members of the lists of a sentence."""
    for index in range(len(drafts)):
        _spread_names(drafts, index)
    whole: Draft | None = None
    parting = False
    for index, draft in enumerate(drafts):
        opens, was_parting = draft.around.part or draft.around.inside, parting
        parting = opens or (parting and index > 0 and _is_part_still(draft, drafts[index - 1]))
        if parting:
            _as_part(draft, whole)
        elif index and was_parting and _is_inside(draft, drafts[index - 1]):
            _put_inside(draft, drafts[index - 1])
        else:
            _other_stage(draft, drafts[index - 1] if index else None)
            whole = draft if draft.parts else whole
            _take_verb(drafts, index)
            _take_part(draft, drafts[index - 1] if index else None)
            _take_lack(draft, drafts[index - 1] if index else None)
    for index in range(len(drafts) - 2, -1, -1):
        _take_back(drafts[index], drafts[index + 1])


def _is_inside(draft: Draft, last: Draft) -> bool:
    """其中公办园103所、在园幼儿19420人: those who are in the schools just counted."""
    own, of = draft.parts, last.parts
    counted = own is not None and of is not None and (draft.unit, last.unit) == ("人", "所")
    return bool(counted and own and _INMATES.fullmatch(own.noun) and draft.around.listed)


_INMATES = re.compile("(?:在[校园读籍])?(?:学生|幼儿|儿童|[校园]生|教师|教职工|专任教师)")


def _put_inside(draft: Draft, last: Draft) -> None:
    if draft.parts and last.parts:
        draft.parts = replace(draft.parts, noun=last.parts.noun + draft.parts.noun)


def _spread_names(drafts: Sequence[Draft], index: int) -> None:
    """小学、初中入学率分别达到100%和99%: one name for each number."""
    run = index + 1
    while run < min(len(drafts), index + LONGEST_LIST) and drafts[run].around.joined:
        run += 1
    named = drafts[index].naming.rule in (RATE_OF_PLACE, CLASSES)
    if run - index < 2 or named or drafts[index].around.right_noun:
        return
    names = split_names(drafts[index].around.left, run - index)
    if not names and drafts[index].naming.rule == "same again" and index >= run - index:
        names = [d.settle().indicator or "" for d in drafts[2 * index - run : index]]
    names = names or _kinds_before(drafts, index, run)
    if not names:
        return
    counted = drafts[run - 1]
    behind = counted.parts.noun if counted.parts and counted.around.right_noun else ""
    for draft, words in zip(drafts[index:run], names, strict=True):
        said = "".join(words) + behind
        if draft.parts:
            verb = "" if draft.parts.verb in said else draft.parts.verb
            draft.parts = replace(draft.parts, verb=verb, noun=said)
        else:
            name = rated(said) if draft.unit in RATE_UNITS else said
            draft.naming = Naming(name, None, "one name each")


def _kinds_before(drafts: Sequence[Draft], index: int, run: int) -> list[str]:
    """及格率小学93%、初中71%，优秀率分别为38%、17%: the stages of the rates right before."""
    head, count = text(drafts[index].around.left), run - index
    if not _RATE.fullmatch(head) or "分别" not in drafts[index].around.carried or index < count:
        return []
    before = [d.settle().indicator or "" for d in drafts[index - count : index]]
    stages = [m[0] for name in before if (m := lexicon.ONE_STAGE.match(name))]
    return [stage + head for stage in stages] if len(set(stages)) == count else []


_RATE = re.compile("[^，、和]{1,6}率")


def _other_stage(draft: Draft, last: Draft | None) -> None:
    """县级21所 after 市级平安校园6所: the same thing of another stage."""
    own, before = draft.parts, last.parts if last else None
    if own is None or before is None or last is None or draft.unit != last.unit:
        return
    stage = lexicon.STAGE.match(before.noun)
    rest = before.noun[stage.end() :] if stage else ""
    divided = len(rest) > 1 and lexicon.STAGE.fullmatch(own.noun) is not None
    if divided and not draft.around.right_noun and _only_divides(own.noun, rest, draft.unit):
        verb = own.verb or before.verb
        draft.parts = replace(before, verb=verb, noun=own.noun + rest, rule="another stage")


def _is_part_still(draft: Draft, last: Draft) -> bool:
    """小学226名 after 其中初中86名."""
    noun = draft.parts.noun if draft.parts else ""
    quality = draft.unit == "人" and _QUALITY.match(noun)
    named = quality or divides(noun) or (draft.unit == "人" and lexicon.SCHOOL_NAME.match(noun))
    return bool(named) and last.unit == draft.unit


def divides(noun: str) -> bool:
    """Whether a noun only says which part is meant: a stage, a kind, a place."""
    return bool(lexicon.STAGE.fullmatch(noun) or lexicon.PLACE.match(noun))


def _as_part(draft: Draft, whole: Draft | None) -> None:
    """A part carries the verb of the whole, a mere stage its noun as well."""
    parts, of = draft.parts, whole.parts if whole else None
    if parts is None or of is None or whole is None or whole.unit != draft.unit:
        return
    if parts.rule == WHOLE:
        return
    quality = _QUALITY.match(parts.noun)
    if quality and draft.unit == "人":
        noun = quality["what"] + of.noun
        draft.parts = replace(of, noun=noun, rule="part by quality")
    elif _is_place(parts.noun) or (_is_school(parts.noun) and not _is_school(of.noun)):
        draft.scope = parts.noun
        draft.parts = replace(of, rule="share of a place")
    elif _only_divides(parts.noun, of.noun, draft.unit):
        placed = lexicon.PLACE.match(parts.noun)
        bare = of.noun if placed else _without_stage(of.noun)
        noun = parts.noun + bare
        draft.parts = replace(of, verb=parts.verb or of.verb, noun=noun, rule="part of the whole")
    else:
        predicate = parts.predicate or of.predicate
        noun = _kind_of(parts.noun, of.noun)
        verb = parts.verb or of.verb
        draft.parts = replace(parts, verb=verb, subject="", predicate=predicate, noun=noun)


_QUALITY = re.compile(
    r"(?:具有|取得|拥有|具备|获得)?(?P<what>[^的]{0,12}(?:学历|学历层次|层次|职称|学位|资格|证书?|编制))$"
)


def _is_school(noun: str) -> bool:
    """Whether a noun names one school and not a kind of school."""
    return bool(lexicon.SCHOOL_NAME.match(noun)) and not lexicon.SCHOOL_KIND.fullmatch(noun)


def _is_place(noun: str) -> bool:
    """Whether a noun names one place and not a kind of place."""
    return bool(lexicon.PLACE.match(noun)) and not _PLACE_KIND.search(noun)


_PLACE_KIND = re.compile(
    f"^(?:{lexicon.STAGES})$|山区|牧区|湖区|库区|林区|矿区|老区|片区|贫困|边远|偏远|边境|重点|民族|学校|主城|示范"
)


def _only_divides(noun: str, whole: str, unit: str) -> bool:
    fitting = lexicon.FITTING.get(unit)
    itself = fitting is not None and fitting.search(noun)
    return divides(noun) and not itself and not noun.endswith(whole)


def _without_stage(noun: str) -> str:
    """The noun without the stage it opens or ends with."""
    opening = lexicon.STAGE.match(noun)
    if opening:
        return noun[opening.end() :] or noun
    ending = next((m for m in lexicon.STAGE.finditer(noun) if m.end() == len(noun)), None)
    return noun[: ending.start()] if ending and ending.start() else noun


def _kind_of(noun: str, whole: str) -> str:
    """B类课题 of 市级滚动课题: the kind goes into the fuller name of the whole."""
    stage = lexicon.ONE_STAGE.match(noun)
    rest = noun[stage.end() :] if stage else ""
    if rest and rest != "园" and whole.endswith(rest) and whole not in (rest, noun):
        return whole.removesuffix(rest) + noun
    return noun


def _take_verb(drafts: Sequence[Draft], index: int) -> None:
    """One verb governs a list: 安装摄像头560个、报警装置45套."""
    draft, last = drafts[index], drafts[index - 1] if index else None
    if last is None or last.parts is None or draft.parts is None or not last.parts.verb:
        return
    around = draft.around
    alike = (draft.unit == "人") == (last.unit == "人")
    near = around.listed or (
        alike and around.touching and len(around.left) <= 4 and around.next_clause
    )
    if near and not draft.parts.verb and not draft.parts.predicate and _no_verb(around.left):
        draft.parts = replace(draft.parts, verb=_carried(last), subject=_contest_of(last))


def _take_part(draft: Draft, last: Draft | None) -> None:
    """教师参加国家级培训30人、省级培训90人: the same persons take part in each."""
    own, before = draft.parts, last.parts if last else None
    if own is None or before is None or not draft.around.listed or own.subject:
        return
    if own.action and before.rule == TAKING_PART:
        draft.parts = replace(own, subject=before.subject, rule=TAKING_PART)


def _take_lack(draft: Draft, last: Draft | None) -> None:
    """缺英语教师30名、音乐教师20名: each of the list is lacking."""
    own, before = draft.parts, last.parts if last else None
    if own is None or before is None or not draft.around.listed or own.verb or own.predicate:
        return
    if before.noun.endswith("缺口") and not own.noun.endswith("缺口"):
        draft.parts = replace(own, noun=own.noun + "缺口")


def _carried(last: Draft) -> str:
    """The verb; with the activity it names where the noun is who took part (参加学习活动单位)."""
    assert last.parts is not None
    event = _event(last.around.left, last.parts)
    return last.parts.verb + event


def _event(words: Words, parts: Parts) -> str:
    for index in range(len(words) - 2, 0, -1):
        said = text(words[: index + 1])
        if words[index].text in lexicon.EVENT and parts.verb in said:
            return said.rpartition(parts.verb)[2]
    return ""


def _no_verb(words: Words) -> bool:
    return not any(w.tag == "verb" for w in words) and not (
        len(words) > 1 and words[0].tag == "action"
    )


def _take_back(draft: Draft, following: Draft) -> None:
    """What the last member of a list says for all: 百名校长、万名教师交流."""
    parts, after = draft.parts, following.parts
    if (
        parts is None
        or after is None
        or not following.around.listed
        or draft.unit != following.unit
    ):
        return
    if parts.rule != "noun after" or following.around.left:
        return
    if parts.causes and not parts.predicate and after.predicate:
        draft.parts = replace(parts, predicate=after.predicate)
    stage = lexicon.STAGE.match(after.noun)
    if lexicon.STAGE.fullmatch(parts.noun) and stage and len(after.noun) > stage.end():
        verb = parts.verb or after.verb
        draft.parts = replace(parts, verb=verb, noun=parts.noun + after.noun[stage.end() :])


def _contest_of(last: Draft) -> str:
    """The contest stays the same for all its prizes."""
    subject = last.parts.subject if last.parts else ""
    return subject if lexicon.CONTESTS.search(subject) else ""
