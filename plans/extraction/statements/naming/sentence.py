"""The words of a sentence enter; names leave, each with what its neighbours lend it."""

from collections.abc import Sequence
from dataclasses import replace

from plans.extraction.statements.naming import counts, lexicon, shares, sums, topics
from plans.extraction.statements.naming.counts import Parts
from plans.extraction.statements.naming.phrases import Phrase, phrase, text
from plans.extraction.statements.naming.tokens import Token
from plans.extraction.statements.naming.wording import NOUN_UNITS, counted, tidy
from plans.extraction.statements.quantity import Naming, Quantity

_RATES = frozenset(("%", "百分点", "比", "‰"))


class Reader:
    """Names the quantities of one sentence from left to right."""

    def __init__(
        self, tokens: tuple[Token, ...], quantities: Sequence[Quantity],
        headings: tuple[str, ...], before: str,
    ) -> None:  # fmt: skip
        self.tokens = tokens
        self.quantities = quantities
        self.headings = headings
        self.before = before
        self.named: list[Naming] = []
        self.parts: list[Parts | None] = []

    def names(self) -> tuple[Naming, ...]:
        """All names in order."""
        for position, token in enumerate(self.tokens):
            if token.tag == "quantity":
                self._name(position, self.quantities[token.quantity])
        return tuple(self.named)

    def _name(self, position: int, quantity: Quantity) -> None:
        around = phrase(self.tokens, position)
        self.parts.append(None)
        if quantity.unit in _RATES:
            naming = self._rate(around, position)
        elif quantity.unit == "元":
            naming = self._sum(around, position)
        else:
            naming = self._count(around, position, quantity)
        self.named.append(naming)

    def _last(self) -> str:
        return next((n.indicator for n in reversed(self.named) if n.indicator), "")

    def _rate(self, around: Phrase, position: int) -> Naming:
        before = shares.share_before(around)
        if before and lexicon.RATE_HEADS.search(text(around.left)):
            return Naming(before, None, "rate before")
        after = shares.share_after(around)
        if after and not around.change:
            return Naming(after, None, "rate after")
        if around.change and self._last():
            last = self._last()
            return Naming(last if lexicon.RATE_HEADS.search(last) else last + "增长率", None, "change")
        head = self._stage_head(text(around.left))
        if head:
            return Naming(head, None, "head of the list")
        if before and around.change:
            return Naming(before.removesuffix("比例") + "增长率", None, "change")
        if before:
            return Naming(before, None, "share before")
        topic = topics.topic(self.tokens, position)
        if topic and around.change:
            return Naming(tidy(topic) + "增长率", None, "change of topic")
        return Naming(None, None, "none")

    def _stage_head(self, said: str) -> str:
        """小学10:1 after 初中生机比: the stage with the head that was said before."""
        if not said or not lexicon.STAGE.fullmatch(said) or not self._last():
            return ""
        return said + lexicon.STAGE.sub("", self._last(), count=1)

    def _sum(self, around: Phrase, position: int) -> Naming:
        found = sums.sum_name(around)
        if found:
            return Naming(found[0], None, found[1])
        topic = topics.money_topic(self.tokens, position) or topics.topic(self.tokens, position)
        who = sums.recipient(around)
        if around.each:
            name = tidy(who + topic)
            return Naming(name + "标准" if name else None, None, "standard")
        name = tidy(text(around.left)) + topic
        return Naming(name or None, None, "sum of topic")

    def _count(self, around: Phrase, position: int, quantity: Quantity) -> Naming:
        parts = self._parts(around, position, quantity.unit)
        if parts is None:
            return Naming(None, None, "none")
        self.parts[-1] = parts
        return Naming(counted(parts.name, quantity.unit, parts.action), None, parts.rule)

    def _parts(self, around: Phrase, position: int, unit: str) -> Parts | None:
        parts = counts.parts_after(around, unit) if self._reads_on(around) else None
        parts = parts or counts.parts_before(around) or counts.parts_after(around, unit)
        if parts is None or not parts.noun:
            parts = self._inherited(around, position, parts)
        if parts is None:
            return None
        parts = self._governed(around, parts)
        if unit in NOUN_UNITS and unit not in parts.noun:
            parts = replace(parts, noun=parts.noun + unit)
        return self._completed(around, parts, position)

    def _reads_on(self, around: Phrase) -> bool:
        """Whether the noun stands behind the number."""
        return bool(around.right) and around.right[0].tag not in ("and", "time", "compare")

    def _inherited(self, around: Phrase, position: int, parts: Parts | None) -> Parts | None:
        """No noun here: that of the quantity before, else the topic."""
        verb = counts.kept(counts.governing(around.left)) or (parts.predicate if parts else "")
        last = next((p for p in reversed(self.parts[:-1]) if p), None)
        if last and around.listed:
            return replace(last, verb=verb, predicate="", rule="noun of the list")
        topic = topics.topic(self.tokens, position)
        if topic:
            return Parts("", verb, "", topic, rule="topic")
        return None

    def _governed(self, around: Phrase, parts: Parts) -> Parts:
        """In a list one verb governs all."""
        last = self.parts[-2] if len(self.parts) > 1 else None
        if around.listed and last and last.verb and not parts.verb and not parts.predicate:
            return replace(parts, verb=last.verb)
        return parts

    def _completed(self, around: Phrase, parts: Parts, position: int) -> Parts:
        """A head that says too little takes its fuller form from the clauses before."""
        if parts.noun not in lexicon.GENERIC:
            return parts
        if parts.noun == "学员":
            return replace(parts, noun=topics.event(self.tokens, position) + parts.noun)
        fuller = topics.fuller(self.tokens, position, parts.noun)
        return replace(parts, noun=fuller) if fuller and not parts.predicate else parts

