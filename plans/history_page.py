"""A plan and a query string enter, its operations leave: who changed what, when and why."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from plans.editing import BY_KEY
from plans.history import TRACKED, of_plan
from plans.models import Plan
from plans.moments import before, difference, linked

ROWS = 20
"""Operations on a page."""
MOST = 40
"""Rows of one operation that are told; a grid or a copy may change thousands."""
CHOICES = 200
"""Moments that two versions can be chosen from."""
LETTERS = {"h": Plan} | BY_KEY


@dataclass(slots=True)
class Operation:
    """All that one person changed at one moment."""

    at: object
    user: object
    reason: str = ""
    rows: list = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see of the history."""

    person: int | None = None
    kind: str = ""
    row: str = ""

    @classmethod
    def of(cls, query):
        """From a query string; what makes no sense counts for nothing."""
        person, row = query.get("person", ""), query.get("row", "")
        kind = query.get("kind", "")
        is_row = row[:1] in LETTERS and row[1:].isdecimal() and len(row) < 12
        return cls(
            person=int(person) if person.isdecimal() and len(person) < 12 else None,
            kind=kind if kind in LETTERS else "",
            row=row if is_row else "",
        )

    @property
    def models(self):
        """The kinds of rows to look at."""
        letter = self.row[:1] or self.kind
        return (LETTERS[letter],) if letter else TRACKED

    def records(self, model, plan):
        """The wanted records of a model: those that a person made."""
        found = of_plan(model, plan).filter(history_user__isnull=False).order_by()
        if self.person:
            found = found.filter(history_user=self.person)
        return found.filter(id=int(self.row[1:])) if self.row else found


def moments(plan, asked):
    """Moment and person of every wanted operation, newest first, to be paged."""
    first, *others = (
        asked.records(model, plan).values_list("history_date", "history_user")
        for model in asked.models
    )
    found = first.union(*others) if others else first.distinct()
    return found.order_by("-history_date", "history_user")


def operations(plan, asked, chosen):
    """The operations of chosen moments with what changed in each row."""
    people = get_user_model().objects.in_bulk([user for _, user in chosen])
    found = {(at, user): Operation(at, people[user]) for at, user in chosen}
    for model in asked.models:
        records = list(
            linked(
                model,
                history_id__in=asked.records(model, plan)
                .filter(history_date__in=[at for at, _ in chosen])
                .values("history_id"),
            ).order_by("history_id")
        )
        older = before(model, records)
        for record in records:
            operation = found.get((record.history_date, record.history_user_id))
            _tell(operation, model, older[record.history_id], record)
    return list(found.values())


def _tell(operation, model, older, record):
    operation.reason = record.history_change_reason or operation.reason
    told = difference(model, older, record)
    if told is None:
        return
    if len(operation.rows) < MOST:
        operation.rows.append(told)
    else:
        operation.more += 1


def people(plan):
    """Who changed something in a plan."""
    ids = [
        of_plan(model, plan).order_by().values_list("history_user", flat=True) for model in TRACKED
    ]
    users = get_user_model().objects.filter(pk__in=ids[0].union(*ids[1:]))
    return users.order_by("pk")


def choices(plan):
    """Moments to choose two versions from: publications and operations, newest first."""
    published = [
        (p.published_at, f"第 {p.number} 次发布（{p.published_by}）")
        for p in plan.publications.select_related("published_by")
    ]
    changed = [(at, "修改") for at, _ in moments(plan, Asked())[:CHOICES]]
    found = sorted(published + changed, key=lambda choice: choice[0], reverse=True)
    return [(at.isoformat(), f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S} {w}") for at, w in found]


def moment(text):
    """A moment as an address writes it, None where it is none."""
    try:
        found = parse_datetime(text or "")
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
