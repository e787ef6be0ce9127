"""Every step of a submission by every role from every state: allowed, or refused with words.

What is expected stands here by hand, beside the table of the code and not made from it.
"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from eduplan.accounts.models import Role
from indicators.models import Target
from plans import submitting
from plans.editing import Conflict
from plans.models import Plan, Submission, SubmissionEvent
from tests.plans.campaigning import Stage, day, fill, people_of, school_of, somebody

pytestmark = pytest.mark.django_db

STATES = ("not_started", "filling", "submitted", "returned", "approved")
ADMIN, STAFF, LEADER = Role.BUREAU_ADMIN, Role.BUREAU_STAFF, Role.BUREAU_LEADER
HEAD, CLERK = Role.SCHOOL_HEAD, Role.SCHOOL_CLERK

OWED = {"not_started": "not_started", "filling": "filling", "returned": "returned"}
#                    roles                  from state -> to state
EXPECTED = {
    "begin":            ({HEAD, CLERK},         {"not_started": "filling"}),
    "submit":           ({HEAD},                {"filling": "submitted", "returned": "submitted"}),
    "withdraw":         ({HEAD},                {"submitted": "filling"}),
    "open":             ({ADMIN, STAFF, LEADER}, {"submitted": "submitted"}),
    "give_back":        ({ADMIN, STAFF, LEADER}, {"submitted": "returned"}),
    "approve":          ({ADMIN, LEADER},       {"submitted": "approved"}),
    "unlock":           ({ADMIN, LEADER},       {"approved": "returned"}),
    "ask_extension":    ({HEAD},                OWED),
    "grant_extension":  ({ADMIN, STAFF, LEADER}, OWED),
    "refuse_extension": ({ADMIN, STAFF, LEADER}, OWED),
}  # fmt: skip
"""Step -> roles that may take it, and where it leads from which state; all else is refused."""


def take(step, found, user):
    """Take a step by its function, as a page would."""
    why = {"reason": "因为要改", "due_on": day(9)}
    calls = {
        "begin": lambda: submitting.begin(found, user=user),
        "submit": lambda: submitting.submit(found, user=user),
        "withdraw": lambda: submitting.withdraw(found, user=user),
        "open": lambda: submitting.open_(found, user=user),
        "give_back": lambda: submitting.give_back(found, user=user, version=found.version, **why),
        "approve": lambda: submitting.approve(found, user=user, version=found.version),
        "unlock": lambda: submitting.unlock(found, user=user, **why),
        "ask_extension": lambda: submitting.ask_extension(
            found, user=user, until=day(50), reason="下雨停课"
        ),
        "grant_extension": lambda: submitting.grant_extension(found, user=user),
        "refuse_extension": lambda: submitting.refuse_extension(found, user=user, reason="不必"),
    }
    return calls[step]()


def test_the_table_of_the_code_is_the_one_expected_here():
    table = {
        step.value: (t.roles, {s.value for s in t.sources})
        for step, t in submitting.TRANSITIONS.items()
    }
    expected = {step: (roles, set(ways)) for step, (roles, ways) in EXPECTED.items()}
    assert table == expected
    assert {*EXPECTED, "add", "remind"} == set(SubmissionEvent.Action.values)
    assert set(STATES) == set(Submission.State.values)


@pytest.mark.parametrize("state", STATES)
def test_every_step_by_every_role_is_taken_or_refused(state, bureau, other_bureau):
    """Each refusal leaves the submission as it was; each step taken is taken back for the next."""
    stage = Stage(bureau)
    stage.bring(state)
    strangers = _strangers(other_bureau)
    asked = 0
    for step, (roles, ways) in EXPECTED.items():
        if step in ("grant_extension", "refuse_extension"):
            Submission.objects.update(asked_until=day(40), asked_reason="雨")
        before = _fingerprint()
        everybody = [*stage.people.items(), *strangers]
        for role, user in everybody:
            is_own = user in stage.people.values()
            wanted = ways.get(state) if is_own and role in roles else None
            found = stage.submission
            assert submitting.may(submitting.Step(step), found, user) == bool(wanted)
            with transaction.atomic():
                if wanted:
                    take(step, found, user)
                    assert stage.submission.state == wanted, (step, role)
                    event = stage.submission.events.latest("at", "pk")
                    assert (event.action, event.by, event.from_state) == (step, user, state)
                else:
                    error = PermissionDenied
                    if is_own and role in roles:
                        error = ValidationError
                    with pytest.raises(error) as refused:
                        take(step, found, user)
                    assert "。" in str(refused.value), "says what to do"
                transaction.set_rollback(True)
            assert _fingerprint() == before
            asked += 1
        Submission.objects.update(asked_until=None, asked_reason="")
    assert asked == len(EXPECTED) * (len(Role) * 2 + 2)


def _strangers(other_bureau):
    """People of another county in every role, a head and a clerk of another school of the first."""
    abroad = people_of(other_bureau, school_of(other_bureau, "白石小学"), "-abroad")
    neighbour = school_of(_first_bureau(), "邻村小学")
    return [
        *abroad.items(),
        (HEAD, somebody("next-head", HEAD, neighbour.region, neighbour)),
        (CLERK, somebody("next-clerk", CLERK, neighbour.region, neighbour)),
    ]


def _first_bureau():
    return Submission.objects.get().campaign.bureau


def _fingerprint():
    """All that a step could change."""
    models = (Submission, SubmissionEvent, Plan)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def stage(bureau):
    return Stage(bureau)


def test_what_the_head_hands_in_is_published_by_approval(stage):
    found = stage.bring("submitted")
    assert found.plan.state == "filling" and found.submitted_at
    submitting.approve(found, user=stage.people[LEADER], version=found.version)
    plan = Plan.objects.get()
    assert plan.is_published
    figures = {f.indicator.name: f for f in _targets()}
    assert figures["小学巩固率"].value == 99.5 and figures["小学在校生数"].value == 320
    assert {f.school for f in figures.values()} == {stage.school}
    assert figures["小学巩固率"].recorded_by == stage.people[LEADER]
    assert {f.origin for f in figures.values()} == {"submission"}


def _targets():
    return Target.objects.current().select_related("indicator", "school")


def test_only_approved_figures_count_and_unlocking_lets_the_last_ones_stand(stage):
    found = stage.bring("submitted")
    assert not _targets().exists()
    submitting.approve(found, user=stage.admin, version=found.version)
    assert _targets().count() == 2
    found = submitting.unlock(stage.submission, user=stage.admin, reason="人数有误", due_on=day(3))
    row = stage.submission.answers.get(item__indicator__code="n1")
    submitting.answer(
        found, item=row.item, user=stage.head, value=330, version=row.statement.version,
        reason="转入十人",
    )  # fmt: skip
    assert _targets().get(indicator__code="n1").value == 320
    assert submitting.changes_since_approval([stage.submission]) == {found.pk: 1}
    submitting.submit(stage.submission, user=stage.head)
    again = stage.submission
    submitting.approve(again, user=stage.admin, version=again.version)
    figure = _targets().get(indicator__code="n1")
    assert (figure.value, figure.reason, figure.supersedes.value) == (330, "人数有误", 320)
    assert submitting.changes_since_approval([stage.submission]) == {found.pk: 0}


def test_nobody_withdraws_what_the_bureau_has_opened(stage):
    found = stage.bring("submitted")
    opened = submitting.open_(found, user=stage.people[STAFF])
    assert opened.opened_at
    submitting.open_(found, user=stage.people[LEADER])
    assert stage.submission.events.filter(action="open").count() == 1
    with pytest.raises(ValidationError, match="已经打开审阅"):
        submitting.withdraw(found, user=stage.head)


def test_withdrawing_after_a_return_leads_back_to_returned(stage):
    stage.bring("returned")
    submitting.submit(stage.submission, user=stage.head)
    submitting.withdraw(stage.submission, user=stage.head)
    assert stage.submission.state == "returned"


def test_a_clerk_is_told_that_the_head_submits(stage):
    found = stage.bring("filling")
    with pytest.raises(PermissionDenied, match="请校长"):
        submitting.submit(found, user=stage.people[CLERK])


@pytest.mark.parametrize("step", ["give_back", "approve"])
def test_the_bureau_decides_on_what_it_has_seen(step, stage):
    seen = stage.bring("submitted")
    submitting.withdraw(seen, user=stage.head)
    submitting.submit(stage.submission, user=stage.head)
    with pytest.raises(Conflict):
        take(step, seen, stage.admin)


def test_giving_back_needs_a_reason_and_a_day_and_names_fields(stage):
    found = stage.bring("submitted")
    key = stage.form.sections.get(kind="text").key
    task = found.plan.tasks.get().key
    call = {"user": stage.admin, "version": found.version, "reason": "请改", "due_on": day(3)}
    for wrong, words in (
        ({"reason": " "}, "写明原因"),
        ({"reason": "长" * 301}, "300 字以内"),
        ({"due_on": None}, "今天或以后"),
        ({"due_on": day(-1)}, "今天或以后"),
        ({"comments": {"x0": "哪里？"}}, "找不到对应"),
        ({"comments": {key: "长" * 501}}, "500 字以内"),
    ):
        with pytest.raises(ValidationError, match=words):
            submitting.give_back(found, **{**call, **wrong})
    submitting.give_back(found, **call, comments={key: "太短", task: "写明谁负责", "x9": " "})
    event = stage.submission.events.get(action="give_back")
    assert {c.field: c.text for c in event.comments.all()} == {key: "太短", task: "写明谁负责"}
    assert stage.submission.due_on == event.due_on == day(3)


def test_a_school_asks_for_time_and_gets_it_or_not(stage):
    found = stage.bring("filling")
    with pytest.raises(ValidationError, match="晚于现在的截止日期"):
        submitting.ask_extension(found, user=stage.head, until=day(30), reason="雨")
    with pytest.raises(ValidationError, match="写明理由"):
        submitting.ask_extension(found, user=stage.head, until=day(40), reason="")
    submitting.ask_extension(found, user=stage.head, until=day(40), reason="雨")
    assert list(Submission.objects.asking()) == [found]
    submitting.grant_extension(found, user=stage.admin, until=day(35))
    assert stage.submission.last_day == day(35) and not Submission.objects.asking()
    with pytest.raises(ValidationError, match="没有申请"):
        submitting.grant_extension(found, user=stage.admin)
    submitting.ask_extension(found, user=stage.head, until=day(45), reason="还在下雨")
    submitting.refuse_extension(found, user=stage.admin, reason="够了")
    assert stage.submission.last_day == day(35)


def test_many_are_approved_each_on_its_own(stage):
    first = stage.bring("submitted")
    waiting = submitting.add_schools(
        stage.campaign, user=stage.admin, schools=[school_of(stage.bureau, "二小")]
    )
    second = Submission.objects.get(school=waiting[0])
    third_school = school_of(stage.bureau, "三小")
    submitting.add_schools(stage.campaign, user=stage.admin, schools=[third_school])
    head = somebody("third", HEAD, stage.bureau, third_school)
    third = submitting.submit(fill(Submission.objects.get(school=third_school), head), user=head)
    versions = {first.pk: first.version, second.pk: second.version, third.pk: third.version - 1}
    approved, refused = submitting.approve_many(versions, user=stage.admin)
    assert [s.pk for s in approved] == [first.pk]
    assert {s.pk: why[:9] for s, why in refused} == {
        second.pk: "现在是“未开始”，",
        third.pk: "您打开以后，别人已",
    }
    nothing, told = submitting.approve_many({third.pk: third.version}, user=stage.people[STAFF])
    assert not nothing and "局领导和管理员" in told[0][1]


def test_a_closed_campaign_takes_nothing_but_approval_until_it_is_opened_again(stage):
    stage.bring("submitted")
    submitting.close_campaign(stage.campaign, user=stage.admin)
    found = stage.submission
    with pytest.raises(ValidationError, match="已经结束"):
        submitting.withdraw(found, user=stage.head)
    with pytest.raises(ValidationError, match="已经结束"):
        take("give_back", found, stage.admin)
    submitting.reopen_campaign(stage.campaign, user=stage.admin, closes_on=day(2))
    take("give_back", stage.submission, stage.admin)
    submitting.submit(stage.submission, user=stage.head)
    submitting.close_campaign(stage.campaign, user=stage.admin)
    take("approve", stage.submission, stage.admin)
    assert stage.submission.state == "approved"
