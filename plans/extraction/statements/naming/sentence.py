"""The words of a sentence enter; names leave, each with what its neighbours lend it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.extraction.statements.naming import counts, lexicon, lists, shares, sums, topics
from plans.extraction.statements.naming.counts import Parts
from plans.extraction.statements.naming.phrases import REACH, Phrase, phrase, text
from plans.extraction.statements.naming.tokens import Token, tokenise
from plans.extraction.statements.naming.wording import (
    BARE_MEASURES,
    NOUN_UNITS,
    counted,
    MEASURED,
    has_own_measure,
    measures,
    tidy,
)
from plans.extraction.statements.quantity import Naming, Quantity

_OWN_RATES = frozenset(("普惠率", "开课率", "普职比", "职普比"))
_LAND = frozenset(("占地", "用地", "征地"))
_UNIT_PRICE = frozenset("每套 每台 每件 每辆 每间 每块 每册 每张 每幢 每栋".split())
_MEETING = re.compile(r"(?<=[加与])(?:会议|大会|活动|培训|比赛|竞赛|考试)$")
RATE_UNITS = frozenset(("%", "百分点", "比", "‰"))
MONEY_UNITS = frozenset(("元", "美元", "港元", "欧元"))
NEAR = 6
"""Quantities back that a name may be taken over from."""
PLAIN_REACH = 300
"""Characters of the sentence before that are read for what it counts."""
NOTHING = Naming(None, None, "none")


@dataclass(slots=True)
class Draft:
    """A quantity on its way to a name: its phrase, and for counts the parts of the name."""

    around: Phrase
    unit: str
    position: int
    parts: Parts | None = None
    naming: Naming = NOTHING
    scope: str | None = None

    def settle(self) -> Naming:
        """The name, put together from the parts where there are any."""
        if self.parts:
            name = counted(self.parts.named(self.unit), self.unit, self.parts.action)
            return Naming(name, self.scope, self.parts.rule)
        return self.naming


class Reader:
    """Names the quantities of one sentence from left to right."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        quantities: Sequence[Quantity],
        before: str = "",
        headings: Sequence[str] = (),
    ) -> None:
        self.headings = headings
        self.before = before
        self.tokens = tokens
        self.quantities = quantities
        self.drafts: list[Draft] = []

    def names(self) -> tuple[Naming, ...]:
        """All names in order."""
        for position, token in enumerate(self.tokens):
            if token.tag == "quantity":
                self._draft(position, self.quantities[token.quantity])
        for draft in self.drafts:
            if draft.parts and not draft.parts.causes:
                self._complete(draft)
        lists.complete(self.drafts)
        for draft in self.drafts:
            self._complete(draft)
        return tuple(draft.settle() for draft in self.drafts)

    def _draft(self, position: int, quantity: Quantity) -> None:
        around = phrase(self.tokens, position)
        draft = Draft(around, quantity.unit, position)
        if quantity.unit in RATE_UNITS:
            draft.naming = self._rate(around, position)
        elif quantity.unit in MONEY_UNITS:
            draft.naming = self._sum(around, position)
        else:
            self._count(draft, position)
        self.drafts.append(draft)

    def _last(self) -> str:
        names = (d.settle().indicator for d in self.drafts[: -NEAR - 1 : -1])
        return next((name for name in names if name), "")

    def _rate(self, around: Phrase, position: int) -> Naming:
        of_sum = shares.share_of_sum(around)
        if of_sum:
            return Naming(of_sum, None, "share of a sum")
        whole = shares.whole_of(around.left)
        if whole and self._last():
            return Naming(_bare(self._last()) + "占" + whole + "比例", None, "share of a whole")
        before = shares.share_before(around)
        if before and lexicon.RATE_HEADS.search(text(around.left)):
            return Naming(self._whose(before), None, "rate before")
        if shares.is_level(around.right) and before and around.token.text.count(":"):
            return Naming(before, None, "ratio before")
        if shares.is_level(around.right) and self._last():
            return Naming(self._last(), None, "level of another")
        if shares.compares_level(around.left) and self._last():
            return Naming(self._last(), None, "level of another")
        if shares.is_fulfilment(around) and self._last():
            return Naming(_bare(self._last()) + "计划完成率", None, "fulfilment")
        after = shares.share_after(around, text(self.tokens[max(0, position - REACH) : position]))
        if after and not around.change:
            return Naming(after, None, "rate after")
        if not around.left and self._last():
            return self._again(around)
        head = self._stage_head(text(around.left))
        if head:
            return Naming(head, None, "head of the list")
        if before:
            name = shares.measured(around.left) + "增长率" if around.change else before
            return Naming(name, None, "share before")
        topic = topics.topic(self.tokens, position)
        if topic and around.change:
            return Naming(_grown(tidy(topic)), None, "change of topic")
        return NOTHING

    def _again(self, around: Phrase) -> Naming:
        """No name of its own: that of the quantity before (由8%上升到25%, 比上年增长3%)."""
        return Naming(_grown(self._last()) if around.change else self._last(), None, "same again")

    def _whose(self, name: str) -> str:
        """A bare head (师机比) takes the kind of school that the sentence opened with."""
        if len(name) > 3 or name in _OWN_RATES:
            return name
        return topics.group(self.tokens) + name

    def _stage_head(self, said: str) -> str:
        """小学10:1 after 初中生机比: the stage with the head that was said before."""
        if not said or not lexicon.STAGE.fullmatch(said) or not self._last():
            return ""
        return said + lexicon.ONE_STAGE.sub("", self._last(), count=1)

    def _sum(self, around: Phrase, position: int) -> Naming:
        last = self.drafts[-1].parts if self.drafts else None
        if around.each in _UNIT_PRICE and last and not around.left:
            return Naming(tidy(last.noun) + "单价", None, "unit price")
        if not around.left and self._last_sum() and (around.joined or around.change):
            return Naming(self._last_sum(), None, "same again")
        staged = sums.stage_of_head(around) or self._stage_of_sum(around)
        if staged:
            return Naming(staged, None, "stage of the sum")
        found = sums.sum_name(around)
        if found and found[1] != "purpose" and sums.is_bare(found[0]):
            return self._spent(around, position, found[0])
        if sums.only_pays(around) or not around.left:
            spent = self._spent(around, position, "投资" if "投资" in text(around.left) else "资金")
            if spent.indicator and not around.each:
                return spent
        if found:
            return Naming(found[0], None, found[1])
        topic = topics.money_topic(self.tokens, position) or topics.money_ahead(around.following)
        if around.each:
            return self._standard(sums.recipient(around), topic)
        return sums.done_with(around, topic or topics.topic(self.tokens, position))

    def _standard(self, who: str, topic: str) -> Naming:
        """A rate for each: for whom, of what."""
        if not topic or sums.is_bare(topic):
            topic = topics.money_ahead(tokenise(self.before, ())) or self._last_sum() or topic
        name = tidy(who + topic.removesuffix("资金").removesuffix("标准"))
        return Naming(name + "标准", None, "standard") if name else NOTHING

    def _last_sum(self) -> str:
        names = (d.naming.indicator for d in self.drafts[: -NEAR - 1 : -1] if d.unit in MONEY_UNITS)
        return next((name for name in names if name), "")

    def _spent(self, around: Phrase, position: int, money: str) -> Naming:
        """A bare word for money takes its purpose: said outright, counted before, done after."""
        outright = sums.purpose(around)
        if outright:
            return Naming(outright, None, "purpose")
        counted_before = self.drafts[-1].parts if self.drafts else None
        if counted_before is None and (done := sums.done_purpose(around)):
            return Naming(done, None, "purpose done")
        spent_on = self._spent_on(position)
        bare = money if spent_on or around.left[-1:] and money != "资金" else ""
        if around.each and bare and not bare.endswith("标准"):
            bare += "标准"
        return Naming(tidy(spent_on + bare) or None, None, "sum spent on")

    def _spent_on(self, position: int) -> str:
        """What was counted or spoken of just before the money (新建教学楼2栋，投资…)."""
        near = [d.parts for d in self.drafts[: -NEAR - 1 : -1]]
        if near and near[0]:
            found = next((p for p in near if p and len(p.noun) > 2), None)
            return found.verb + found.noun.removesuffix("占地") if found else ""
        return topics.clause(self.tokens, position)

    def _stage_of_sum(self, around: Phrase) -> str:
        """初中850元 after 小学公用经费标准."""
        return self._stage_head(text(around.left)) if self._last().endswith("标准") else ""

    def _count(self, draft: Draft, position: int) -> None:
        around = draft.around
        parts = counts.parts_around(around, draft.unit) if _reads_on(around) else None
        parts = parts or counts.parts_before(around) or counts.parts_after(around, draft.unit)
        staged = self._stage_of_measure(around, draft.unit) or _measure_before(around, draft.unit)
        if staged:
            draft.naming = Naming(staged, None, "stage of the measure")
            return
        if parts is None or not parts.noun:
            again = self._same_thing(around, draft.unit)
            if again:
                draft.naming = Naming(again, None, "same again")
                return
            parts = self._inherited(draft, position, parts)
        if parts is None:
            return
        if draft.unit in NOUN_UNITS and draft.unit not in parts.noun:
            parts = replace(parts, noun=parts.noun + draft.unit)
        if parts.noun in BARE_MEASURES:
            parts = replace(parts, noun=self._measured() + parts.noun)
        draft.parts = parts

    def _same_thing(self, around: Phrase, unit: str) -> str:
        """The number before once more: 突破两万人，为2.01万人, 比去年增加110人."""
        if around.left or around.right or not self.drafts or self.drafts[-1].unit != unit:
            return ""
        again = around.change or (around.carried and not around.listed and not around.part)
        return self._last() if again else ""

    def _stage_of_measure(self, around: Phrase, unit: str) -> str:
        """宿舍面积小学2平方米，初中3平方米: the stage stands behind the measure."""
        if unit not in MEASURED or not around.left:
            return ""
        head = shares.stage_behind(around.left, lexicon.COUNT_HEADS)
        return head or (self._stage_head(text(around.left)) if has_own_measure(self._last()) else "")

    def _inherited(self, draft: Draft, position: int, parts: Parts | None) -> Parts | None:
        """No noun here: that of the quantity before, else the topic."""
        around = draft.around
        alone = counts.bare_verb(around)
        if alone in lexicon.INTRANSITIVE and not (self.drafts and self.drafts[-1].parts):
            group = topics.group(self.tokens)
            return Parts(noun=group + alone, action=True, rule="deed of the group")
        verb = alone or counts.kept(counts.governing(around.left))
        predicate = parts.predicate if parts else ""
        last = next((d for d in self.drafts[: -NEAR - 1 : -1] if d.parts), None)
        listed = around.listed or around.part
        if last and last.parts and around.joined and not around.left and last.unit != draft.unit:
            return replace(last.parts, rule="noun of the list")
        if last and last.parts and last.unit == draft.unit and (listed or alone) and last.parts.rule != "verb alone":
            return Parts("", verb, predicate, last.parts.noun, rule="noun of the list")
        topic = topics.topic(self.tokens, position)
        if alone in _LAND:
            return Parts(noun=topic + alone, rule="land")
        if topic and not predicate and (verb or around.left or around.token.start):
            return Parts("", verb, predicate, topic, rule="topic")
        if predicate:
            return Parts("", verb, predicate, "", action=True, rule="predicate alone")
        if alone:
            return Parts(noun=alone, action=True, rule="verb alone")
        return self._spoken_of(draft.unit) if not around.left else None

    def _spoken_of(self, unit: str) -> Parts | None:
        """What the sentence before counted in this unit, else what the heading speaks of."""
        counted_before = self._counted_before(unit)
        if counted_before:
            return replace(counted_before, rule="sentence before")
        verb, noun = topics.titled(self.headings, unit)
        return Parts(verb=verb, noun=noun, rule="heading") if noun else None

    def _counted_before(self, unit: str) -> Parts | None:
        quantities = _plain_quantities(self.before, unit)
        reader = Reader(tokenise(self.before, quantities), quantities)
        reader.names()
        found = (d.parts for d in reader.drafts if d.parts and d.unit == unit and d.scope is None)
        return next((p for p in found if p.noun and not lexicon.SCHOOL_NAME.match(p.noun)), None)

    def _complete(self, draft: Draft) -> None:
        """A head that says too little takes its fuller form from the clauses before."""
        parts = draft.parts
        if parts is None:
            return
        met = _MEETING.search(parts.predicate)
        if met:
            meeting = topics.fuller(self.tokens, draft.position, met[0], "")
            predicate = parts.predicate.removesuffix(met[0]) + (meeting or met[0])
            draft.parts = parts = replace(parts, predicate=predicate)
        if parts.noun not in lexicon.GENERIC:
            return
        if parts.noun == "学员":
            event = topics.event(self.tokens, draft.position)
            draft.parts = replace(parts, noun=event + parts.noun)
            return
        fuller = topics.fuller(self.tokens, draft.position, parts.noun, parts.predicate)
        if fuller:
            draft.parts = replace(parts, noun=fuller)

    def _measured(self) -> str:
        """The thing that the count before was about (运动场12个，总面积…)."""
        last = self.drafts[-1].parts if self.drafts else None
        return last.noun if last and not has_own_measure(last.noun) else ""


def _reads_on(around: Phrase) -> bool:
    """Whether the noun stands behind the number."""
    return bool(around.right) and around.right[0].tag not in ("and", "time", "compare")


_NUMBER = re.compile(r"\d[\d.]*[万亿]?余?多?(?P<unit>[名人位所个项台套间])(?!民|员|才)")


def _plain_quantities(sentence: str, unit: str) -> list[Quantity]:
    """The plain numbers of a sentence in a unit, enough to tell what it counts."""
    found = []
    for match in _NUMBER.finditer(sentence[:PLAIN_REACH]):
        own = "人" if match["unit"] in "名位" else match["unit"]
        if own == unit:
            found.append(Quantity(match.start(), match.end(), Decimal(1), None, own))
    return found


def _measure_before(around: Phrase, unit: str) -> str:
    """平均受教育年限提高到13年: a measure is named like a rate, with all that leads up to it."""
    said = text(around.left)
    if unit not in MEASURED or not measures(said, unit) or len(said) > 24 or said in BARE_MEASURES:
        return ""
    return shares.measured(around.left)


def _bare(name: str) -> str:
    return name.removesuffix("人数").removesuffix("数")


def _grown(name: str) -> str:
    """Name of a change: 增长率 of a count or sum, the rate itself of a rate."""
    if lexicon.RATE_HEADS.search(name) and not name.endswith("比例"):
        return name
    return name.removesuffix("比例") + "增长率"
