"""A number told without its subject enters; the name said before leaves, with what differs.

去年是447人; 这个数年初定的是90人; 力争招到1200人; 数学要达到79分: the words before the number hold
times, a pronoun, somebody's name, verbs of being and reaching, or a kind that takes the place of
the kind in the name. The measure is that of the nearest number before in the same unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Words, text
from plans.extraction.statements.naming.said import NEAR, Draft, Said
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS
from plans.extraction.statements.quantity import Naming

RULE = "told again"
BEFORE = "told by the line"
_EDGES = frozenset(("break", "open", "close", "quantity"))
_LIGHT = frozenset(("time", "region", "aspect", "compare", "of", "aside"))
"""Words that are no part of what is measured."""
_WHO = "我们|他们|学校|[县市区省州乡镇校局]里|上级|同期|年初|当初|[这那]时"
_THIS = "[这该此上前](?:述|一|个|项)(?:数字?|数据|数量|比例|比率|比重|占比|指标|水平)?"
_SET = "定下|提出|确定|下达|计划|预[定计期]|规划|承诺|要求|目标|实际|结果|测算|原定|定"
_STATES = (
    "[是为有达到至成过超保争拿只仅仍还尚又也才已都均要应须能可约近在得]|力争|力保|争取|完成|实现"
    "|保持|稳定|控制|提[高升]|增[加长]|减少|上升|下降|[多少高低](?:出|了)?|净增|只有|仅有|分别|确保|必须"
)
_CLAUSE = re.compile(
    f"(?:[而但]|但是)?(?P<than>[比较离距与]|距离)?(?:{_WHO})*(?P<this>{_THIS})?"
    f"(?:{_WHO}|{_SET}|{_STATES})*(?P<kind>.*?)(?:{_SET}|{_STATES})*"
)
_AIMED = re.compile("争|保(?!持)")
_SHORTFALL = re.compile(
    "(?:还|仍|尚)?(?:有|存在|略有|相差|差)?(?:.{0,3}差距|不小距离)|目标|任务|要求"
)
_UNFIT = re.compile("(?:增长率|差距|标准|缺口.{0,2}|差额)$")
_LINE = "(?:[一二三]本|重本|本科|专科)"
_KINDS = tuple(
    map(
        re.compile,
        (lexicon.SUBJECTS, _LINE, "[一二三四五六七八九]年级|[高初][一二三]|[大中小托]班"),
    )
)
"""What may stand in the place of one another."""
_LINE_DRAWN = re.compile("(?:国家|[省市县]级?)?(?P<line>(?:控制|考核|警戒|监测|预警)线)")
_BARE = re.compile("总?人数|总?人次|总数|总量|数量|比例|比率|占比|平均分?数?|均分|平均成绩|得分")
"""Words for a measure that do not say what is measured."""


LONGEST = 16
"""Characters of a clause that says nothing of its own."""
SPOKEN = 40
"""Words and characters before a clause in which its verb was said."""


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    draft: Draft | None = None

    @property
    def rule(self) -> str:
        return RULE if self.draft else BEFORE

    def told(self, draft: Draft) -> Naming:
        """Its name as it is, for ``draft``."""
        draft.source = self.draft and (self.draft.source or self.draft)
        return Naming(self.name, None, self.rule)

    def turned(self, name: str) -> Naming:
        """A name made of its own."""
        return Naming(name, None, self.rule)


def name_told(draft: Draft, index: int, said: Said) -> Naming | None:
    """The name that was said before; None where the words before the number say their own."""
    head = index
    while head > max(0, index - NEAR) and said.drafts[head].around.joined:
        head -= 1
    if not _may_be_told(draft, index - head, said.drafts[index - 1].naming.rule if index else ""):
        return None
    led = _led(said.drafts[head], said)
    plain = text([w for w in led if w.tag not in _LIGHT])
    clause = _CLAUSE.fullmatch(plain) if len(plain) <= LONGEST else None
    sources = list(_sources(draft, head, said)) if clause else []
    if clause and "分别" in clause[0]:
        sources = _in_order(sources, index - head, _run(head, said))
    if clause is None or not sources:
        return None
    line = _LINE_DRAWN.fullmatch(clause["kind"] + text(draft.around.right))
    if line:
        return sources[0].turned(sources[0].name + line["line"])
    kind = clause["kind"]
    if not kind:
        points = (
            _grew(draft, index, said)
            or clause["this"]
            or clause["than"]
            or _AIMED.search(clause[0])
            or _is_dated(led)
        )
        free = clause["this"] or not _is_introduced(head, said)
        return sources[0].told(draft) if points and free else None
    before = said.drafts[head].position - len(led)
    spoken = said.before[-SPOKEN:] + text(said.tokens[max(0, before - SPOKEN) : before])
    if kind == draft.settle().indicator and not _is_introduced(head, said):
        return _in_full(kind, sources, draft)
    return _of_kind(kind, sources, _is_dated(led), draft, spoken)


def _in_full(kind: str, sources: Sequence[_Source], draft: Draft) -> Naming | None:
    """专业对口率 for 对口率."""
    ends = (s for s in sources if s.name.endswith(kind) and s.name != kind)
    full = next(ends, None) if lexicon.RATE_HEADS.search(kind) else None
    return full.told(draft) if full else None


def _grew(draft: Draft, index: int, said: Said) -> bool:
    """而2013年是41.24%，提高4.23个百分点: how far the value told again is away."""
    before = said.drafts[index - 1] if index else None
    told = before is not None and before.naming.rule in (RULE, BEFORE)
    return draft.unit == "百分点" and draft.around.change and told


def _may_be_told(draft: Draft, place: int, rule_before: str) -> bool:
    """Whether neither a noun behind the number nor what it is for each says what it is."""
    around = draft.around
    said_behind = any(w.tag in ("noun", "action", "verb") for w in around.right)
    own, behind = said_behind or around.of_right or around.part, text(around.right)
    stands = _SHORTFALL.fullmatch(behind) or _LINE_DRAWN.fullmatch(behind)
    paid_of_it = around.inside and draft.unit in MONEY_UNITS
    if (own and not stands) or paid_of_it or around.each not in _AVERAGES:
        return False
    grows = draft.unit == "%" and around.change
    return not grows and (not place or rule_before in (RULE, BEFORE))


_AVERAGES = ("", "生均", "人均")


def _led(draft: Draft, said: Said) -> Words:
    """What stands before the number in its clause."""
    start = draft.position
    while start > max(0, draft.position - SPOKEN) and said.tokens[start - 1].tag not in _EDGES:
        start -= 1
    return said.tokens[start : draft.position]


def _is_dated(led: Words) -> bool:
    return any(w.tag in ("time", "region") for w in led)


def _sources(draft: Draft, head: int, said: Said) -> Iterator[_Source]:
    """The names in its unit, nearest first: of its sentence, then of its line."""
    for before in said.drafts[max(0, head - NEAR) : head][::-1]:
        name = before.settle().indicator
        if name and _are_alike(before.unit, draft.unit) and not _UNFIT.search(name):
            yield _Source(name, before)
    for unit, name in reversed(said.told):
        if _are_alike(unit, draft.unit) and not _UNFIT.search(name):
            yield _Source(name)


def _are_alike(unit: str, other: str) -> bool:
    return unit == other or (unit in RATE_UNITS and other in RATE_UNITS)


def _run(head: int, said: Said) -> int:
    """Numbers of the list that begins at ``head``."""
    end = head + 1
    while end < min(len(said.drafts), head + NEAR) and said.drafts[end].around.joined:
        end += 1
    return end - head


def _in_order(sources: list[_Source], place: int, count: int) -> list[_Source]:
    """分别为80%和70% after 小学82%、初中71%: the first is of the first."""
    return sources[count - 1 - place :] if len(sources) >= count else []


def _is_introduced(head: int, said: Said) -> bool:
    """Whether a clause without a number, right before, speaks of something else."""
    clause: list[bool] = []
    start = said.drafts[head].position - len(_led(said.drafts[head], said))
    for token in reversed(said.tokens[max(0, start - SPOKEN) : max(0, start - 1)]):
        if token.tag == "quantity":
            return False
        if token.tag == "break":
            break
        clause.append(token.tag in ("noun", "action"))
    return sum(clause) > 1


def _of_kind(
    kind: str, sources: Sequence[_Source], dated: bool, draft: Draft, spoken: str
) -> Naming | None:
    """The name with the kind in it, or the name that the kind says in short."""
    nearest = sources[0]
    for pattern in _KINDS:
        if pattern.fullmatch(kind) and pattern.search(nearest.name):
            return nearest.turned(pattern.sub(kind, nearest.name, count=1))
    if draft.unit in MONEY_UNITS:
        return None
    if _BARE.fullmatch(kind):
        return nearest.told(draft) if dated else None
    brief = kind in _BRIEF
    told = next((s for s in sources if brief and kind in s.name), None)
    told = told or (nearest if brief and kind in spoken else None)
    return told.told(draft) if told else None


_BRIEF = frozenset("招聘送建培派办")
"""Deeds of one character, which a count before tells of in full."""
