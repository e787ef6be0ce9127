"""An assessment and a user enter, the rows of its page leave: marks side by side, what to fill."""

from collections import defaultdict
from dataclasses import dataclass, field

from plans.evaluating.gathering import Line, Sheet, gather
from plans.evaluating.marking import Said, said_by
from plans.evaluating.suggesting import suggestions
from plans.evaluating.transitions import Step, has_role, may, obstacle_of
from plans.models import Assessment, AssessmentFile, AssessmentFinding

MARKING = (Step.SCORE, Step.CHECK, Step.SAMPLE)


@dataclass(slots=True)
class Row:
    """An item as the page shows it; ``said`` is what its fields hold, None where they are shut."""

    line: Line
    standards: list
    figures: list
    files: list
    finding: AssessmentFinding | None
    said: Said | None = None
    stamp: str = ""
    wrong: str = ""
    told: str = ""

    @property
    def item(self):
        """The item."""
        return self.line.item

    @property
    def differs(self):
        """The level above says something else than the assessed."""
        pair = self.line.pair
        return pair.counts and pair.agreement != 1


@dataclass(slots=True)
class Page:
    """An assessment with the step that the user can mark now, if any."""

    place: Assessment
    sheet: Sheet
    step: str
    rows: list
    acts: dict = field(default_factory=dict)

    @property
    def groups(self):
        """Name of a branch -> its rows, in the order of the framework."""
        found = defaultdict(list)
        for row in self.rows:
            found[row.item.group].append(row)
        return list(found.items())

    @property
    def shows_check(self):
        """There is something to read or to write of the level above."""
        return self.step in MARKING[1:] or any(row.line.check for row in self.rows)

    @property
    def shows_sample(self):
        """The same of the second look."""
        return self.step == Step.SAMPLE or any(row.line.sample for row in self.rows)

    @property
    def columns(self):
        """How many columns the table has."""
        return 2 + bool(self.shows_check) + bool(self.shows_sample)

    @property
    def left(self):
        """How many items the step has not marked."""
        return len(self.sheet.lacking(self.step)) if self.step else 0

    @property
    def to_find(self):
        """Rows that may go into the rectification ledger."""
        return [row for row in self.rows if row.line.is_failed and row.finding is None]


def page_of(place, user, *, sent=None, wrong=None, told=None):
    """The page; ``sent`` and ``wrong`` by the number of an item are kept as they were typed."""
    [sheet] = gather(place.round, user, [place])
    step = next((step for step in MARKING if may(step, user, place.round, place)), "")
    items = [line.item for line in sheet.lines]
    figures = suggestions(place, items, user)
    files, findings = _files(place, user), _findings(place, user)
    rows = []
    for line in sheet.lines:
        number = line.item.pk
        row = Row(
            line,
            [s["text"] for s in line.item.standards_of(place.stage)],
            figures.get(number, []),
            files[number],
            findings.get(number),
        )
        if step:
            now = said_by(line.marks.get(step))
            row.said, row.stamp = (sent or {}).get(number, now), now.stamp
        row.wrong, row.told = (wrong or {}).get(str(number), ""), (told or {}).get(number, "")
        rows.append(row)
    return Page(place, sheet, step, rows, _acts(place, user))


def _acts(place, user):
    """What the user may do with the whole, and why not what he has the role for."""
    held = place.round
    acts = {
        name: may(step, user, held, place)
        for name, step in (("hand_in", Step.HAND_IN), ("give_back", Step.GIVE_BACK))
    }
    acts["find"] = may(Step.FIND, user, held, place) and (place.school_id or place.is_own)
    checks = may(Step.CHECK, user, held, place) and place.is_handed_in
    acts["agree"] = checks or may(Step.SAMPLE, user, held, place)
    hindered = (
        obstacle_of(step, user, held, place)
        for step in MARKING
        if held.state == step and has_role(step, user, held, place)
    )
    acts["why_not"] = next(filter(None, hindered), "")
    return acts


def _files(place, user):
    found = defaultdict(list)
    for file in AssessmentFile.objects.visible_to(user).kept().filter(assessment=place):
        found[file.item_id].append(file)
    return found


def _findings(place, user):
    """Number of an item -> its problem in the ledger, for those who see the ledger."""
    if not user.is_bureau_member:
        return {}
    rows = AssessmentFinding.objects.visible_to(user).filter(assessment=place)
    return {row.item_id: row for row in rows.select_related("finding__matter")}


def owed_by(user):
    """Assessments that it is the turn of the user's school or county to score itself in."""
    if not user.is_school_member and not user.is_bureau_member:
        return Assessment.objects.none()
    whose = {"school": user.school_id} if user.is_school_member else {"county": user.region_id}
    owed = Assessment.objects.visible_to(user).owed().filter(**whose)
    return owed.for_page().order_by("round__self_until", "pk")
