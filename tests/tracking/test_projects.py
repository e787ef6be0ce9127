"""Building projects: stages reckoned back, what is done stays done, pages with bad input."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from eduplan.accounts.models import Role
from plans.editing import Conflict
from plans.models import Project, ProjectStage
from plans.tracking import projects
from tests.plans.campaigning import day
from tests.tracking.matters import Desk

pytestmark = pytest.mark.django_db

STAGES = [("设计", 30, ""), ("施工", 100, "设计"), ("验收", 10, "施工")]


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


@pytest.fixture
def project(desk):
    return projects.create(
        user=desk.admin, name="河湾小学教学楼", ends_on=day(200), stages=STAGES, area=3200
    )


def days_of(project):
    return {s.name: (s.first_day, s.last_day) for s in project.stages.all()}


def test_stages_are_reckoned_back_and_move_with_the_end(project, desk):
    assert days_of(project)["验收"] == (day(191), day(200))
    assert days_of(project)["设计"] == (day(61), day(90))
    values = {"ends_on": day(210)}
    projects.change(project, user=desk.admin, version=project.version, values=values)
    assert days_of(project)["验收"] == (day(201), day(210))
    with pytest.raises(Conflict):
        projects.change(project, user=desk.admin, version=project.version, values=values)


def test_what_is_done_stays_done_and_is_not_taken_out(project, desk):
    first, second, _ = project.stages.all()
    with pytest.raises(ValidationError, match="要等设计完成"):
        projects.complete(second, user=desk.admin, done_on=day())
    with pytest.raises(ValidationError, match="今天以后"):
        projects.complete(first, user=desk.admin, done_on=day(1))
    projects.complete(first, user=desk.admin, done_on=day(-1))
    assert Project.objects.get().current_stage == second
    assert Project.objects.get().done_share == 30 * 100 // 140
    project = projects.change(
        project, user=desk.admin, version=1, values={}, stages=[*STAGES, ("交付", 5, "验收")]
    )
    assert project.stages.get(name="设计").done_on == day(-1)
    with pytest.raises(ValidationError, match="已完成的阶段不能删去：设计"):
        projects.change(project, user=desk.admin, version=2, values={}, stages=[("施工", 100, "")])
    assert ProjectStage.objects.count() == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "请写 1 到 40 个阶段"),
        ("设计", "第 1 行“设计”"),
        ("设计 30\n施工 很久 设计", "第 2 行"),
        ("设计 0", "第 1 行"),
        ("设计 30\n设计 20", "阶段名称重复：设计"),
        ("施工 30 设计", "前置阶段“设计”不在各行里"),
        ("设计 30 施工\n施工 30 设计", "前置关系成了环"),
        ("\n".join(f"阶段{n} 1" for n in range(41)), "请写 1 到 40 个阶段"),
    ],
)
def test_what_is_wrong_with_stages_is_said_and_nothing_written(text, told, client_of, desk):
    sent = {"name": "新楼", "nature": "new", "ends_on": "2027-08-20", "stages": text}
    response = client_of(desk.admin).post(reverse("project-new"), sent)
    html = response.content.decode()
    assert response.status_code == 422 and ("必填" in html if not text else told in html)
    assert not Project.objects.exists()


def test_a_project_is_entered_changed_and_shown(client_of, desk):
    client = client_of(desk.admin)
    assert "主体施工 180 招标采购" in client.get(reverse("project-new")).content.decode()
    sent = {
        "name": "松岭幼儿园", "nature": "new", "ends_on": "2027-08-20", "school": desk.school.name,
        "unit": "安全股", "area": "3,200.5", "investment": "1200万", "funding_source": "中央专项",
        "stages": "设计 30\n施工 100 设计",
    }  # fmt: skip
    assert client.post(reverse("project-new"), sent).status_code == 302
    project = Project.objects.get()
    assert (project.investment, project.school, project.unit) == (
        12_000_000,
        desk.school,
        desk.unit,
    )
    assert project.stages.get(name="施工").last_day == date(2027, 8, 20)
    html = client.get(reverse("project", args=[project.pk])).content.decode()
    assert "12,000,000" in html and "2027-04-13" in html
    edit = reverse("project-edit", args=[project.pk])
    html = client.get(edit).content.decode()
    assert 'value="松岭幼儿园"' in html and 'value="河湾小学"' in html
    stale = client.post(edit, sent | {"version": 7, "name": "改名"})
    assert stale.status_code == 422 and "别人刚改过" in stale.content.decode()
    assert 'value="改名"' in stale.content.decode()
    assert client.post(edit, sent | {"version": 1, "name": "改名"}).status_code == 302
    assert Project.objects.get().name == "改名"


def test_the_library_sums_and_exports(client_of, desk, project, django_assert_max_num_queries):
    client = client_of(desk.leader)
    projects.create(user=desk.admin, name="松岭初中食堂", ends_on=day(90), area=800)
    html = client.get(reverse("project-list")).content.decode()
    assert "2 个项目合计" in html and "4,000 平方米" in html and "<tfoot" not in html
    assert reverse("project-new") not in html
    html = client.get(reverse("project-list") + "?q=食堂").content.decode()
    assert "松岭初中食堂" in html and "河湾小学教学楼" not in html
    response = client.get(reverse("project-list") + "?as=xlsx")
    assert response["Content-Disposition"].startswith("attachment")
    for number in range(8):
        projects.create(user=desk.admin, name=f"第{number}期", ends_on=day(90))
    with django_assert_max_num_queries(8):
        client.get(reverse("project-list"))


def test_done_stages_are_entered_on_the_page(client_of, desk, project):
    client, stage = client_of(desk.admin), project.stages.first()
    where = reverse("project-stage", args=[project.pk, stage.pk])
    for wrong in ("", "昨天", "2026-02-31"):
        response = client.post(where, {"done_on": wrong}, follow=True)
        assert "请填写实际完成的日期" in response.content.decode()
    client.post(where, {"done_on": day().isoformat()})
    assert ProjectStage.objects.get(pk=stage.pk).done_by == desk.admin
    client.post(where, {"undone": "1"})
    assert ProjectStage.objects.get(pk=stage.pk).done_on is None


def test_only_the_bureau_keeps_its_projects(desk, project, other_bureau):
    for role in (Role.BUREAU_LEADER, Role.SCHOOL_HEAD, Role.SUPERVISOR):
        with pytest.raises(PermissionDenied):
            projects.create(user=desk.people[role], name="乙", ends_on=day(9))
        with pytest.raises(PermissionDenied):
            projects.complete(project.stages.first(), user=desk.people[role], done_on=day())
