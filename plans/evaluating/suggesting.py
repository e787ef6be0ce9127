"""An assessment enters, what published figures say of its measured items leaves: to be confirmed.

Nothing is filled in by it. The figures are those of the newest year up to that of the round; the
standard is the one that the round copied.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Standard
from indicators.standing.facts import facts_of, years_of
from indicators.standing.reckoning import Cell, cell


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One figure held against one standard: in which year, for which stage."""

    year: int
    text: str
    cell: Cell


def suggestions(place, items, user):
    """Number of a round's item -> what the figures say; a fixed number of queries."""
    measured = [item for item in items if item.item_id and item.standards]
    region = place.county or place.school.region
    framework = place.round.framework
    years = years_of(framework, region, user) if measured else ()
    year = next((year for year in years if year <= place.round.year), None)
    if year is None:
        return {}
    facts = facts_of(framework, region, year, user)
    known = {item.pk: item for item in facts.items}
    found = {}
    for item in measured:
        if item.item_id in known:
            asked = item.standards_of(place.stage)
            found[item.pk] = [
                Suggestion(year, s["text"], _cell(facts, known[item.item_id], s, place))
                for s in asked
            ]
    return found


def _cell(facts, item, said, place):
    standard = Standard(
        item=item, stage=said["stage"], comparator=said["comparator"], value=Decimal(said["value"])
    )
    return cell(facts, item, standard, place.school_id, said["stage"])
