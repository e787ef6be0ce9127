"""A matter's light and the rules of its bureau enter, who above its lead is told leaves.

============================  ==============================================================
red                           the leader in charge (分管领导), from the first day
yellow                        he too, once it has been so for ``yellow_days`` working days
red, ``red_days`` over        all leaders of the bureau
============================  ==============================================================

How long a matter has been yellow is not kept: it has been for n days where it would have been so
n working days ago, with all that has been reported until today.
"""

from datetime import date
from enum import IntEnum

from plans.tracking import working_days
from plans.tracking.lights import Light, Rules, Sign, Standing, sign_of


class Height(IntEnum):
    """How high up a matter is told of."""

    LEAD = 0
    IN_CHARGE = 1
    ALL_LEADERS = 2


def height_of(matter: Standing, sign: Sign, today: date, rules) -> Height:
    """How high up an open matter is told of, by ``TrackingRules``."""
    if sign.light == Light.RED:
        over = -(sign.days or 0)
        is_long = 0 < rules.red_days <= over
        return Height.ALL_LEADERS if is_long else Height.IN_CHARGE
    if sign.light == Light.YELLOW and rules.yellow_days:
        earlier = working_days.before(today, rules.yellow_days)
        if has_been_yellow(matter, earlier, rules.lights):
            return Height.IN_CHARGE
    return Height.LEAD


def has_been_yellow(matter: Standing, day: date, rules: Rules) -> bool:
    """Whether a matter that is yellow today was so on an earlier day."""
    return day >= matter.begun_on and sign_of(matter, day, rules).light == Light.YELLOW
