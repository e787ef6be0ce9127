"""A kind of matter and a day enter, the last day that its rules give leaves."""

from django.conf import settings

from plans.models import Matter
from plans.tracking import working_days

Kind = Matter.Kind


def default_due(kind, begun_on):
    """Last day of a matter by the days that the settings give its kind; None where they give none.

    Counted in working days from the day after it began; how many is each office's own rule.
    """
    days = settings.MATTER_DAYS.get(kind)
    return working_days.after(begun_on, days) if days else None
