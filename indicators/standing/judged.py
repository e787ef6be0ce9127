"""A framework, a county and a year enter, its judged items with what was decided leave."""

from dataclasses import dataclass

from indicators.models import FrameworkItem, JudgedResult, Standard
from indicators.standing.compliance import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged item, what is asked in words or numbers, and the result if there is one."""

    item: FrameworkItem
    standards: list[Standard]
    result: JudgedResult | None

    @property
    def verdict(self):
        """``NO_DATA`` while nobody has decided."""
        return Verdict(self.result.outcome) if self.result else Verdict.NO_DATA

    @property
    def word(self):
        """The verdict as a page says it."""
        return self.result.get_outcome_display() if self.result else "未评"


def judged_of(framework, standards, region, year, user) -> list[Judged]:
    """In the order of the tree; ``standards`` are those in force, by item, measure and stage."""
    rows = JudgedResult.objects.visible_to(user).current().of(region.adcode, year)
    found = rows.filter(item__framework=framework).select_related("recorded_by")
    results = {one.item_id: one for one in found}
    asked: dict[int, list[Standard]] = {}
    for (item, measure, _), one in standards.items():
        if measure == Standard.Measure.VALUE:
            asked.setdefault(item, []).append(one)
    items = framework.items.filter(kind=FrameworkItem.Kind.JUDGED)
    return [Judged(one, asked.get(one.pk, []), results.get(one.pk)) for one in items]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items figures decide, people decided, and nobody has decided yet."""

    measured: int
    judged: int
    met: int
    open: int


def tally_of(facts, judged) -> Tally:
    """Items of a framework counted by who decides them."""
    done = [one for one in judged if one.result]
    met = sum(one.verdict is Verdict.MET for one in done)
    return Tally(len(facts.items), len(done), met, len(judged) - len(done))
