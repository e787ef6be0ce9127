"""Who may take which step of a submission from which state: the table that all else asks."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError

from plans.models import Campaign, Submission, SubmissionEvent
from plans.rights import role_in

Step = SubmissionEvent.Action
State = Submission.State

HEAD = frozenset({"school_head"})
SCHOOL = HEAD | {"school_clerk"}
APPROVERS = frozenset({"bureau_admin", "bureau_leader"})
BUREAU = APPROVERS | {"bureau_staff"}


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: from which states, to which one (None stays, or as told), for whom.

    ``others`` is what everybody else is told.
    """

    step: Step
    sources: frozenset
    target: State | None
    roles: frozenset
    others: str
    needs_open: bool = True


def _states(*states):
    return frozenset(states)


FILL = "只有本校的校长（园长）和填报员可以填报。"
HEAD_ONLY = "只有本校的校长（园长）可以{step}。填报员填好以后，请校长来办。"
APPROVER_ONLY = "只有本局的局领导和管理员可以{step}。"
BUREAU_ONLY = "只有本局人员可以{step}。"

TRANSITIONS = {
    t.step: t
    for t in (
        Transition(Step.BEGIN, _states(State.NOT_STARTED), State.FILLING, SCHOOL, FILL),
        Transition(Step.SUBMIT, _states(*Submission.FILLED), State.SUBMITTED, HEAD, HEAD_ONLY),
        # Back to the state that it was submitted from.
        Transition(Step.WITHDRAW, _states(State.SUBMITTED), None, HEAD, HEAD_ONLY),
        Transition(Step.OPEN, _states(State.SUBMITTED), None, BUREAU, BUREAU_ONLY, False),
        Transition(Step.GIVE_BACK, _states(State.SUBMITTED), State.RETURNED, BUREAU, BUREAU_ONLY),
        Transition(
            Step.APPROVE, _states(State.SUBMITTED), State.APPROVED, APPROVERS, APPROVER_ONLY, False
        ),
        Transition(Step.UNLOCK, _states(State.APPROVED), State.RETURNED, APPROVERS, APPROVER_ONLY),
        Transition(Step.ASK_EXTENSION, _states(*Submission.OWED), None, HEAD, HEAD_ONLY),
        Transition(Step.GRANT_EXTENSION, _states(*Submission.OWED), None, BUREAU, BUREAU_ONLY),
        Transition(
            Step.REFUSE_EXTENSION, _states(*Submission.OWED), None, BUREAU, BUREAU_ONLY, False
        ),
    )
}
"""Step -> transition. Opening and closing of campaigns stand in ``plans.submitting.calling``."""

WAYS = {
    State.NOT_STARTED: "学校还没有开始填报，请先开始填报。",
    State.FILLING: "学校正在填报，还没有上报。",
    State.SUBMITTED: "如需修改，请在局里打开以前撤回，或者请局里退回。",
    State.RETURNED: "已退回学校修改，请等学校再次上报。",
    State.APPROVED: "已通过的计划不再变动，如需修改请局里解锁。",
}
"""State -> what can be done where a step cannot be taken."""


def require(step, submission, user):
    """Raises ``PermissionDenied`` or ``ValidationError``, each with what to do instead."""
    require_role(step, submission, user)
    obstacle = _obstacle(TRANSITIONS[step], submission)
    if obstacle:
        raise ValidationError(obstacle)


def require_role(step, submission, user):
    """Raises ``PermissionDenied`` for whoever never takes the step, whatever the state."""
    found = TRANSITIONS[step]
    if role_in(user, submission) not in found.roles:
        raise PermissionDenied(found.others.format(step=step.label))


def may(step, submission, user):
    """Whether the user may take the step now."""
    found = TRANSITIONS[step]
    return role_in(user, submission) in found.roles and not _obstacle(found, submission)


def is_of(roles, user, campaign):
    """Whether the user works in the campaign's bureau, in one of the roles."""
    is_own = user.is_bureau_member and user.region_id == campaign.bureau_id
    return is_own and user.role in roles


def require_approver(user, campaign):
    """Raises ``PermissionDenied`` for whoever approves no submission of the campaign."""
    if not is_of(APPROVERS, user, campaign):
        raise PermissionDenied(APPROVER_ONLY.format(step=Step.APPROVE.label))


def _obstacle(found, submission):
    """What stands against a step, in words; empty where nothing does."""
    if submission.state not in found.sources:
        state = submission.get_state_display()
        return f"现在是“{state}”，不能{found.step.label}。{WAYS[submission.state]}"
    if found.step == Step.WITHDRAW and submission.opened_at:
        return "局里已经打开审阅，不能撤回。如需修改，请与局里联系，请局里退回。"
    is_asked = submission.asked_until is not None
    if found.step in (Step.GRANT_EXTENSION, Step.REFUSE_EXTENSION) and not is_asked:
        return "学校没有申请延期，或者已经答复过。"
    return _closed(submission.campaign) if found.needs_open else ""


def _closed(campaign):
    """Why schools cannot fill in now; empty where they can."""
    if campaign.state != Campaign.State.OPEN:
        return "这次上报已经结束，不能再改。请局里重新开放以后再办。"
    if not campaign.is_open:
        return f"这次上报从 {campaign.opens_on:%Y-%m-%d} 开始填报，请到时再来。"
    return ""
