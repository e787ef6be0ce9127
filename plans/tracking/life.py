"""The way of a matter from being proposed to being closed, as steps that it has got to.

A matter stands at exactly one of them, but for one that was stopped, which is off the way. Whoever
stands at a step waits for the next; who is closed waits for nothing.
"""

from dataclasses import dataclass

from django.db.models import Q

from plans.models import Matter, MatterStep
from plans.models.matters import divided

Step = MatterStep.Action
State = Matter.State
HEARD = Q(heard_at__isnull=False) | Q(divided())
"""Something was reported: by itself, or by the parts that it was divided into."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of the way: what those wait for who got no further, and which they are."""

    step: Step
    waits: str
    here: Q

    @property
    def name(self):
        """The step in a word."""
        return self.step.label


WAY = (
    Stop(Step.PROPOSE, "待审核", Q(state=State.PROPOSED)),
    Stop(Step.CHECK, "待下发", Q(state=State.CHECKED)),
    Stop(Step.DISPATCH, "待签收", Q(state=State.DISPATCHED)),
    Stop(Step.ACKNOWLEDGE, "待首次反馈", Q(state=State.WORKING) & ~HEARD),
    Stop(Step.REPORT, "办理中", Q(state=State.WORKING) & HEARD),
    Stop(Step.FINISH, "待复核销号", Q(state=State.REPORTED)),
    Stop(Step.CLOSE, "", Q(state=State.CLOSED)),
)
PLACES = {stop.step.value: place for place, stop in enumerate(WAY)}
"""Name of a step -> its place on the way."""
REACHED = tuple((stop.step.value, stop.name) for stop in WAY)
WAITS = tuple((stop.step.value, stop.waits) for stop in WAY if stop.waits)
_FIRST = {
    State.PROPOSED: 0,
    State.CHECKED: 1,
    State.DISPATCHED: 2,
    State.WORKING: 3,
    State.REPORTED: 5,
    State.CLOSED: 6,
}


def place_of(state, is_heard):
    """The place on the way that a matter has got to; None off the way."""
    place = _FIRST.get(state)
    return place + 1 if state == State.WORKING and is_heard else place


def waiting(matters, step):
    """Matters that stand at a step."""
    return matters.filter(WAY[PLACES[step]].here)


def reached(matters, step):
    """Matters that have got to a step, or beyond it."""
    wanted = Q()
    for stop in WAY[PLACES[step] :]:
        wanted |= stop.here
    return matters.filter(wanted)
