"""A round and a user enter, each assessment with its items and marks leaves; constant queries."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from plans.evaluating.credibility import Credibility, Pair, reckon
from plans.models import Assessment, Mark, RoundItem

Step, Verdict = Mark.Step, Mark.Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One item of one assessment, with the marks that the user may read.

    A self mark counts only where ``is_handed_in``, whoever may read it before.
    """

    item: RoundItem
    marks: dict
    is_handed_in: bool

    @property
    def own(self) -> Mark | None:
        """What the assessed says of himself."""
        return self.marks.get(Step.SELF)

    @property
    def counted(self) -> Mark | None:
        """The same, once it was handed in."""
        return self.own if self.is_handed_in else None

    @property
    def check(self) -> Mark | None:
        """What the level above says."""
        return self.marks.get(Step.CHECK)

    @property
    def sample(self) -> Mark | None:
        """What the second look says."""
        return self.marks.get(Step.SAMPLE)

    @property
    def above(self) -> Mark | None:
        """What counts of the level above: the second look before the first."""
        return self.sample or self.check

    @property
    def final(self) -> Mark | None:
        """What counts in the end: the sample's, else the check's, else the self mark."""
        return self.above or self.counted

    @property
    def pair(self) -> Pair:
        """For the credibility."""
        own, above = self.counted, self.above
        return Pair(own and own.value, above and above.value, self.item.points)

    @property
    def is_failed(self) -> bool:
        """The level above says that it is not met, or not all its points are reached."""
        above = self.above
        if above is None or above.verdict == Verdict.NOT_ASKED:
            return False
        return above.verdict == Verdict.NOT_MET or (
            above.points is not None and above.points < self.item.points
        )

    @property
    def is_marked_down(self) -> bool:
        """It failed, and not only by what the assessed said himself."""
        return self.is_failed and (self.above.verdict == Verdict.NOT_MET or self.pair.direction > 0)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the final marks come to; ``points`` is None where no item has any."""

    points: Decimal | None
    full: Decimal | None
    met: int
    not_met: int
    unmarked: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One assessment with all its lines."""

    place: Assessment
    lines: list

    @property
    def totals(self) -> Totals:
        """Sums of the final marks; what does not apply is left out."""
        finals = [(line.item, line.final) for line in self.lines]
        scored = [(item, mark) for item, mark in finals if mark and mark.points is not None]
        verdicts = [mark.verdict for _, mark in finals if mark]
        return Totals(
            points=sum((mark.points for _, mark in scored), Decimal(0)) if scored else None,
            full=sum((item.points for item, _ in scored), Decimal(0)) if scored else None,
            met=verdicts.count(Verdict.MET),
            not_met=verdicts.count(Verdict.NOT_MET),
            unmarked=sum(mark is None for _, mark in finals),
        )

    @property
    def credibility(self) -> Credibility:
        """How far to believe what it says of itself."""
        return reckon(line.pair for line in self.lines)

    def lacking(self, step) -> list:
        """Items that the step has not marked."""
        return [line.item for line in self.lines if step not in line.marks]


def gather(held, user, places=None):
    """A sheet for each assessment of a round that the user sees; three queries."""
    if places is None:
        rows = Assessment.objects.visible_to(user).filter(round=held)
        places = list(rows.select_related("school", "county").order_by("number"))
    marks = Mark.objects.visible_to(user).filter(assessment__in=[place.pk for place in places])
    return _sheets(held, places, marks.select_related("by"))


def gather_all(held, places):
    """The same for the program itself: all marks, whoever may read them."""
    marks = Mark.objects.filter(assessment__in=[place.pk for place in places])
    return _sheets(held, places, marks)


def by_item(sheets):
    """Each item with the credibility of what all say of it, in the order of the framework."""
    pairs = defaultdict(list)
    items = {}
    for sheet in sheets:
        for line in sheet.lines:
            items[line.item.pk] = line.item
            pairs[line.item.pk].append(line.pair)
    ordered = sorted(items.values(), key=lambda item: item.position)
    return [(item, reckon(pairs[item.pk])) for item in ordered]


def _sheets(held, places, marks):
    found = defaultdict(dict)
    for mark in marks:
        found[mark.assessment_id, mark.item_id][mark.step] = mark
    items = list(held.items.order_by("position"))
    return [
        Sheet(
            place,
            [
                Line(item, found.get((place.pk, item.pk), {}), place.is_handed_in)
                for item in items
                if item.is_asked_of(place)
            ],
        )
        for place in places
    ]
