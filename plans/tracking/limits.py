"""A kind of matter and a day enter, the last day that its rules give leaves."""

from plans.tracking import working_days


def default_due(kind, begun_on, rules):
    """Last day of a matter by the days that rules give its kind; None where they give none.

    Counted in working days from the day after it began; how many is each office's own rule.
    """
    days = rules.days_for(kind)
    return working_days.after(begun_on, days) if days else None
