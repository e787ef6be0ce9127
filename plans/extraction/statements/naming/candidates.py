"""A named quantity enters, the other names that its surroundings offer leave.

Rules name most quantities; where a name lacks its subject (竣工率, 项目数) or took a neighbour's,
another stretch of the same text says it better. What is offered here is put together from words
of the text and of its headings alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plans.extraction.statements.naming import lexicon, topics
from plans.extraction.statements.naming.distributed import RULE as DISTRIBUTED
from plans.extraction.statements.naming.nearby import Nearby, words_nearby
from plans.extraction.statements.naming.phrases import (
    Words,
    clauses_before,
    noun_run,
    noun_tail,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.said import NEAR, Draft, Said
from plans.extraction.statements.naming.tokens import words_of
from plans.extraction.statements.naming.told import BEFORE as TOLD
from plans.extraction.statements.naming.told import RULE as AGAIN
from plans.extraction.statements.naming.topics import noun_runs
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS, core, measure
from plans.extraction.statements.quantity import Naming

SHORT = 6
"""Characters; a longer name tells whose measure it is, and no other was right more often."""
LONGEST = 26
"""Characters of an offered name."""
SETTLED = frozenset((DISTRIBUTED, AGAIN, TOLD, "reached", "beyond", "mark"))
"""Rules whose names say what is measured, however short."""
CLAUSES = 4
"""Clauses back whose nouns are tried as subject."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft, the rule's naming of it, all names offered, the rule's first, and the words near."""

    draft: Draft
    naming: Naming
    names: tuple[str, ...]
    words: tuple[Nearby, ...] = ()


def offer(index: int, naming: Naming, said: Said) -> Offer:
    """The rule's name of the draft at ``index`` first, then others, each name once.

    A name longer than ``SHORT`` is offered no other.
    """
    draft, own = said.drafts[index], naming.indicator
    if own and (len(own) > SHORT or naming.rule in SETTLED):
        return Offer(draft, naming, ())
    before = said.drafts[max(0, index - NEAR) : index][::-1]
    owners = tuple(filter(_may_own, dict.fromkeys(_owners(draft, before, said))))
    found = dict.fromkeys([own] if own else [])
    for head in dict.fromkeys(_heads(draft, before, said, own)):
        of_each = (owner + head for owner in owners if not _overlaps(owner, head))
        found.update(dict.fromkeys(filter(is_name, (head, *of_each))))
    return Offer(draft, naming, tuple(found), words_nearby(draft, naming, said))


def is_name(said: str) -> bool:
    """Whether it may be a name at all: neither a number nor half a sentence."""
    return 2 <= len(said) <= LONGEST and not _SENTENCE.search(said)


_SENTENCE = re.compile(r"\d|[为是](?!主|人)|[，。；]")


def _may_own(owner: str) -> bool:
    """Whether it can own a measure: one thing, and no measure itself."""
    if not owner or "、" in owner or owner.endswith("组"):
        return False
    return not any(kind.search(owner) for kind in _MEASURES)


def _overlaps(owner: str, head: str) -> bool:
    """Whether the owner says the head, or counts those whom no rate is of."""
    if owner in head or head in owner or head.startswith(owner[-2:]):
        return True
    if head.endswith("率") and any(word in owner for word in topics.OUT_OF_SCHOOL):
        return True
    return bool(lexicon.STAGE.match(head) and lexicon.STAGE.fullmatch(owner))


_MEASURES = (lexicon.RATE_HEADS, lexicon.COUNT_HEADS, lexicon.MONEY_HEADS)


def _heads(draft: Draft, before: Sequence[Draft], said: Said, own: str | None) -> Iterator[str]:
    """What may be measured: by the rules, by the words beside, by what was named before."""
    if own:
        yield own
        yield from _shorter(own)
    yield from _beside(draft)
    again = (n for d in before if d.unit == draft.unit and (n := d.settle().indicator))
    yield next(again, "")
    yield from _fitted(draft, said)
    rate = draft.around.each and draft.unit in MONEY_UNITS
    yield from _PLAIN.get("每" if rate else draft.unit, ())


def _beside(draft: Draft) -> Iterator[str]:
    """The words left and right of the number."""
    left, right = draft.around.left, noun_run(draft.around.right)
    for words in (noun_tail(left), _plain(left), right, right[-1:]):
        if words:
            yield measure(text(words), draft.unit)


def _fitted(draft: Draft, said: Said) -> Iterator[str]:
    """The nearest noun that the unit goes with, alone and with the words beside the number."""
    fitting = _fitting(draft, said)
    if not fitting:
        return
    yield measure(fitting, draft.unit)
    yield measure(text(_plain(draft.around.left)) + fitting, draft.unit)
    deed = text([w for w in draft.around.right if w.tag in ("verb", "action")][:1])
    yield measure(deed + fitting, draft.unit)


_PLAIN = {"元": ("资金", "投资"), "每": ("标准", "补助标准"), "%": ("比例", "完成率")}


def _fitting(draft: Draft, said: Said) -> str:
    """The nearest noun before that goes with the unit, as it stands there."""
    fits = lexicon.FITTING.get(draft.unit)
    if fits is None:
        return ""
    own = said.tokens[max(0, draft.position - BACK) : draft.position]
    for words in (own, words_of(said.above[-NEARBY:])):
        for run in reversed(noun_runs(tuple(words))):
            if fits.search(run[-1].text):
                return core(text(run))
    return ""


BACK = 60
NEARBY = 160
"""Words of the sentence and characters before it that are searched for what is spoken of."""


def _shorter(name: str) -> Iterator[str]:
    """The name without what stands before its 的, its first words or its opening verb."""
    if "的" in name:
        yield name.partition("的")[2]
    words = _words(name)
    for cut in (1, 2):
        if len(words) > cut + 1:
            yield "".join(words[cut:])


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    return tuple(t.text for t in words_of(name) if t.tag != "break")


def _plain(words: Words) -> Words:
    return tuple(w for w in words if w.tag not in ("time", "region", "adverb", "aside", "aspect"))


def _owners(draft: Draft, before: Sequence[Draft], said: Said) -> Iterator[str]:
    """Of what it may be: nouns of its clause and of those before, of headings, of names before."""
    at = draft.position
    for distance, clause in enumerate(clauses_before(said.tokens, at)[:CLAUSES]):
        yield from _in_clause(tuple(clause), distance > 0)
    runs = noun_runs(said.tokens[:BACK])
    if runs:
        yield core(text(runs[0]))
    written = said.above + "".join(t.text for t in said.tokens[max(0, at - BACK) : at])
    for pattern in _SPOKEN_OF:
        yield next(iter(pattern.findall(written)[-1:]), "")
    for passage in (*reversed(said.headings[-3:]), said.above[-NEARBY:]):
        yield from _ends(passage)
    counts = draft.unit not in MONEY_UNITS | RATE_UNITS
    yield from () if counts else _named(before)


def _in_clause(clause: Words, is_before: bool) -> Iterator[str]:
    """First and last noun of a clause, and the whole of one without a number."""
    whole = strip_carriers(_plain(clause))
    runs = noun_runs(whole)
    if runs and is_before:
        yield core(text(runs[-1]))
    if runs:
        yield core(text(runs[0]))
    if whole and not any(w.tag == "quantity" for w in clause):
        yield core(text(whole))


_SPOKEN_OF = (
    re.compile("高考|中考|学业水平考试|单招|联考|统考|模考|质量检测|体质健康测试"),
    re.compile(
        "[^，。；：、“”（）的了将把以对为]{2,12}(?:工程|计划|行动|项目|活动|政策|补助|助学金|课题)"
    ),
    re.compile("学前教育|义务教育|普通高中|职业教育|特殊教育|高中阶段"),
)
"""Examinations, programmes, stages."""


@lru_cache(maxsize=256)
def _ends(passage: str) -> tuple[str, str]:
    """Last and first noun of a passage, which all numbers of a sentence ask for."""
    runs = noun_runs(words_of(passage))
    return (core(text(runs[-1])), core(text(runs[0]))) if runs else ("", "")


_SUFFIX = re.compile(f"(?:{lexicon.RATE_WORD}|人数|数|比例|资金|经费|总?投资|标准|面积|人次)$")


def _named(before: Sequence[Draft]) -> list[str]:
    names = [n for d in before[:3] if (n := d.settle().indicator)]
    return [_SUFFIX.sub("", n) for n in names]
