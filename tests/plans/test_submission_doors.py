"""No way around the steps: every other door to a plan of a submission, in every state."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import Role, User
from indicators.models import IndicatorAlias
from plans import (
    editing,
    outline,
    publishing,
    restoring,
    rights,
    submitting,
    workflow,
)
from plans.models import (
    AppendOnlyError,
    Attachment,
    Campaign,
    CampaignForm,
    FieldComment,
    FillLink,
    FundingItem,
    IndicatorAnswer,
    Plan,
    SectionText,
    Statement,
    Submission,
    SubmissionEvent,
    SubmittedText,
    Task,
)
from plans.personal_links import link_of
from plans.reckoning import reckon
from plans.submitting import links
from tests.plans.campaigning import Stage, people_of, school_of, somebody

pytestmark = pytest.mark.django_db

STATES = ("filling", "submitted", "returned", "approved")
SCHOOL = {Role.SCHOOL_HEAD, Role.SCHOOL_CLERK}
REFUSED = (PermissionDenied, ValidationError)


@pytest.fixture
def stage(bureau):
    return Stage(bureau)


def row_doors(plan, user):
    """Every function that changes rows of a plan: name -> a call."""
    task, statement = plan.tasks.get(), plan.statements.first()
    by = {"user": user, "reason": "改"}
    new, move = FundingItem(plan=plan, purpose="甲", amount=1), {"depth": 0}
    moved, picks = [editing.Change(task, task.version, move)], [f"{statement.key}:1"]
    seen, since = {"version": task.version}, timezone.now()
    return {
        "change": lambda: editing.change(task, **by, **seen, values={"title": "甲"}),
        "decide": lambda: editing.decide([statement], **by, state="left_out"),
        "place": lambda: editing.place(moved, **by),
        "add": lambda: editing.add(new, **by),
        "insert": lambda: outline.insert(Task(plan=plan, title="乙"), **by),
        "remove": lambda: outline.remove(task, **by, **seen),
        "accept": lambda: workflow.accept_section(plan, picks, **by),
        "restore": lambda: restoring.restore_plan(plan, since, **by),
        "undo": lambda: editing.undo(plan, user=user),
        "hold": lambda: workflow.hold(plan, task.key, user=user),
    }


@pytest.mark.parametrize("state", STATES)
def test_rows_change_by_the_own_school_alone_and_only_while_it_fills(state, stage, other_bureau):
    plan = stage.bring(state).plan
    Statement.objects.filter(pk=plan.statements.first().pk).update(state="proposed")
    neighbour = school_of(stage.bureau, "邻村小学")
    abroad = people_of(other_bureau, school_of(other_bureau, "白石小学"), "-abroad")
    people = {
        **stage.people,
        "other head": somebody("next", Role.SCHOOL_HEAD, stage.bureau, neighbour),
        **{f"{role} abroad": user for role, user in abroad.items()},
    }
    for role, user in people.items():
        is_free = state in ("filling", "returned") and role in SCHOOL
        assert rights.is_editor(user, fresh(plan)) == is_free, role
        if is_free:
            continue
        before = _said(plan)
        for name in row_doors(plan, user):
            act = row_doors(fresh(plan), user)[name]
            with pytest.raises(PermissionDenied):
                act()
            assert _said(plan) == before, (role, name)


def fresh(plan):
    return Plan.objects.get(pk=plan.pk)


def _said(plan):
    rows = (model.objects.filter(plan=plan) for model in (Task, Statement, FundingItem))
    return [list(of_model.order_by("pk").values()) for of_model in rows]


@pytest.mark.parametrize("state", STATES)
def test_head_and_state_of_the_plan_follow_the_steps_alone(state, stage):
    plan = stage.bring(state).plan
    why = {"reason": "改"}
    doors = (
        lambda p, u: workflow.confirm_header(
            p, user=u, version=p.version, values={"year": 2030}, **why
        ),
        lambda p, u: editing.change(p, user=u, version=p.version, values={"school": None}, **why),
        lambda p, u: workflow.set_aside(p, user=u, is_aside=True),
        lambda p, u: publishing.publish(p, user=u, seen=reckon(p).digest, **why),
        lambda p, u: publishing.unpublish(p, user=u, **why),
    )
    before = list(Plan.objects.values())
    for user in stage.people.values():
        for door in doors:
            with pytest.raises(PermissionDenied):
                door(fresh(plan), user)
        assert not rights.is_withdrawer(user, fresh(plan))
        assert not rights.is_publisher(user, fresh(plan))
    assert list(Plan.objects.values()) == before


@pytest.mark.parametrize("state", STATES)
def test_pages_of_plans_are_no_way_around(state, stage, client_of):
    plan = stage.bring(state).plan
    task = plan.tasks.get()
    head, row = (reverse("plan-edit-row", args=[plan.pk, key]) for key in (plan.key, task.key))
    posts = {
        reverse("publish", args=[plan.pk]): {"seen": reckon(plan).digest, "reason": "改"},
        reverse("unpublish", args=[plan.pk]): {"reason": "改"},
        reverse("review-aside", args=[plan.pk]): {"aside": "1"},
        head: {"version": 1, "title": "甲", "year": 2030},
        row: {"version": task.version, "title": "甲"},
    }
    before = (list(Plan.objects.values()), _said(plan))
    for role, user in stage.people.items():
        client = client_of(user)
        for address, sent in posts.items():
            if role in SCHOOL and address == row and state in ("filling", "returned"):
                continue  # The school's own way of editing, asked for above.
            assert client.post(address, sent).status_code in (302, 401, 403, 404, 405, 409, 422)
            assert (list(Plan.objects.values()), _said(plan)) == before, (role, address)


def test_the_admin_looks_and_never_writes(stage):
    request = RequestFactory().get("/")
    request.user = User.objects.create_superuser("root")
    models = (
        Campaign, CampaignForm, Submission, SectionText, IndicatorAnswer, Attachment,
        SubmissionEvent, FieldComment, SubmittedText, FillLink, Plan, Task, Statement,
    )  # fmt: skip
    for model in models:
        site = admin.site.get_model_admin(model)
        assert not site.has_add_permission(request), model
        assert not site.has_change_permission(request) and not site.has_delete_permission(request)


def test_lists_of_the_admin_open(stage, client):
    stage.bring("returned")
    client.force_login(User.objects.create_superuser("root"))
    models = ("campaign", "campaignform", "formsection", "formindicator", "submission",
              "sectiontext", "submittedtext", "indicatoranswer", "attachment", "submissionevent",
              "fieldcomment", "filllink")  # fmt: skip
    for model in models:
        address = reverse(f"admin:plans_{model}_changelist")
        assert client.get(address, {"q": "小学"}).status_code == 200, model


def test_what_happened_is_never_changed_or_deleted(stage):
    stage.bring("returned")
    event = SubmissionEvent.objects.first()
    for act in (
        event.save,
        event.delete,
        SubmissionEvent.objects.all().delete,
        lambda: SubmissionEvent.objects.update(reason="别的"),
        SubmittedText.objects.first().delete,
        FieldComment.objects.all().delete,
    ):
        with pytest.raises(AppendOnlyError):
            act()


#              bureau reads  others read the plan
SEEN = {
    "not_started": (False, False),
    "filling": (False, False),
    "submitted": (False, False),
    "opened": (True, False),
    "returned": (True, False),
    "approved": (True, True),
}
"""State -> who reads what a submission says. Its bureau and its school know of it in every one."""
BUREAU = {Role.BUREAU_ADMIN, Role.BUREAU_STAFF, Role.BUREAU_LEADER}
OTHERS = {Role.SUPERVISOR, Role.DATA_CLIENT}
"""Who reads published plans; schools of the same bureau do as well."""
KNOWN = (Submission, Campaign, SubmissionEvent)
SAID = (SectionText, IndicatorAnswer, Attachment, SubmittedText)
PLANS = (Plan, Task, Statement, FundingItem)


@pytest.mark.parametrize("state", SEEN)
def test_who_sees_a_submission_and_what_it_says(state, stage, other_bureau):
    found = stage.bring(state)
    if state != "not_started":
        Attachment.objects.create(
            submission=found, section=stage.form.sections.last(), name="a", size=1, sha256="0",
            added_by=stage.head, added_at=timezone.now(),
        )  # fmt: skip
    links.issue(found, user=stage.admin, name="李老师", lasting=timedelta(days=3))
    is_read, is_public = SEEN[state]
    said = [model for model in (*SAID, *PLANS) if model.objects.exists()]
    assert state == "not_started" or len(said) >= len(SAID + PLANS) - 1
    for role, user in stage.people.items():
        sees_all = role == Role.SYSTEM_ADMIN or role in SCHOOL
        for model in KNOWN:
            assert visible(model, user) == (sees_all or role in BUREAU), (role, model)
        for model in said:
            is_open = is_public and role in OTHERS and model in PLANS
            wanted = sees_all or is_open or (is_read and role in BUREAU)
            assert visible(model, user) == wanted, (role, model)
        assert visible(FillLink, user) == (role == Role.SYSTEM_ADMIN or role in BUREAU), role
    neighbour = school_of(stage.bureau, "邻村小学")
    next_head = somebody("next", Role.SCHOOL_HEAD, stage.bureau, neighbour)
    abroad = people_of(other_bureau, school_of(other_bureau, "白石小学"), "-abroad")
    del abroad[Role.SYSTEM_ADMIN]
    for user in (next_head, *abroad.values()):
        for model in (*KNOWN, *SAID, *PLANS, FillLink):
            wanted = is_public and user == next_head and model in PLANS
            assert visible(model, user) == wanted, (user, model)


def visible(model, user):
    return model.objects.visible_to(user).exists()


def test_a_withdrawn_text_is_the_schools_again(stage):
    submitting.withdraw(stage.bring("submitted"), user=stage.head)
    assert not visible(SubmittedText, stage.admin) and visible(SubmittedText, stage.head)


def test_what_is_handed_in_again_is_hidden_until_it_is_opened_again(stage):
    def is_seen():
        return [visible(model, stage.admin) for model in (Plan, SectionText)]

    found = submitting.submit(stage.bring("returned"), user=stage.head)
    assert is_seen() == [False, False]
    found = submitting.withdraw(found, user=stage.head)
    assert found.state == "returned" and is_seen() == [True, True]
    submitting.open_(submitting.submit(found, user=stage.head), user=stage.admin)
    assert is_seen() == [True, True]


def test_pages_hide_what_a_school_is_filling(stage, client_of):
    found = stage.bring("filling")
    client = client_of(stage.people[Role.BUREAU_STAFF])
    address = reverse("plan", args=[found.plan.pk])
    assert client.get(address).status_code == 404
    for name in ("home", "plan-list", "plan-compare", "quality"):
        assert found.plan.title not in client.get(reverse(name)).content.decode()
    submitting.submit(found, user=stage.head)
    assert client.get(address).status_code == 404
    submitting.open_(found, user=stage.admin)
    assert client.get(address).status_code == 200


def test_the_holder_of_a_link_is_the_head_of_one_submission_until_it_ends(stage):
    other = submitting.add_schools(
        stage.campaign, user=stage.admin, schools=[school_of(stage.bureau, "邻村小学")]
    )[0]
    link, token = links.issue(
        stage.submission, user=stage.admin, name="李校长", lasting=timedelta(days=3)
    )
    assert token not in str(FillLink.objects.values().get())
    holder = link_of(token).user
    assert not holder.is_active and not holder.has_usable_password() and not holder.role
    assert list(Submission.objects.visible_to(holder)) == [stage.submission]
    found = submitting.begin(stage.submission, user=holder)
    assert visible(Plan, holder) and visible(Campaign, holder)
    with pytest.raises(PermissionDenied):
        submitting.begin(Submission.objects.get(school=other), user=holder)
    links.revoke(link, user=stage.admin)
    assert link_of(token) is None and link_of("x") is None
    assert not visible(Submission, holder) and not visible(Plan, holder)
    with pytest.raises(PermissionDenied):
        submitting.submit(found, user=holder)


def test_a_link_ends_by_itself_and_is_the_bureaus_to_give(stage):
    link, token = links.issue(
        stage.submission, user=stage.admin, name="李", lasting=timedelta(days=3)
    )
    FillLink.objects.update(expires_at=timezone.now())
    assert link_of(token) is None and not visible(Submission, link.user)
    for user in (stage.head, stage.people[Role.SUPERVISOR]):
        with pytest.raises(PermissionDenied):
            links.issue(stage.submission, user=user, name="李", lasting=timedelta(days=3))
    for wrong in ({"name": " "}, {"lasting": timedelta(days=99)}):
        with pytest.raises(ValidationError):
            links.issue(
                stage.submission,
                user=stage.admin,
                **{"name": "李", "lasting": timedelta(1), **wrong},
            )


def test_words_of_a_school_teach_its_bureau_no_names(stage):
    found = stage.bring("filling")
    row = found.plan.statements.first()
    editing.change(row, user=stage.head, version=row.version, values={"indicator_name": "巩固"})
    assert not IndicatorAlias.objects.learned().exists()
