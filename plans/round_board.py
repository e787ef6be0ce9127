"""A round and a user enter, how far each assessment is leaves; constant queries."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from plans.models import Assessment, EvaluationRound, Mark

Phase = EvaluationRound.State
SHOWN = {
    "owed": ("未交自评", lambda row: not row.place.is_handed_in),
    "unchecked": ("未复评完", lambda row: row.checked < row.asked),
    "sampled": ("抽中", lambda row: row.place.is_sampled),
}
"""What the table may be narrowed to: its name, and which rows it keeps."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An assessment with the items that it is asked and how many each step has marked."""

    place: Assessment
    asked: int
    scored: int
    checked: int
    sampled: int
    is_late: bool

    @property
    def is_checked(self):
        """Every item is."""
        return self.checked >= self.asked

    @property
    def is_looked_at(self):
        """It was drawn, and every item was looked at a second time."""
        return self.place.is_sampled and self.sampled >= self.asked


def rows_of(held, user):
    """A row for each assessment that the user sees; three queries."""
    places = Assessment.objects.visible_to(user).filter(round=held)
    places = places.select_related("school", "county").order_by("number")
    items = list(held.items.all())
    marks = Mark.objects.visible_to(user).filter(assessment__round=held).order_by()
    counts = {
        (place, step): number
        for place, step, number in marks.values_list("assessment", "step").annotate(Count("pk"))
    }
    is_past = held.state == Phase.SELF and held.self_until < timezone.localdate()
    asked = {}
    found = []
    for place in places:
        place.round = held
        key = (place.county_id is None, place.stage)
        if key not in asked:
            asked[key] = sum(item.is_asked_of(place) for item in items)
        done = [counts.get((place.pk, step), 0) for step in Mark.Step.values]
        found.append(BoardRow(place, asked[key], *done, is_past and not place.is_handed_in))
    return found


def tallies_of(rows):
    """What the head of the board counts."""
    found = Counter(total=len(rows))
    for row in rows:
        found["handed_in"] += row.place.is_handed_in
        found["late"] += row.is_late
        found["checked"] += row.is_checked
        found["drawn"] += row.place.is_sampled
        found["looked_at"] += row.is_looked_at
    return found


def for_list(rounds):
    """Rounds with how many take part and how many have handed in."""
    handed_in = Q(assessments__state=Assessment.State.SUBMITTED)
    return rounds.for_list().annotate(
        places=Count("assessments", distinct=True),
        handed_in=Count("assessments", distinct=True, filter=handed_in),
    )
