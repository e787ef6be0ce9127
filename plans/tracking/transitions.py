"""Who may take which step of a matter from which state: the table that all else asks.

A matter is led by a unit or a school. Who answers for it (``answers_for``: who holds a post there,
or a link for it) reports for the supporting units as well. The bureau's administrators report in
anybody's name, so also for a unit of which nobody signs in and nobody has a link.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from plans.models import Matter, MatterStep, answers_for
from plans.models.lead_links import fits

Step = MatterStep.Action
State = Matter.State

PROPOSER, CHECKER, LEAD = "proposer", "checker", "lead"
"""In what part somebody has to do with a matter."""

OTHERS = {
    PROPOSER: "只有本局的管理员和科室人员可以{step}。",
    CHECKER: "只有本局的局领导和管理员可以{step}。",
    LEAD: "只有牵头单位（承办学校）的人员，或本局管理员代办，可以{step}。",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: from which states, to which one (None stays), for whom."""

    step: Step
    sources: frozenset
    target: State | None
    part: str


def _from(*states):
    return frozenset(states)


NOTICES = (Step.REMIND, Step.PRESS, Step.INSPECT)
"""Steps that a printed notice stands for, taken by issuing it (``plans.tracking.issuing``)."""
OWING = _from(State.DISPATCHED, State.WORKING)
"""States in which who leads a matter owes something."""

TRANSITIONS = {
    t.step: t
    for t in (
        Transition(Step.CHANGE, _from(*Matter.INSIDE, *Matter.RUNNING), None, PROPOSER),
        Transition(Step.CHECK, _from(State.PROPOSED), State.CHECKED, CHECKER),
        Transition(Step.DISPATCH, _from(State.CHECKED), State.DISPATCHED, PROPOSER),
        Transition(Step.ACKNOWLEDGE, _from(State.DISPATCHED), State.WORKING, LEAD),
        Transition(Step.REPORT, _from(State.WORKING), None, LEAD),
        Transition(Step.FINISH, _from(State.WORKING), State.REPORTED, LEAD),
        Transition(Step.GIVE_BACK, _from(State.REPORTED), State.WORKING, PROPOSER),
        Transition(Step.CLOSE, _from(State.REPORTED), State.CLOSED, CHECKER),
        Transition(Step.ASK_EXTENSION, OWING, None, LEAD),
        Transition(Step.GRANT_EXTENSION, OWING, None, CHECKER),
        Transition(Step.REFUSE_EXTENSION, OWING, None, CHECKER),
        Transition(Step.URGE, OWING, None, PROPOSER),
        *(Transition(step, OWING, None, PROPOSER) for step in NOTICES),
        Transition(Step.STOP, _from(*Matter.INSIDE, *Matter.RUNNING), State.STOPPED, CHECKER),
        Transition(Step.REOPEN, _from(*Matter.OVER), State.WORKING, CHECKER),
    )
}
"""Step -> transition; a matter comes into being by ``PROPOSE``, from no state."""

WAYS = {
    State.PROPOSED: "请局领导或管理员先审核。",
    State.CHECKED: "已审核，请先下发。",
    State.DISPATCHED: "已下发，请牵头单位先签收。",
    State.WORKING: "正在办理，请等牵头单位报办结。",
    State.REPORTED: "牵头单位已报办结，请先复核：销号，或退回重办。",
    State.CLOSED: "已经销号；确需再办的，请重新办理并写明原因。",
    State.STOPPED: "已经终止；确需再办的，请重新办理并写明原因。",
}
"""State -> what can be done where a step cannot be taken."""


def parts_of(user, matter):
    """In which parts the user has to do with a matter."""
    parts = set()
    is_own = user.is_bureau_member and user.region_id == matter.bureau_id
    if is_own and user.may_import:
        parts.add(PROPOSER)
    if is_own and (user.is_bureau_admin or user.is_bureau_leader):
        parts.add(CHECKER)
    if _leads(user, matter) or (is_own and user.is_bureau_admin):
        parts.add(LEAD)
    return parts


def require_right(step, matter, user):
    """Raises ``PermissionDenied`` for whoever never takes such a step of the matter."""
    part = TRANSITIONS[step].part
    if part not in parts_of(user, matter):
        raise PermissionDenied(OTHERS[part].format(step=step.label))


def require(step, matter, user):
    """Raises ``PermissionDenied`` or ``ValidationError``, each with what to do instead."""
    require_right(step, matter, user)
    obstacle = _obstacle(TRANSITIONS[step], matter)
    if obstacle:
        raise ValidationError(obstacle)


def may(step, matter, user):
    """Whether the user may take the step now."""
    found = TRANSITIONS[step]
    return found.part in parts_of(user, matter) and not _obstacle(found, matter)


def _leads(user, matter):
    return fits(matter, answers_for(user))


def _obstacle(found, matter):
    """What stands against a step, in words; empty where nothing does."""
    if matter.state not in found.sources:
        told = f"现在是“{matter.get_state_display()}”，不能{found.step.label}。"
        return told + WAYS[matter.state]
    is_asked = matter.asked_until is not None
    if found.step in (Step.GRANT_EXTENSION, Step.REFUSE_EXTENSION) and not is_asked:
        return "没有待答复的延期申请，或者已经答复过。"
    if found.step == Step.ASK_EXTENSION:
        return _too_late_to_ask(matter)
    return ""


def _too_late_to_ask(matter):
    """Why more time cannot be asked for: without a last day, or when it is over."""
    if matter.due_on is None:
        return "这一事项没有定完成时限，不用申请延期。"
    if matter.due_on < timezone.localdate():
        return f"完成时限（{matter.due_on:%Y-%m-%d}）已过，不能再申请延期。请尽快办结，并说明原因。"
    return ""
