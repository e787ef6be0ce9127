"""The phrase of a share and what was said before enter, its name leaves."""

import re
from dataclasses import replace

from plans.extraction.statements.naming import funds, growth, lexicon, shares, topics
from plans.extraction.statements.naming.fulfilled import name_fulfilment
from plans.extraction.statements.naming.gaps import name_gap
from plans.extraction.statements.naming.phrases import (
    REACH,
    Phrase,
    clauses_before,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.places import are_places, tell_norm
from plans.extraction.statements.naming.said import NOTHING, Said
from plans.extraction.statements.naming.taken import name_taken
from plans.extraction.statements.naming.whose import whose
from plans.extraction.statements.naming.wording import RATE_UNITS, tidy, uncounted
from plans.extraction.statements.quantity import Naming


def name_rate(around: Phrase, position: int, said: Said) -> Naming:
    """Name of a percentage, percentage points or ratio; the first rule that knows one."""
    around = _pared(around)
    for rule in (
        name_gap,
        growth.raised,
        growth.bare_growth,
        growth.by_share,
        name_fulfilment,
        funds.share_of_fund,
        name_taken,
        _of_whole,
        _placed,
        _again,
        _named_before,
        _judged,
        _of_last,
        _of_place,
        _named_behind,
        _shared,
        _by_topic,
        _as_before,
    ):
        naming = rule(around, position, said)
        if naming:
            return naming
    return NOTHING


_GROUND = re.compile("[在以][^，。]{0,10}基础上?$")


def _pared(around: Phrase) -> Phrase:
    """Without 在现有基础上, and without verbs between a rate and its number (升学率守住93%)."""
    words = around.left
    ground = _GROUND.search(text(words)) if "基础" in text(words[-2:]) else None
    while ground and words and len(text(words)) > ground.start():
        words = words[:-1]
    than = next((i for i, w in enumerate(words) if i and w.text in _THAN), len(words))
    if text(words[-1:]) in _LESSENED and than < len(words):
        return replace(around, left=strip_carriers(words[:than]), change=True)
    return replace(around, left=shares.led_by_verb(strip_carriers(words)))


_THAN = frozenset("比较")
_LESSENED = frozenset(("压减", "精减", "精简", "削减", "缩短", "翻番"))


def _of_whole(around: Phrase, position: int, said: Said) -> Naming | None:
    """占学生总数的20% after the part was named."""
    whole = shares.whole_of(around.left)
    last = whole and (topics.opening(said.tokens, position) or said.last_name())
    if whole and last:
        return Naming(f"{uncounted(last)}占{whole}比例", None, "share of a whole")
    return None


def _placed(around: Phrase, position: int, said: Said) -> Naming | None:
    """新聘教师80%以上到农村学校任教."""
    name = shares.placed(around)
    return Naming(name, None, "place of a share") if name else None


_THIS = re.compile("(?:[这该此]|上述)(?:一|个|项)?(?:比例|比率|比重|占比|指标|数字|数据|系数)")


def _again(around: Phrase, position: int, said: Said) -> Naming | None:
    """这一比例要达到60% after 双师型教师58人."""
    last = said.last_name()
    if not last or not _THIS.fullmatch(text([w for w in around.left if w.tag not in _BESIDE])):
        return None
    share = last if lexicon.RATE_HEADS.search(last) else uncounted(last) + "比例"
    return Naming(share, None, "this share")


_BESIDE = frozenset(("preposition", "time", "verb", "adverb"))


def _named_before(around: Phrase, position: int, said: Said) -> Naming | None:
    """毛入园率达到85%."""
    name = shares.share_before(around)
    if name and lexicon.RATE_HEADS.search(text(around.left)):
        owner = shares.owner(around.left) if len(name) <= 3 else ""
        if len(name) <= LONGEST_BARE:
            owner = owner or shares.before_time(around.left, name)
        if owner:
            return Naming(owner + name, None, "rate of its clause")
        return Naming(whose(name, position, said), None, "rate before")
    if name and ":" in around.token.text and shares.is_level(around.right):
        return Naming(name, None, "ratio before")
    return None


LONGEST_BARE = 5
"""Characters of a share that may want the owner that stands before 每年."""


def _judged(around: Phrase, position: int, said: Said) -> Naming | None:
    """公办园占比偏低，只有37%."""
    clause = (*clauses_before(said.tokens, position)[1:2], ())[0]
    if around.left or around.change or any(w.tag == "quantity" for w in clause):
        return None
    name = shares.judged(clause)
    return Naming(whose(name, position, said), None, "judged share") if name else None


def _of_last(around: Phrase, position: int, said: Said) -> Naming | None:
    """Somebody else's level of what was named before."""
    last = said.last_name()
    if not last:
        return None
    of_rate = said.drafts[-1].unit in RATE_UNITS
    words = around.left
    asked = of_rate and (
        shares.is_aim(words)
        or shares.exceeds(words)
        or _EXTREME.match(text(words))
        or (around.inside and lexicon.SCHOOL_NAME.match(text(words)))
    )
    if asked or shares.is_level(around.right) or shares.compares_level(around.left):
        return Naming(last, None, "level of another")
    return None


RATE_OF_PLACE = "rate of a place"


def _of_place(around: Phrase, position: int, said: Said) -> Naming | None:
    """毛入园率为58%；乙县、丙县为71%: the rate said last, of other places or as a norm has it."""
    where = text([w for w in around.left if w.tag not in _BESIDE])
    last = said.last_rate()
    if not last or around.change or not (are_places(where) or tell_norm(where)):
        return None
    return Naming(last, None, RATE_OF_PLACE)


def _as_before(around: Phrase, position: int, said: Said) -> Naming | None:
    """分年度看，今年要达到78%: the rate of the sentence before, where nothing tells another."""
    bare = said.rate and not around.change and not around.left
    return Naming(said.rate, None, "rate of the line") if bare else None


_EXTREME = re.compile("最[高低多少好差]的")
_DONE = re.compile("完成(?:了|到|至)?$")


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
        grew = growth.grew(said) if around.change else last
        again = growth.grown(grew) if around.change and (grew != last or not of_rate) else last
        if "占" in around.carried and not lexicon.RATE_HEADS.search(last):
            again = uncounted(last) + "比例"
        return Naming(again, None, "same again")
    divided = _divided(around, said)
    if divided:
        return Naming(divided, None, "part of those counted")
    kind = text([w for w in around.left if w.tag != "adverb"])
    head = said.stage_of_last(kind) or _zero(around, position, said)
    if head:
        share = head if lexicon.RATE_HEADS.search(head) else uncounted(head) + "比例"
        return Naming(share, None, "head of the list")
    name = shares.share_before(around)
    if name and _DONE.search(around.carried) and name.endswith("比例"):
        name = name.removesuffix("比例") + "完成率"
    if name and around.change:
        name = shares.measured(around.left) + "增长率"
    return Naming(name, None, "share before") if name else None


_ZERO = re.compile(
    f"(?P<head>{lexicon.RATE_WORD})(?:{lexicon.STAGE.pattern})(?:为|是|控制为|保持为)?零、?"
    f"(?P<kind>{lexicon.STAGE.pattern})$"
)


def _zero(around: Phrase, position: int, said: Said) -> str:
    """辍学率小学为零，初中1%: the head stands before a stage whose number is no figure."""
    before = clauses_before(said.tokens, position)
    told = _ZERO.search(text([w for c in reversed(before[1:2]) for w in c]) + text(around.left))
    whole = before and _ZERO.search(text(before[0]))
    found = told or whole
    return found["kind"] + tidy(found["head"]) if found else ""


_SITE = re.compile("(?:[县市区州旗乡镇村]|地区|学校|小学|初中|高中|园|教学点|农村|基层)$")


def _divided(around: Phrase, said: Said) -> str:
    """招聘教师300名，其中民族县不低于35%: the part of those counted that goes to a place."""
    words = [w for w in around.left if w.tag != "adverb"]
    last, where = said.last_parts(), text(words)
    plain = around.part and all(w.tag == "noun" for w in words)
    if last is None or not plain or said.drafts[-1].unit != "人" or not _SITE.search(where):
        return ""
    return f"{where}{tidy(last.noun)}比例" if last.noun and where not in last.noun else ""


def _by_topic(around: Phrase, position: int, said: Said) -> Naming | None:
    """增长10% of what the clause before speaks of."""
    topic = topics.topic(said.tokens, position)
    if topic and around.change:
        return Naming(growth.grown(tidy(topic)), None, "change of topic")
    if topic and not around.left and lexicon.RATE_HEADS.search(topic):
        clause = clauses_before(said.tokens, position)[1]
        return Naming(shares.measured(clause), None, "rate of topic")
    return None
