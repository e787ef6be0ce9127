"""A member of a distribution enters, the name of what is distributed leaves, its place as scope.

学位分解如下：东河市3.1万个，西河市1.6万个: each number counts what stands before the colon.
"""

import re
from collections.abc import Callable

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.parts import Parts
from plans.extraction.statements.naming.phrases import clauses_before, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.topics import noun_runs
from plans.extraction.statements.naming.wording import core, counted, measure, tidy
from plans.extraction.statements.quantity import Naming

RULE = "distributed"
REACH = 60
"""Words back in which the colon that opens the distribution stands."""

_PLACE = (
    r"(?:[一-鿿]{1,9}?(?:省|市|州|盟|县|区|旗|镇|乡|街道|开发区|新区|学区|片区)|"
    r"[^的，、]{1,14}?(?:小学|中学|初中|高中|幼儿园|学校|中心校|教学点|[一二三四五六七八九十]中|"
    r"职中|职教中心)|[一二三四五六七八九十]中)"
)
_PLACES = re.compile(
    rf"(?:(?:{_PLACE}|其余|其他|市直|县直|区直|省直)(?:[、和与及](?={_PLACE}|其))?(?:[两三四五六]?[市县区镇乡]|等)?)+"
    r"(?:[（(]园[)）])?(?:学校|单位|乡镇|县区|[市县]（[^（）]{1,4}）)?"
)
_MEASURED = re.compile("(?:.率|系数|比例|比重|占比)$")
"""差异系数小学0.4: what stands before the stage is no place."""
_DEALT = re.compile(
    "(?:任务|指标|计划)?(?:分解|分配|安排|下达|划分|切块|分布|明细)?(?:情况|方案)?(?:如下)?$"
)
_SHARES = re.compile(
    "(?:(?:分|各|按)(?:地区|地|市州?|州市|县市?区?|区|学?校|乡镇|片区|单位|科室)+的?)?"
    "(?:具体)?(?:名额|指标|计划|任务)*(?:分解|分配|安排|下达|划分)?(?:情况)?(?:分别)?(?:为|是|如下)?"
)
"""What only says that shares follow (分校名额为：); what is shared out was counted before."""

Counted = Callable[[str, str], Parts | None]
"""What a passage counts in a unit."""


def name_distributed(draft: Draft, said: Said, in_passage: Counted) -> Naming | None:
    """What a member of the distribution counts; None where there is none."""
    place = _place(draft)
    if not place:
        return _on_line(draft, said, in_passage)
    colon = _colon(draft.position, said)
    last = next((d for d in said.near() if d.unit == draft.unit), None)
    if last is not None and last.naming.rule == RULE:
        return Naming(last.naming.indicator, place, RULE)
    if not colon or (last is not None and last.position > colon):
        name = _at_school(place, draft, said, in_passage)
        return Naming(name, place, RULE) if name else None
    clause = text(clauses_before(said.tokens, colon)[0])
    if _SHARES.fullmatch(clause):
        whole = last.parts if last else in_passage(said.above, draft.unit)
        name = _counted(whole, draft.unit) if whole else ""
    else:
        name = _dealt(colon, draft.unit, said)
    return Naming(name, place, RULE) if name else None


_ORDINAL = re.compile(r"^[（(]?[\d一二三四五六七八九十]{1,2}[）)．.、]\s*")
LINE_REACH = 30
"""Words of a line in which the numbers stand that are told of its place."""
LONGEST_PLACE = 16


def _of_place(line: str) -> tuple[str, str]:
    """The place that a line opens with before its colon, and what follows; else blanks."""
    led, _, rest = line.replace(":", "：").partition("：")
    place = _ORDINAL.sub("", led)
    told = len(place) <= LONGEST_PLACE and _PLACES.fullmatch(place)
    return (place, rest) if told else ("", "")


def _on_line(draft: Draft, said: Said, in_passage: Counted) -> Naming | None:
    """西河市：7所，学位1680个 below 东河市：新建小学12所，增加学位900个: the same things there."""
    own = text([w for w in draft.around.left if w.tag not in ("adverb", "time")])
    if draft.position >= LINE_REACH or draft.around.right_noun or "\n" not in said.above:
        return None
    place, _ = _of_place("".join(w.text for w in said.tokens[: draft.position]))
    for line in said.above.split("\n") if place else ():
        first, rest = _of_place(line)
        parts = in_passage(rest, draft.unit) if first else None
        if parts and parts.noun.endswith(own):
            return Naming(_counted(parts, draft.unit), place, RULE)
    return None


_PUPILS = re.compile("(?:学生|幼儿|在校生)$")
_KINDERGARTEN = re.compile("幼儿园$")
_SCHOOL = re.compile("(?:小学|中学|初中|高中|幼儿园|学校|中心校|教学点|职中|职教中心)$")


def _at_school(place: str, draft: Draft, said: Said, in_passage: Counted) -> str:
    """全镇有学生1355人。东山小学187人，西山小学142人: the pupils of a school each."""
    last = said.drafts[-1] if said.drafts else None
    kind = lexicon.SCHOOL_KIND.fullmatch(place) or lexicon.STAGE.fullmatch(place)
    if draft.unit != "人" or kind or not _SCHOOL.search(place):
        return ""
    before = in_passage(said.before, draft.unit) or in_passage(said.above, draft.unit)
    counted_last = last.parts if last else before
    if counted_last is None or not _PUPILS.search(counted_last.noun):
        return ""
    return "在园幼儿数" if _KINDERGARTEN.search(place) else "在校学生数"


def _counted(whole: Parts, unit: str) -> str:
    return counted(whole.named(unit), unit, whole.action)


def _place(draft: Draft) -> str:
    """The place that stands alone before the number."""
    around = draft.around
    said = text([w for w in around.left if w.tag not in ("adverb", "time", "verb")])
    measured = any(_MEASURED.search(w.text) for w in around.left)
    alone = not (measured or around.right_noun or around.of_right)
    each = not around.each or said in _OTHERS
    return said if alone and each and _PLACES.fullmatch(said) else ""


_OTHERS = frozenset(("其余", "其他"))


def _colon(position: int, said: Said) -> int:
    """Where the distribution opens; 0 where it does not."""
    near = range(position - 1, max(0, position - REACH), -1)
    return next((i for i in near if said.tokens[i].text in ("：", ":")), 0)


def _dealt(colon: int, unit: str, said: Said) -> str:
    """What the clause before the colon deals out."""
    runs = noun_runs(clauses_before(said.tokens, colon)[0])
    thing = tidy(_DEALT.sub("", core(text(runs[0])))) if runs else ""
    return measure(thing, unit) if len(thing) > 1 else ""
