"""A user enters, the work of his bureau by person and year, or the portal's by bureau, leaves."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Q, Subquery

from indicators.models import Region
from plans.models import Plan, Source
from plans.progress import REVIEWED, doubtful, undecided
from plans.workbench.shelves import DOUBTFUL, DRAFTS, PUBLISHED, TO_PUBLISH, TO_REVIEW

WAITING = Q(state=Plan.State.PROPOSED)
STAGES = {
    "waiting": (TO_REVIEW, WAITING & undecided("plan")),
    "ready": (TO_PUBLISH, WAITING & ~undecided("plan")),
    "drafts": (DRAFTS, Q(state=Plan.State.DRAFT)),
    "published": (PUBLISHED, Q(state=Plan.State.PUBLISHED)),
    "doubtful": (DOUBTFUL, doubtful("plan")),
}
"""The shelves once more, as conditions that are counted together."""
YEARS = 6


@dataclass(frozen=True, slots=True)
class Share:
    """What one person has done and has before him, and the plan that he decided on last."""

    person: object
    files: int
    waiting: int
    reviewed: int
    last_plan: Plan | None
    last_at: datetime | None


def by_person(user):
    """Files, plans still to review and plans reviewed of everybody in the bureau who did any."""
    plans = Plan.objects.visible_to(user).current().order_by()
    sources = Source.objects.visible_to(user).current().order_by()
    people = get_user_model().objects.of_bureau(user.region_id)
    files = _counts(sources, "uploaded_by")
    waiting = _counts(plans.filter(WAITING & undecided("plan")), "source__uploaded_by")
    reviewed = _reviewed(plans, people)
    known = people.filter(pk__in={*files, *reviewed} - {None}).order_by("last_name", "username")
    last = [(person, _last(person)) for person in known.annotate(**_last_decisions(user))]
    named = Plan.objects.in_bulk({plan for _, (_, plan) in last})
    return [
        Share(p, files[p.pk], waiting[p.pk], reviewed[p.pk], named.get(plan), at)
        for p, (at, plan) in last
    ]


def _last_decisions(user):
    """Moment and plan of the last decision on each kind of row, to be asked with a person."""
    columns = {}
    for model in REVIEWED:
        own = model.objects.visible_to(user).filter(reviewed_by=OuterRef("pk"))
        own = own.order_by("-reviewed_at")
        columns[f"{model.letter}_at"] = Subquery(own.values("reviewed_at")[:1])
        columns[f"{model.letter}_plan"] = Subquery(own.values("plan")[:1])
    return columns


def _last(person):
    """Moment and plan of a person's last decision on any row."""
    both = [[getattr(person, f"{m.letter}_{name}") for name in ("at", "plan")] for m in REVIEWED]
    return max((last for last in both if last[0]), default=(None, None))


def by_year(user):
    """Plans of the newest years by what they wait for; those without a year come last."""
    rows = [row for row in _counted(user, "year") if any(row[name] for name in STAGES)]
    newest = sorted(rows, key=lambda row: row["year"] or 0, reverse=True)[:YEARS]
    return [{"year": row["year"], "stages": _stages(row, _of_year(row["year"]))} for row in newest]


def _of_year(year):
    return f"year_from={year}&year_to={year}" if year else ""


def by_bureau(user):
    """Plans of every bureau by what they wait for, with its files."""
    files = _counts(Source.objects.visible_to(user).current().order_by(), "bureau")
    rows = {row["bureau"]: row for row in _counted(user, "bureau")}
    return [
        {"region": b, "files": files[b.pk], "stages": _stages(rows.get(b.pk), f"bureau={b.pk}")}
        for b in Region.objects.filter(pk__in={*rows, *files})
    ]


def _counted(user, column):
    """Plans by the values of a column, counted in every stage."""
    plans = Plan.objects.visible_to(user).current().order_by().values(column)
    return plans.annotate(**{name: Count("pk", when) for name, (_, when) in STAGES.items()})


def _stages(row, own):
    """Label, query of the library and count of every stage; no query where ``own`` is empty."""
    return [
        (label, own and f"{own}&{query}", row[name] if row else 0)
        for name, ((label, query, *_), _) in STAGES.items()
    ]


def _counts(rows, column):
    return Counter(dict(rows.values_list(column).annotate(Count("pk"))))


def _reviewed(plans, people):
    """Plans in which a person decided on a row, by person; the index alone answers."""
    pairs = set()
    for model in REVIEWED:
        decided = model.objects.filter(reviewed_by__in=people).order_by()
        pairs.update(decided.values_list("reviewed_by", "plan").distinct())
    known = set(plans.values_list("pk", flat=True))
    return Counter(person for person, plan in pairs if plan in known)
