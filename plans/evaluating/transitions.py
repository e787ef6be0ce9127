"""Who may take which step of a round, and of one assessment, in which state: the one table."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import TextChoices

from plans.models import Assessment, EvaluationRound, Mark

Phase, State = EvaluationRound.State, Assessment.State


class Step(TextChoices):
    """What is done with a round, or with one assessment of it."""

    CHANGE = "change", "修改评估"
    OPEN = "open", "开始自评"
    TO_CHECK = "to-check", "转入复评"
    TO_SAMPLE = "to-sample", "抽签转入抽评"
    CLOSE = "close", "结束评估"
    REMIND = "remind", "催交自评"
    SCORE = "self", "自评"
    HAND_IN = "hand-in", "提交自评"
    GIVE_BACK = "give-back", "退回自评"
    CHECK = "check", "复评"
    SAMPLE = "sample", "抽评"
    FIND = "find", "列入整改台账"


BUREAU, OWN, COUNTY, SCHOOL = "bureau", "own", "county", "school"
"""What somebody is to an assessment: of the bureau that holds the round, of it where it assesses
itself, of a county below it, of the school."""
CLERKS = frozenset({"bureau_admin", "bureau_staff"})
LEADERS = frozenset({"bureau_admin", "bureau_leader"})
MEMBERS = CLERKS | LEADERS
HEAD = frozenset({"school_head"})
FILLERS = HEAD | {"school_clerk"}


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: in which phases of the round and states of an assessment, in which roles by part.

    ``others`` is what everybody else is told.
    """

    step: Step
    phases: frozenset
    roles: dict
    others: str
    states: frozenset = frozenset(State)


CLERKS_ONLY = "只有本局的管理员和科室人员可以{step}。"
LEADERS_ONLY = "只有本局的局领导和管理员可以{step}。"
ASSESSED_ONLY = "只有参评的学校（县）自己可以{step}。"
OF_CLERKS = {BUREAU: CLERKS, OWN: CLERKS}
OF_LEADERS = {BUREAU: LEADERS, OWN: LEADERS}
OWED = frozenset(Assessment.OWED)
HANDED_IN = frozenset({State.SUBMITTED})

TRANSITIONS = {
    t.step: t
    for t in (
        Transition(Step.CHANGE, frozenset({Phase.DRAFT}), OF_CLERKS, CLERKS_ONLY),
        Transition(Step.OPEN, frozenset({Phase.DRAFT}), OF_CLERKS, CLERKS_ONLY),
        Transition(Step.REMIND, frozenset({Phase.SELF}), OF_CLERKS, CLERKS_ONLY),
        Transition(Step.TO_CHECK, frozenset({Phase.SELF}), OF_CLERKS, CLERKS_ONLY),
        Transition(Step.TO_SAMPLE, frozenset({Phase.CHECK}), OF_LEADERS, LEADERS_ONLY),
        Transition(Step.CLOSE, frozenset({Phase.CHECK, Phase.SAMPLE}), OF_LEADERS, LEADERS_ONLY),
        Transition(
            Step.SCORE,
            frozenset({Phase.SELF}),
            {SCHOOL: FILLERS, COUNTY: CLERKS, OWN: CLERKS},
            ASSESSED_ONLY,
            OWED,
        ),
        Transition(
            Step.HAND_IN,
            frozenset({Phase.SELF}),
            {SCHOOL: HEAD, COUNTY: CLERKS, OWN: CLERKS},
            "只有本校的校长（园长）可以{step}。填报员评好以后，请校长来办。",
            OWED,
        ),
        Transition(
            Step.GIVE_BACK,
            frozenset({Phase.SELF}),
            {BUREAU: MEMBERS, OWN: LEADERS},
            "只有发起评估的教育局可以{step}。",
            HANDED_IN,
        ),
        Transition(
            Step.CHECK, frozenset({Phase.CHECK}), {BUREAU: CLERKS, OWN: LEADERS}, CLERKS_ONLY
        ),
        Transition(Step.SAMPLE, frozenset({Phase.SAMPLE}), OF_LEADERS, LEADERS_ONLY),
        Transition(
            Step.FIND,
            frozenset({Phase.CHECK, Phase.SAMPLE, Phase.CLOSED}),
            OF_CLERKS,
            CLERKS_ONLY,
        ),
    )
}
"""Step -> transition. The county's own marks are checked by its leader, or by an administrator."""

WAYS = {
    Phase.DRAFT: "请先开始自评。",
    Phase.SELF: "自评截止后，由局里转入复评。",
    Phase.CHECK: "自评已经截止，正在复评。",
    Phase.SAMPLE: "复评已经结束，正在抽评。",
    Phase.CLOSED: "评估已经结束，结果不再改动。",
}
"""Phase -> what stands instead of a step that cannot be taken."""


def part_of(user, held, place=None):
    """What the user is to a round, or to one assessment of it; empty for a stranger."""
    if user.is_school_member:
        return SCHOOL if place is not None and place.school_id == user.school_id else ""
    if not user.is_bureau_member or user.region_id is None:
        return ""
    is_county = place is not None and place.county_id == user.region_id
    if held.bureau_id == user.region_id:
        return OWN if is_county else BUREAU
    return COUNTY if is_county else ""


def require(step, user, held, place=None):
    """Raises ``PermissionDenied`` or ``ValidationError``, each with what to do instead."""
    if not has_role(step, user, held, place):
        raise PermissionDenied(TRANSITIONS[step].others.format(step=step.label))
    obstacle = obstacle_of(step, user, held, place)
    if obstacle:
        raise ValidationError(obstacle)


def may(step, user, held, place=None):
    """Whether the user may take the step now."""
    return has_role(step, user, held, place) and not obstacle_of(step, user, held, place)


def has_role(step, user, held, place=None):
    """Whether the user ever takes the step, whatever the state."""
    return user.role in TRANSITIONS[step].roles.get(part_of(user, held, place), ())


def obstacle_of(step, user, held, place=None):
    """What stands against a step of somebody who has the role for it; empty where nothing does."""
    if held.state not in TRANSITIONS[step].phases:
        return f"现在是“{held.get_state_display()}”阶段，不能{step.label}。{WAYS[held.state]}"
    if step == Step.TO_SAMPLE and not held.has_sample:
        return "这次评估不抽评，复评以后可以直接结束。"
    if step == Step.CLOSE and held.has_sample and held.state == Phase.CHECK:
        return "这次评估要抽评：请先抽签转入抽评。"
    return "" if place is None else _of_place(TRANSITIONS[step], user, place)


def _of_place(found, user, place):
    """What stands against a step in the assessment itself."""
    if place.state not in found.states:
        return f"现在是“{place.get_state_display()}”，不能{found.step.label}。"
    if found.step == Step.SAMPLE:
        if not place.is_sampled:
            return "没有抽中，不用抽评。"
        if place.marks.filter(step=Mark.Step.CHECK, by=user).exists():
            return "您参加过这里的复评，抽评要由另一位局领导或管理员来做。"
    is_own_check = found.step == Step.CHECK and place.is_own
    if is_own_check and place.marks.filter(step=Mark.Step.SELF, by=user).exists():
        return "自评是您评的，复评要由局领导或另一位管理员来做。"
    return ""
