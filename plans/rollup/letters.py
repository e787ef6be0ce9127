"""A version of assigned targets enters, what the letter of each school says leaves.

One description serves the page, Word and PDF; an issued letter keeps it as it was.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from datetime import date

from indicators.numbers import plain
from plans.models import AssignedTarget, Letter, Submission, Task
from plans.rollup.figures import figures_of, items_of

SIGNS = {"higher": "≥", "lower": "≤"}
"""How an assigned number is meant, by the direction of what it measures."""
ASSIGNED, PROMISED = "县级下达", "学校自定"
PLACES = ("{教育局}", "{学校}", "{年度}")
"""What words of letters may hold, to be filled in for each school."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A target of the table, in words."""

    name: str
    unit: str
    before: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class LetterTask:
    """A task of the school's approved plan."""

    title: str
    until: str


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All that a letter says."""

    title: str
    bureau: str
    school: str
    year: int
    preamble: str
    lines: tuple[LetterLine, ...]
    tasks: tuple[LetterTask, ...]
    terms: tuple[str, ...]
    head_of_school: str
    issued_on: str = ""

    @property
    def is_draft(self):
        """It is not issued yet."""
        return not self.issued_on

    @property
    def name(self):
        """What a file of it is called."""
        return f"{self.school}{self.year}年度目标责任书{'（草稿）' if self.is_draft else ''}"

    def issued(self, day: date):
        """The letter as issued on a day."""
        return replace(self, issued_on=f"{day.year}年{day.month}月{day.day}日")

    def as_json(self):
        """Only lists, words and numbers."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept):
        """The letter that was kept."""
        lines = tuple(LetterLine(**line) for line in kept["lines"])
        tasks = tuple(LetterTask(**task) for task in kept["tasks"])
        return cls(**{**kept, "lines": lines, "tasks": tasks, "terms": tuple(kept["terms"])})


def letters_of(assignment_set, user) -> dict[int, LetterContent]:
    """Number of a submission -> its letter: as issued, or as the draft would be."""
    if not assignment_set.is_issued:
        return contents_of(assignment_set, user)
    kept = Letter.objects.visible_to(user).filter(assignment_set=assignment_set)
    kept = kept.order_by("submission__school__name", "pk")
    return {one.submission_id: LetterContent.from_json(one.content) for one in kept}


def contents_of(assignment_set, user) -> dict[int, LetterContent]:
    """As ``letters_of`` for a draft; schools without any target have none. Fixed queries."""
    campaign = assignment_set.campaign
    items = items_of(campaign)
    figures = figures_of(campaign, user, [item.indicator_id for item in items])
    parts = _parts(assignment_set)
    tasks = _tasks(campaign, user) if assignment_set.has_tasks else {}
    found = {}
    for submission in figures.submissions:
        own = _lines(submission, parts[submission.pk], figures, assignment_set, items)
        if own:
            found[submission.pk] = _content(
                assignment_set, submission, own, tasks.get(submission.pk, ())
            )
    return found


def _parts(assignment_set):
    """Number of a submission -> its assigned targets."""
    rows = AssignedTarget.objects.filter(division__assignment_set=assignment_set)
    found = defaultdict(list)
    for row in rows.select_related("division__indicator").order_by("division", "pk"):
        found[row.submission_id].append(row)
    return found


def _lines(submission, parts, figures, assignment_set, items):
    lines = [_line(submission, p.division.indicator, p.value, figures, ASSIGNED) for p in parts]
    if assignment_set.has_promises and submission.approved_at is not None:
        assigned = {part.division.indicator_id for part in parts}
        lines += [
            _line(submission, item.indicator, promised, figures, PROMISED)
            for item in items
            if item.indicator_id not in assigned
            and (promised := figures.promised.get((submission.school_id, item.indicator_id)))
            is not None
        ]
    return tuple(lines)


def _line(submission, indicator, value, figures, origin):
    before, is_reached = figures.before(submission.school_id, indicator.pk)
    said = "" if before is None else plain(before) + ("" if is_reached else "（目标）")
    sign = SIGNS.get(indicator.direction, "")
    return LetterLine(indicator.name, indicator.unit, said, f"{sign}{plain(value)}", origin)


def _tasks(campaign, user):
    """Number of a submission -> the tasks at the top of its approved plan."""
    rows = (
        Task.objects.visible_to(user)
        .counting()
        .filter(
            plan__submission__campaign=campaign,
            plan__submission__state=Submission.State.APPROVED,
            depth=0,
        )
    )
    found = defaultdict(list)
    for row in rows.select_related("plan").order_by("plan", "position", "pk"):
        until = f"{row.due_on:%Y-%m-%d}" if row.due_on else ""
        found[row.plan.submission_id].append(LetterTask(row.title, until))
    return found


def _content(assignment_set, submission, lines, tasks):
    year, school = assignment_set.campaign.year, submission.school
    facts = dict(zip(PLACES, (assignment_set.bureau_name, school.name, str(year)), strict=True))
    terms = (filled(term, facts).strip() for term in assignment_set.terms.splitlines())
    return LetterContent(
        title=f"{year}年度学校工作目标责任书",
        bureau=assignment_set.bureau_name,
        school=school.name,
        year=year,
        preamble=filled(assignment_set.preamble, facts).strip(),
        lines=lines,
        tasks=tuple(tasks),
        terms=tuple(term for term in terms if term),
        head_of_school="园长" if school.stage == "preschool" else "校长",
    )


def filled(words, facts):
    """Words with their places filled in."""
    for place, said in facts.items():
        words = words.replace(place, said)
    return words
