"""A sentence and its quantities enter; names leave, each with what its neighbours lend it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from plans.extraction.statements.naming import lexicon, lists, topics
from plans.extraction.statements.naming.again import name_again
from plans.extraction.statements.naming.amounts import name_sum
from plans.extraction.statements.naming.beside import name_beside
from plans.extraction.statements.naming.candidates import Offer, offer
from plans.extraction.statements.naming.choosing import choose
from plans.extraction.statements.naming.classes import name_classes
from plans.extraction.statements.naming.distributed import name_distributed
from plans.extraction.statements.naming.headed import name_headed
from plans.extraction.statements.naming.hours import name_hours
from plans.extraction.statements.naming.marks import name_mark
from plans.extraction.statements.naming.outright import name_outright
from plans.extraction.statements.naming.owners import with_owner
from plans.extraction.statements.naming.parts import Parts
from plans.extraction.statements.naming.phrases import phrase
from plans.extraction.statements.naming.progress import in_state, is_state
from plans.extraction.statements.naming.rates import name_rate
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.things import complete, draft_count
from plans.extraction.statements.naming.tokens import tokenise
from plans.extraction.statements.naming.told import name_told
from plans.extraction.statements.naming.wholes import of_whole
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS, standard
from plans.extraction.statements.quantity import Naming, Quantity, Told


def name_sentence(
    sentence: str,
    quantities: Sequence[Quantity],
    headings: Sequence[str] = (),
    before: str = "",
    above: str = "",
    told: Told = (),
) -> tuple[Naming, ...]:
    """One naming for each quantity of a running sentence, in order."""
    offers = offer_names(sentence, quantities, headings, before, above, told)
    return tuple(_alike([_sayable(choose(o)) for o in offers], offers))


def _alike(namings: list[Naming], offers: Sequence[Offer]) -> Iterator[Naming]:
    """What was told again has the name that was chosen where it was told first."""
    chosen = {id(o.draft): n.indicator for n, o in zip(namings, offers, strict=True)}
    for naming, found in zip(namings, offers, strict=True):
        first = found.draft.source
        yield replace(naming, indicator=chosen[id(first)]) if first else naming


def offer_names(
    sentence: str,
    quantities: Sequence[Quantity],
    headings: Sequence[str] = (),
    before: str = "",
    above: str = "",
    told: Told = (),
) -> tuple[Offer, ...]:
    """What the rules name each quantity, and what else its surroundings would call it."""
    said = _read(sentence, quantities, headings, before, above, told)
    settled = [with_owner(_sayable(d.settle()), d, said) for d in said.drafts]
    return tuple(offer(i, naming, said) for i, naming in enumerate(settled))


_EMPTY = frozenset(("数", "人数", "比例", "增长率", "标准", "人次", "面积", "次数", "时间", "年限"))


def _sayable(naming: Naming) -> Naming:
    """No name where nothing but the measure is left of it."""
    name = standard((naming.indicator or "").strip("，。、： "))
    sayable = None if len(name) < 2 or name in _EMPTY else name
    return naming if sayable == naming.indicator else replace(naming, indicator=sayable)


def _read(
    sentence: str,
    quantities: Sequence[Quantity],
    headings: Sequence[str] = (),
    before: str = "",
    above: str = "",
    told: Told = (),
) -> Said:
    said = Said(tokenise(sentence, quantities), before, headings, above, told)
    for position, token in enumerate(said.tokens):
        if token.tag == "quantity":
            _draft(position, quantities[token.quantity], said)
    for draft in said.drafts:
        if draft.parts and not draft.parts.causes:
            complete(draft, said)
    lists.complete(said.drafts)
    for index, draft in enumerate(said.drafts):
        complete(draft, said)
        again = name_again(draft, said.drafts[:index]) or name_told(draft, index, said)
        if again:
            draft.parts, draft.naming = None, again
    return said


def _draft(position: int, quantity: Quantity, said: Said) -> None:
    draft = Draft(phrase(said.tokens, position), quantity.unit, position)
    outright = (
        name_distributed(draft, said, _counted)
        or name_classes(draft, said)
        or name_hours(draft, said)
        or name_outright(draft, said)
        or name_headed(draft, said)
        or name_beside(draft, said)
        or name_mark(draft, said)
    )
    if outright:
        draft.naming = outright
    elif quantity.unit in RATE_UNITS or not quantity.unit:
        draft.naming = name_rate(draft.around, position, said)
    elif quantity.unit in MONEY_UNITS:
        draft.naming = name_sum(draft.around, position, said)
    else:
        draft_count(draft, said)
        if is_state(draft):
            draft.parts = in_state(draft, said, _counted) or draft.parts
        draft.parts = of_whole(draft, said, _counted) or draft.parts
        if draft.parts is None and draft.naming.indicator is None and not draft.around.left:
            draft.parts = _spoken_of(quantity.unit, said)
    said.drafts.append(draft)


def _spoken_of(unit: str, said: Said) -> Parts | None:
    """What the sentence before counted in this unit, else what the heading speaks of."""
    counted_before = _counted(said.before, unit)
    if counted_before:
        return replace(counted_before, rule="sentence before")
    verb, noun = topics.titled(said.headings, unit)
    return Parts(verb=verb, noun=noun, rule="heading") if noun else None


def _counted(sentence: str, unit: str) -> Parts | None:
    quantities = _plain_quantities(sentence, unit)
    if not quantities:
        return None
    drafts = _read(sentence, quantities).drafts
    found = (d.parts for d in drafts if d.parts and d.unit == unit and d.scope is None)
    return next((p for p in found if p.noun and not lexicon.SCHOOL_NAME.match(p.noun)), None)


PLAIN_REACH = 300
"""Characters of the sentence before that are read for what it counts."""

_NUMBER = re.compile(
    r"(?<![\d.])\d[\d.]{0,12}[万亿]?余?多?(?P<unit>[名人位所个项台套间])(?![民员才])"
)


def _plain_quantities(sentence: str, unit: str) -> list[Quantity]:
    """The plain numbers of a sentence in a unit, enough to tell what it counts."""
    found = []
    for match in _NUMBER.finditer(sentence[:PLAIN_REACH]):
        own = "人" if match["unit"] in "名位" else match["unit"]
        if own == unit:
            found.append(Quantity(match.start(), match.end(), Decimal(1), None, own))
    return found
