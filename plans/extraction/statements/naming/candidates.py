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
from plans.extraction.statements.naming.topics import noun_runs
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS, core, measure
from plans.extraction.statements.quantity import Naming

SHORT = 6
"""Characters; on documents left out, choosing helped shorter names and harmed longer ones."""
LONGEST = 26
"""Characters of an offered name."""
SETTLED = frozenset((DISTRIBUTED, "reached", "beyond"))
"""Rules whose names say what is measured, however short."""
CLAUSES = 4
"""Clauses back whose nouns are tried as subject."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name and where it comes from: ``head`` is the measure, ``owner`` what it is of."""

    name: str
    head: str
    owner: str
    owned: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft, the rule's naming of it, and all names offered, the rule's first."""

    draft: Draft
    naming: Naming
    names: tuple[Candidate, ...]


def offer(index: int, naming: Naming, said: Said) -> Offer:
    """The rule's name of the draft at ``index`` first, then others, each name once.

    A name longer than ``SHORT`` tells whose measure it is and is offered no other.
    """
    draft, own = said.drafts[index], naming.indicator
    if own and (len(own) > SHORT or naming.rule in SETTLED):
        return Offer(draft, naming, ())
    before = said.drafts[max(0, index - NEAR) : index][::-1]
    found: dict[str, Candidate] = {}
    if own:
        found[own] = Candidate(own, "rule", "")
    heads = dict.fromkeys(_heads(draft, before, said, own))
    owners = [(p, o) for p, o in dict.fromkeys(_owners(draft, before, said)) if _may_own(o)]
    for source, head in heads:
        _add(found, head, source)
        for place, owner in owners:
            if not _overlaps(owner, head):
                _add(found, head, source, place, owner)
    return Offer(draft, naming, tuple(found.values()))


def _add(
    found: dict[str, Candidate], head: str, source: str, place: str = "", owner: str = ""
) -> None:
    name = owner + head
    if name not in found and 2 <= len(name) <= LONGEST and not _SENTENCE.search(name):
        found[name] = Candidate(name, source, place, owner)


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


def _heads(
    draft: Draft, before: Sequence[Draft], said: Said, own: str | None
) -> Iterator[tuple[str, str]]:
    """What may be measured: by the rules, by the words beside, by what was named before."""
    if own:
        yield "rule", own
        yield from (("rule cut", shorter) for shorter in _shorter(own))
    yield from _beside(draft)
    again = (n for d in before if d.unit == draft.unit and (n := d.settle().indicator))
    yield "named before", next(again, "")
    yield from _fitted(draft, said)
    rate = draft.around.each and draft.unit in MONEY_UNITS
    for name in _PLAIN.get("每" if rate else draft.unit, ()):
        yield "plain " + name, name


def _beside(draft: Draft) -> Iterator[tuple[str, str]]:
    """The words left and right of the number."""
    around, unit = draft.around, draft.unit
    for place, words in (
        ("noun left", noun_tail(around.left)),
        ("left", _plain(around.left)),
        ("noun right", noun_run(around.right)),
        ("last right", noun_run(around.right)[-1:]),
    ):
        if words:
            yield place, measure(text(words), unit)


def _fitted(draft: Draft, said: Said) -> Iterator[tuple[str, str]]:
    """The nearest noun that the unit goes with, alone and with the words beside the number."""
    fitting = _fitting(draft, said)
    if not fitting:
        return
    yield "fitting", measure(fitting, draft.unit)
    yield "left and fitting", measure(text(_plain(draft.around.left)) + fitting, draft.unit)
    deed = text([w for w in draft.around.right if w.tag in ("verb", "action")][:1])
    yield "fitting and deed", measure(deed + fitting, draft.unit)


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


def _owners(draft: Draft, before: Sequence[Draft], said: Said) -> Iterator[tuple[str, str]]:
    """Of what it may be: nouns of its clause and of those before, of headings, of names before."""
    at = draft.position
    for distance, clause in enumerate(clauses_before(said.tokens, at)[:CLAUSES]):
        yield from _in_clause(f"clause {distance}", tuple(clause), distance > 0)
    runs = noun_runs(said.tokens[:BACK])
    if runs:
        yield "sentence", core(text(runs[0]))
    written = said.above + "".join(t.text for t in said.tokens[max(0, at - BACK) : at])
    for place, pattern in _SPOKEN_OF:
        yield place, next(iter(pattern.findall(written)[-1:]), "")
    for depth, title in enumerate(reversed(said.headings[-3:])):
        yield from _titled(f"heading {depth}", _ends(title))
    yield from _titled("before", _ends(said.above[-NEARBY:]))
    counts = draft.unit not in MONEY_UNITS | RATE_UNITS
    for back, near in enumerate(() if counts else _named(before)):
        yield f"name {back}", near


def _in_clause(place: str, clause: Words, is_before: bool) -> Iterator[tuple[str, str]]:
    """First and last noun of a clause, and the whole of one without a number."""
    whole = strip_carriers(_plain(clause))
    runs = noun_runs(whole)
    if runs and is_before:
        yield f"{place} last", core(text(runs[-1]))
    if runs:
        yield f"{place} first", core(text(runs[0]))
    if whole and not any(w.tag == "quantity" for w in clause):
        yield f"{place} all", core(text(whole))


_SPOKEN_OF = (
    ("exam", re.compile("高考|中考|学业水平考试|单招|联考|统考|模考|质量检测|体质健康测试")),
    (
        "programme",
        re.compile(
            "[^，。；：、“”（）的了将把以对为]{2,12}(?:工程|计划|行动|项目|活动|政策|补助|助学金|课题)"
        ),
    ),
    ("stage", re.compile("学前教育|义务教育|普通高中|职业教育|特殊教育|高中阶段")),
)


def _titled(place: str, ends: tuple[str, str]) -> Iterator[tuple[str, str]]:
    if ends[0]:
        yield f"{place} last", ends[1]
        yield f"{place} first", ends[0]


@lru_cache(maxsize=256)
def _ends(passage: str) -> tuple[str, str]:
    """First and last noun of a passage, which all numbers of a sentence ask for."""
    runs = noun_runs(words_of(passage))
    return (core(text(runs[0])), core(text(runs[-1]))) if runs else ("", "")


_SUFFIX = re.compile(f"(?:{lexicon.RATE_WORD}|人数|数|比例|资金|经费|总?投资|标准|面积|人次)$")


def _named(before: Sequence[Draft]) -> list[str]:
    names = [n for d in before[:3] if (n := d.settle().indicator)]
    return [_SUFFIX.sub("", n) for n in names]
