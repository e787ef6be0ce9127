"""Chosen matters and one step enter; it is taken with each, and whom it concerns is told once."""

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from plans.models import Matter
from plans.tracking import steps
from plans.tracking.telling import tell_of
from plans.tracking.transitions import Step

STEPS = {
    Step.CHECK: steps.check,
    Step.DISPATCH: partial(steps.dispatch, is_told=False),
    Step.URGE: partial(steps.urge, is_told=False),
}
"""Steps that can be taken with many matters at once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The matters with which a step was taken, and what hindered each of the others."""

    done: list[Matter]
    hindered: list[tuple[Matter, str]]


@transaction.atomic
def take(step, matters, *, user, **said):
    """Take a step with each; what hinders one of them hinders none of the others."""
    done, hindered = [], []
    # In one order for all who do so, parts before their whole, as reports go: otherwise two could
    # wait for each other.
    for matter in sorted(matters, key=lambda matter: -matter.pk):
        try:
            done.append(STEPS[step](matter, user=user, **said))
        except (ValidationError, PermissionDenied) as error:
            hindered.append((matter, "".join(getattr(error, "messages", [str(error)]))))
    tell_of(step, done, by=user)
    return Taken(done, hindered)
