"""Matters enter, rows as pages and files list them leave: light, lead, who supports, progress."""

from dataclasses import dataclass

from django.utils import timezone

from plans.models import Matter
from plans.tracking import addresses
from plans.tracking.faces import Face, face_of
from plans.tracking.lights import Sign
from plans.tracking.looking import light_of
from plans.tracking.ruling import rulebook


@dataclass(frozen=True, slots=True)
class Row:
    """A matter as a line of a list."""

    matter: Matter
    sign: Sign | None
    face: Face

    @property
    def title(self):
        """Number and title."""
        return str(self.matter)

    @property
    def lead(self):
        """Name of who leads it; empty where nobody does yet."""
        return str(self.matter.lead or "")

    @property
    def supporting(self):
        """Names of who supports it."""
        return "、".join(unit.name for unit in self.matter.supporting_units.all())

    @property
    def told(self):
        """How far it is, in percent and in the words of the last report."""
        return f"{self.matter.progress}%　{self.matter.note}".strip()

    @property
    def why(self):
        """Why the light shines."""
        return self.sign.why if self.sign else ""

    @property
    def address(self):
        """Its page."""
        return addresses.matter(self.matter.pk)


def rows_of(matters, today=None):
    """A row for each matter, in their order; the queries of ``for_list`` and one for rules."""
    today, book = today or timezone.localdate(), rulebook()
    return [_row(matter, light_of(matter, today, book)) for matter in matters.for_list()]


def _row(matter, sign):
    return Row(matter, sign, face_of(sign))
