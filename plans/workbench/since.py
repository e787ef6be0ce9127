"""A user and a moment enter, what happened since leaves: changes, publications, files."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, Max

from plans.history import TRACKED
from plans.models import Plan, Publication, Source

ROWS = 8


@dataclass
class Changes:
    """What one person changed in one plan: how many records of which kind, and when last."""

    plan_id: int
    user_id: int
    last: datetime
    counts: Counter = field(default_factory=Counter)
    plan: Plan | None = None
    person: object = None

    @property
    def parts(self):
        """Kinds of records and how many of each, most first."""
        return self.counts.most_common()


def happened(user, since):
    """What others and the user himself did in plans that he may see, newest first."""
    changes = _changes(user, since)
    return {
        "unseen": len(changes[ROWS:]),
        "changes": _named(changes[:ROWS]),
        "publications": Publication.objects.visible_to(user)
        .filter(published_at__gt=since)
        .select_related("plan", "published_by")
        .order_by("-published_at")[:ROWS],
        "imported": Source.objects.visible_to(user).for_list().filter(uploaded_at__gt=since)[:ROWS],
    }


def _changes(user, since):
    """One row a plan and person, from the history of every model that remembers."""
    found = {}
    for model in TRACKED:
        for plan, person, count, last in _of_model(model, user, since):
            row = found.setdefault((plan, person), Changes(plan, person, last))
            row.counts[model._meta.verbose_name] += count
            row.last = max(row.last, last)
    return sorted(found.values(), key=lambda row: row.last, reverse=True)


def _of_model(model, user, since):
    """Plan, person, records and last moment; what the program itself wrote has no person."""
    column = "id" if model is Plan else "plan"
    seen = (
        {}
        if user.is_system_admin
        else {f"{column}__in": Plan.objects.visible_to(user).values("pk")}
    )
    records = model.history.filter(history_date__gt=since, history_user__isnull=False, **seen)
    grouped = records.order_by().values_list(column, "history_user")
    return grouped.annotate(Count("history_id"), Max("history_date"))


def _named(changes):
    """Changes with their plans and people, in two queries."""
    plans = Plan.objects.in_bulk([row.plan_id for row in changes])
    people = get_user_model().objects.in_bulk([row.user_id for row in changes])
    for row in changes:
        row.plan, row.person = plans.get(row.plan_id), people.get(row.user_id)
    return changes
