"""A bureau's matters enter, what sums over them follow from leaves: three queries, then no more."""

from dataclasses import dataclass

from django.db.models import F, Max
from django.utils import timezone

from plans.models import Matter, MatterStep
from plans.models.matters import divided
from plans.personal import Masked
from plans.tracking import addresses, life
from plans.tracking.lights import Sign
from plans.tracking.looking import light_of, owes
from plans.tracking.ruling import rulebook

State = Matter.State
COLUMNS = (
    "bureau", "state", "kind", "number", "title", "leader", "cadence", "begun_on", "due_on",
    "progress", "reported_on", "closed_on", "heard_at", "dispatched_at", "created_at",
    "asked_until", "lead_unit__name", "lead_school__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A group that a matter belongs to: its value in the address of a list, and its name.

    Without a value there is no list of it: its name is one that the reader must not see whole.
    """

    value: str
    name: str


NOBODY = "null"
NO_UNIT = Part(NOBODY, "（学校承办或未定）")
NO_SCHOOL = Part(NOBODY, "（不由学校承办）")
NO_LEADER = Part(NOBODY, "（未定分管领导）")


@dataclass(frozen=True, slots=True)
class Line:
    """A matter as sums see it."""

    pk: int
    title: str
    sign: Sign | None
    place: int | None
    """Where on its way it stands; None where it was stopped."""
    progress: int
    unit: Part
    school: Part
    leader: Part
    kind: Part
    is_due: bool = False
    asked_until: object = None
    waited: int = 0
    """Days at that place."""
    silent: int | None = None
    """Days since anybody was heard; None where nobody has to report."""

    @property
    def lead(self):
        """Name of the unit or school that leads it; empty where nobody does."""
        return next((p.name for p in (self.unit, self.school) if p.value != NOBODY), "")

    @property
    def address(self):
        """Its page."""
        return addresses.matter(self.pk)


def matters_of(user):
    """All matters of the bureau that the user works in."""
    return Matter.objects.visible_to(user).filter(bureau=user.region_id)


def lines_of(user, today=None):
    """Lines of all its matters, in three queries."""
    today, book = today or timezone.localdate(), rulebook()
    rows = matters_of(user).select_related("lead_unit", "lead_school").order_by("due_on", "pk")
    rows = rows.annotate(is_divided=divided()).only(*COLUMNS)
    turned = _turned(user)
    return [_line(m, light_of(m, today, book), turned.get(m.pk, m.created_at), today) for m in rows]


def _turned(user):
    """Number of a matter -> when it came into the state that it is in."""
    steps = MatterStep.objects.visible_to(user).filter(matter__bureau=user.region_id)
    steps = steps.exclude(from_state=F("to_state")).order_by()
    return dict(steps.values_list("matter").annotate(at=Max("at")))


def _line(matter, sign, turned_at, today):
    is_heard = matter.heard_at is not None or matter.is_divided
    return Line(
        pk=matter.pk,
        title=str(matter),
        sign=sign,
        place=life.place_of(matter.state, is_heard),
        progress=matter.progress,
        unit=_of_row(matter.lead_unit, NO_UNIT),
        school=_of_row(matter.lead_school, NO_SCHOOL),
        leader=_of_leader(matter.leader),
        kind=Part(matter.kind, matter.get_kind_display()),
        is_due=owes(matter, today),
        asked_until=matter.asked_until if matter.state in Matter.RUNNING else None,
        waited=max((today - timezone.localdate(turned_at)).days, 0),
        silent=_silent(matter, today),
    )


def _of_row(row, nobody):
    return Part(str(row.pk), row.name) if row else nobody


def _of_leader(name):
    if not name:
        return NO_LEADER
    return Part("", str(name)) if isinstance(name, Masked) else Part(name, name)


def _silent(matter, today):
    since = matter.heard_at or matter.dispatched_at
    answers = matter.state in (State.DISPATCHED, State.WORKING) and not matter.is_divided
    return (today - timezone.localdate(since)).days if since and answers else None
