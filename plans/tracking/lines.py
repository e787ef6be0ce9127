"""A bureau's matters enter, lines of short lists about some of them leave."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from plans.models import Matter
from plans.tracking import addresses

COLUMNS = (
    "number", "title", "asked_until", "heard_at", "dispatched_at", "lead_unit__name",
    "lead_school__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A matter as a short list shows it."""

    pk: int
    title: str
    lead: str
    """Name of the unit or school that leads it; empty where nobody does."""
    silent: int | None
    """Days since anybody was heard."""
    asked_until: date | None = None

    @property
    def address(self):
        """Its page."""
        return addresses.matter(self.pk)


def matters_of(user):
    """All matters of the bureau that the user works in."""
    return Matter.objects.visible_to(user).filter(bureau=user.region_id)


def lines_of(matters, today):
    """A line for each, in their order; one query."""
    rows = matters.select_related("lead_unit", "lead_school").only(*COLUMNS)
    return [_line(matter, today) for matter in rows]


def _line(matter, today):
    since = matter.heard_at or matter.dispatched_at
    return Line(
        pk=matter.pk,
        title=str(matter),
        lead=str(matter.lead or ""),
        silent=(today - timezone.localdate(since)).days if since else None,
        asked_until=matter.asked_until,
    )
