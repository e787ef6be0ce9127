"""The workbench: what each role sees first, with rows that are known."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import Role
from plans import editing, submitting
from plans.models import Plan, Problem, Publication, Source, Statement, Task
from plans.views.home import VISIT
from tests.conftest import person
from tests.plans.campaigning import Stage
from tests.plans.records import planned, recorded

pytestmark = pytest.mark.django_db

HOME = "/"
READERS = {Role.SYSTEM_ADMIN, Role.BUREAU_ADMIN, Role.BUREAU_STAFF, Role.BUREAU_LEADER}


@pytest.fixture
def desk(bureau, staff):
    """Files of the bureau: one to review, one reviewed, one published, a draft, one set aside."""
    waiting = recorded(bureau, name="待.txt", user=staff, title="待核的计划").plans.get()
    ready = recorded(bureau, name="好.txt", user=staff, title="核过的计划").plans.get()
    done = recorded(bureau, name="发.txt", title="发布的计划").plans.get()
    for plan in (ready, done):
        _settle(plan, staff)
    Plan.objects.filter(pk=done.pk).update(state="published")
    Publication.objects.create(plan=done, number=1, published_by=staff, published_at=timezone.now())
    draft = Plan.objects.create(bureau=bureau, title="起草的计划", state="draft")
    aside = planned(waiting.source, 0, 1, "广告", state="set_aside")
    return {"waiting": waiting, "ready": ready, "done": done, "draft": draft, "aside": aside}


def _settle(plan, user):
    for model in (Statement, Task):
        model.objects.filter(plan=plan).update(
            state="accepted", reviewed_by=user, reviewed_at=timezone.now()
        )
    Problem.objects.filter(plan=plan).update(resolved_at=timezone.now())


@pytest.fixture
def home(client_of):
    """A function: user -> context of the workbench."""
    return lambda user, query="": client_of(user).get(HOME + query).context


def shelf_counts(context):
    return {shelf.label: shelf.count for shelf in context["shelves"]}


def test_a_clerk_sees_what_waits(home, desk, staff):
    context = home(staff)
    assert shelf_counts(context) == {
        "待核对": 1, "可以发布": 1, "编制中": 1, "已发布": 1, "有疑点": 1
    }  # fmt: skip
    named = {shelf.label: [plan.title for plan in shelf.plans] for shelf in context["shelves"]}
    assert named["待核对"] == ["待核的计划"]
    assert named["可以发布"] == ["核过的计划"]
    assert named["编制中"] == ["起草的计划"]
    assert str(context["shelves"][0].plans[0].progress) == "0/3"
    assert [p.plan.title for p in context["problems"]] == ["待核的计划"]
    assert {row.plan.title for row in context["decisions"]} == {"核过的计划", "发布的计划"}
    assert "people" not in context and "bureaus" not in context


@pytest.mark.parametrize("role", sorted(READERS))
def test_every_figure_leads_to_as_many_rows(role, client_of, desk, bureau):
    client = client_of(person("someone", role, bureau))
    html = client.get(HOME).content.decode()
    figures = re.findall(r'href="([^"]+)"(?: aria-label="[^"]*")?>(?:<b>)?([\d,]+)<', html)
    assert len(figures) >= 5
    for address, figure in figures:
        page = client.get(address.replace("&amp;", "&")).context["page"]
        assert page.paginator.count == int(figure), address


def test_an_administrator_sees_the_work_by_person(home, desk, bureau, staff):
    shares = home(person("boss", "bureau_admin", bureau))["people"]
    assert [(s.person, s.files, s.waiting, s.reviewed) for s in shares] == [(staff, 2, 1, 2)]


def test_a_leader_reads_and_edits_nothing(client_of, desk, bureau):
    response = client_of(person("leader", "bureau_leader", bureau)).get(HOME)
    html = response.content.decode()
    assert "核对、修改和发布由局管理员和科室人员办理" in html
    assert reverse("source-import") not in html
    left, _, right = html.partition("<aside")
    assert "发布的计划" in right and "待核的计划" in left and "核过的计划" in left
    for name in ("review", "publish", "plan-edit"):
        assert not any(reverse(name, args=[plan.pk]) in html for plan in desk.values())


def test_a_leader_sees_how_far_the_plans_of_each_year_are(home, desk, bureau, other_bureau):
    Plan.objects.filter(pk=desk["ready"].pk).update(year=2024)
    recorded(other_bureau, name="外.txt")
    planned(desk["done"].source, 0, 1, "前年的广告", state="set_aside", year=2021)
    years = home(person("leader", "bureau_leader", bureau))["years"]
    assert [(row["year"], [count for *_, count in row["stages"]]) for row in years] == [
        (2024, [0, 1, 0, 0, 0]),
        (2023, [1, 0, 0, 1, 1]),
        (None, [0, 0, 1, 0, 0]),
    ]
    assert [name for name, *_ in years[0]["stages"]] == [
        "待核对", "可以发布", "编制中", "已发布", "有疑点"
    ]  # fmt: skip


def test_a_leader_sees_what_everybody_worked_on_last(home, desk, bureau, staff, colleague):
    last = editing.decide(list(desk["waiting"].tasks.all()), user=staff, state="accepted")[0]
    shares = home(person("leader", "bureau_leader", bureau))["people"]
    assert [(s.person, s.last_plan, s.last_at) for s in shares] == [
        (staff, desk["waiting"], last.reviewed_at)
    ]
    Source.objects.filter(name="发.txt").update(uploaded_by=colleague)
    idle, busy = home(person("second", "bureau_leader", bureau))["people"]
    assert (idle.person, idle.last_plan, busy.person) == (colleague, None, staff)


def test_a_leader_without_plans_is_told_what_comes(client_of, bureau):
    html = client_of(person("leader", "bureau_leader", bureau)).get(HOME).content.decode()
    assert "本局还没有计划" in html and "还没有人导入或核对过" in html


def test_the_system_administrator_sees_bureaus(home, desk, bureau, other_bureau):
    recorded(other_bureau, name="外.txt")
    rows = {b["region"].name: b for b in home(person("root", "system_admin"))["bureaus"]}
    own = rows["青禾县"]
    assert (own["files"], [count for *_, count in own["stages"]]) == (3, [1, 1, 1, 1, 1])
    other = rows["白石县"]
    assert (other["files"], [count for *_, count in other["stages"]]) == (1, [1, 0, 0, 0, 1])


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("school_head", "您可以查看本校的计划，以及青禾县已经发布的计划"),
        ("school_clerk", "您可以查看本校的计划，以及青禾县已经发布的计划"),
        ("supervisor", "您可以查看青禾县和下级地区已经发布的计划"),
        ("auditor", "教育局的计划和来源文件不对这一角色开放"),
    ],
)
def test_others_are_told_what_they_may_see(role, told, client_of, desk, bureau):
    html = client_of(person("other", role, bureau)).get(HOME).content.decode()
    assert "这里暂时没有您要办的事" in html and told in html
    assert "待核的计划" not in html and "来源文件</a>" not in html


def test_another_bureau_sees_none_of_it(home, desk, other_bureau):
    stranger = person("stranger", "bureau_admin", other_bureau)
    context = home(stranger)
    assert set(shelf_counts(context).values()) == {0}
    assert not context["changes"] and not context["imported"] and not context["publications"]
    assert not context["problems"] and not context["people"]


def test_an_empty_workbench_says_what_comes(client_of, staff):
    html = client_of(staff).get(HOME).content.decode()
    assert "导入文件后" in html and "没有未处理的疑点" in html and "您还没有核对过" in html


def test_changes_are_told_by_plan_and_person(home, desk, bureau, staff):
    other = person("other", "bureau_staff", bureau)
    plan = desk["waiting"]
    editing.decide(list(plan.statements.all()), user=staff, state="accepted")
    editing.decide(list(plan.tasks.all()), user=staff, state="accepted")
    task = plan.tasks.get()
    editing.change(task, user=other, version=task.version, values={"title": "新题"})
    changes = home(staff)["changes"]
    assert [(row.plan, row.person, row.parts) for row in changes] == [
        (plan, other, [("任务", 1)]),
        (plan, staff, [("量化表述", 2), ("任务", 1)]),
    ]
    assert [row.plan for row in home(staff)["publications"]] == [desk["done"]]
    assert {row.name for row in home(staff)["imported"]} == {"待.txt", "好.txt", "发.txt"}


def test_the_login_before_bounds_what_is_new(client, bureau, desk):
    user = person("clerk", "bureau_staff", bureau, "secret-pass-1")
    entry = {"username": "clerk", "password": "secret-pass-1"}
    client.post(reverse("login"), entry)
    assert VISIT not in client.session
    client.post(reverse("logout"))
    before = timezone.now() - timedelta(hours=3)
    type(user).objects.filter(pk=user.pk).update(last_login=before)
    Source.objects.filter(name="发.txt").update(uploaded_at=before - timedelta(minutes=1))
    assert client.post(reverse("login"), entry)["Location"] == HOME
    context = client.get(HOME).context
    assert context["since"] == before and not context["span"]
    assert {row.name for row in context["imported"]} == {"待.txt", "好.txt"}
    assert client.get(HOME + "?since=7").context["span"] == "7"


def test_without_a_login_before_the_week_counts(home, desk, staff):
    Source.objects.filter(name="发.txt").update(uploaded_at=timezone.now() - timedelta(days=8))
    assert {row.name for row in home(staff)["imported"]} == {"待.txt", "好.txt"}
    assert len(home(staff, "?since=30")["imported"]) == 3
    odd = home(staff, "?since=<b>")
    assert odd["span"] == "7" and "没有这样的时段" in odd["complaint"]


@pytest.mark.parametrize("role", sorted(READERS))
def test_the_workbench_asks_as_much_for_thirty_as_for_one(
    role, client_of, bureau, staff, django_assert_max_num_queries
):
    client = client_of(person("someone", role, bureau))
    worked(bureau, staff, "0")
    with django_assert_max_num_queries(35) as first:
        client.get(HOME)
    for n in range(1, 30):
        worked(bureau, person(f"p{n}", "bureau_staff", bureau), str(n))
    with django_assert_max_num_queries(len(first.captured_queries)):
        assert client.get(HOME).status_code == 200


def worked(bureau, user, name):
    """A file of which one statement is decided, a published plan and a draft."""
    plan = recorded(bureau, name=name, user=user, title=f"第{name}份").plans.get()
    editing.decide([plan.statements.first()], user=user, state="accepted")
    Plan.objects.create(bureau=bureau, title=f"草{name}", state="draft")
    Publication.objects.create(plan=plan, number=1, published_by=user, published_at=timezone.now())


def test_the_bureau_sees_the_rounds_that_run_and_leads_into_them(client_of, bureau):
    stage = Stage(bureau)
    stage.bring("submitted")
    for person_of_bureau in (stage.admin, stage.people[Role.BUREAU_LEADER]):
        response = client_of(person_of_bureau).get(HOME)
        (round_,) = response.context["rounds"]
        assert (round_.called, round_.submitted, round_.owing) == (1, 1, 0)
        waiting = f"{reverse('campaign', args=[stage.campaign.pk])}?state=submitted"
        assert waiting in response.content.decode()
    submitting.close_campaign(stage.campaign, user=stage.admin)
    assert client_of(stage.admin).get(HOME).context["rounds"] == []


def test_a_school_sees_what_it_owes_until_it_is_handed_in(client_of, bureau):
    stage = Stage(bureau)
    stage.bring("filling")
    client = client_of(stage.head)
    html = client.get(HOME).content.decode()
    assert reverse("submission", args=[stage.submission.pk]) in html and "继续填报" in html
    submitting.submit(stage.submission, user=stage.head)
    assert "这里暂时没有您要办的事" in client.get(HOME).content.decode()
