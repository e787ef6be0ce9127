"""A user enters, the work of his bureau by person, or the portal's by bureau, leaves."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Count, Q

from indicators.models import Region
from plans.models import Plan, Source, Statement, Task
from plans.progress import doubtful, undecided

WAITING = Q(state=Plan.State.PROPOSED)


@dataclass(frozen=True, slots=True)
class Share:
    """What one person has done and has before him."""

    person: object
    files: int
    waiting: int
    reviewed: int


def by_person(user):
    """Files, plans still to review and plans reviewed of everybody in the bureau who did any."""
    plans = Plan.objects.visible_to(user).current().order_by()
    sources = Source.objects.visible_to(user).current().order_by()
    people = get_user_model().objects.filter(region=user.region_id)
    files = _counts(sources, "uploaded_by")
    waiting = _counts(plans.filter(WAITING & undecided("plan")), "source__uploaded_by")
    reviewed = _reviewed(plans, people)
    known = people.filter(pk__in={*files, *reviewed} - {None}).order_by("last_name", "username")
    return [Share(p, files[p.pk], waiting[p.pk], reviewed[p.pk]) for p in known]


def by_bureau(user):
    """Plans of every bureau by what they wait for, with its files."""
    counts = {
        "waiting": Count("pk", WAITING & undecided("plan")),
        "drafts": Count("pk", Q(state=Plan.State.DRAFT)),
        "published": Count("pk", Q(state=Plan.State.PUBLISHED)),
        "doubtful": Count("pk", doubtful("plan")),
    }
    plans = Plan.objects.visible_to(user).current().order_by().values("bureau").annotate(**counts)
    files = _counts(Source.objects.visible_to(user).current().order_by(), "bureau")
    by_pk = {row["bureau"]: row for row in plans}
    bureaus = Region.objects.filter(pk__in={*by_pk, *files})
    return [{"region": b, "files": files[b.pk], **by_pk.get(b.pk, {})} for b in bureaus]


def _counts(rows, column):
    return Counter(dict(rows.values_list(column).annotate(Count("pk"))))


def _reviewed(plans, people):
    """Plans in which a person decided on a row, by person; the index alone answers."""
    pairs = set()
    for model in (Statement, Task):
        decided = model.objects.filter(reviewed_by__in=people).order_by()
        pairs.update(decided.values_list("reviewed_by", "plan").distinct())
    known = set(plans.values_list("pk", flat=True))
    return Counter(person for person, plan in pairs if plan in known)
