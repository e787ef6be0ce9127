"""Pages on which matters are proposed from a plan or by hand, changed and divided."""

import pytest
from django.urls import reverse

from eduplan.accounts.models import Role
from indicators.models import Unit
from plans.models import Matter, Task
from plans.tracking import steps
from tests.plans.campaigning import day
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db
NEW = reverse("matter-new")


@pytest.fixture
def plan(bureau):
    """A published plan whose tasks are confirmed, but for the last one."""
    plan = recorded(bureau, times=2).plans.get()
    plan.state = "published"
    plan.save()
    plan.tasks.update(state="accepted")
    Task.objects.create(plan=plan, position=99, title="没有核对的任务")
    return plan


def facts(**more):
    return {"kind": "meeting", "title": "整治校园周边", "cadence": "monthly", **more}


def test_tasks_of_a_plan_are_proposed_once(desk, plan, client_of):
    address = reverse("matter-propose", args=[plan.pk])
    client = client_of(desk.admin)
    html = client.get(address).content.decode()
    assert "扩充学位" in html and "没有核对的任务" not in html
    task = plan.tasks.counting().first()
    response = client.post(address, {"task": [task.pk, "x"]}, follow=True)
    assert "已立项 1 项，等待审核。" in response.content.decode()
    matter = Matter.objects.get()
    assert (matter.task, matter.title, matter.state) == (task, task.title, "proposed")
    html = client.get(address).content.decode()
    assert "已立项" in html and f'value="{task.pk}"' not in html
    client.post(address, {"task": [task.pk]})
    assert Matter.objects.count() == 1


def test_what_was_stopped_is_not_taken_up_beside_its_successor(desk, plan, client_of):
    address = reverse("matter-propose", args=[plan.pk])
    task = plan.tasks.counting().first()
    client_of(desk.admin).post(address, {"task": [task.pk]})
    old = Matter.objects.get()
    steps.stop(old, user=desk.leader, reason="重复")
    client_of(desk.admin).post(address, {"task": [task.pk]})
    assert Matter.objects.count() == 2
    sent = {"reason": "再办"}
    response = client_of(desk.leader).post(reverse("matter-reopen", args=[old.pk]), sent)
    assert response.status_code == 422 and "另行立项" in response.content.decode()


def test_a_task_gets_the_one_target_that_it_names(desk, plan, client_of):
    task = plan.tasks.counting().first()
    targets = plan.statements.filter(nature="target", indicator__isnull=False)
    one = targets.first()
    targets.update(task=None)
    targets.filter(pk=one.pk).update(task=task, state="accepted")
    client_of(desk.admin).post(reverse("matter-propose", args=[plan.pk]), {"task": [task.pk]})
    assert Matter.objects.get().statement == one


def test_a_task_that_nobody_confirmed_is_not_proposed(desk, plan, client_of):
    task = plan.tasks.get(title="没有核对的任务")
    address = reverse("matter-propose", args=[plan.pk])
    response = client_of(desk.admin).post(address, {"task": [task.pk]})
    assert response.status_code == 422 and not Matter.objects.exists()


def test_a_plan_that_is_not_published_says_so(desk, plan, client_of):
    plan.state = "proposed"
    plan.save()
    address = reverse("matter-propose", args=[plan.pk])
    client = client_of(desk.admin)
    assert "计划还没有发布" in client.get(address).content.decode()
    sent = {"task": [plan.tasks.counting().first().pk]}
    assert client.post(address, sent).status_code == 422
    assert not Matter.objects.exists()


def test_the_plan_page_leads_there_for_who_may(desk, plan, client_of):
    address = reverse("matter-propose", args=[plan.pk])
    page = reverse("plan", args=[plan.pk])
    assert address in client_of(desk.admin).get(page).content.decode()
    assert address not in client_of(desk.leader).get(page).content.decode()


def test_a_matter_by_hand_names_units_and_gets_the_day_of_its_kind(desk, client_of, settings):
    settings.MATTER_DAYS = {"meeting": 5}
    sent = facts(lead_unit="安全股", supporting_units="基教股、财审股")
    response = client_of(desk.admin).post(NEW, sent)
    matter = Matter.objects.get()
    assert response.status_code == 302
    assert (matter.lead_unit, matter.first_due_on) == (desk.unit, matter.due_on)
    assert matter.due_on > day(4)
    assert {unit.name for unit in matter.supporting_units.all()} == {"基教股", "财审股"}
    assert Unit.objects.get(name="基教股").region == desk.bureau


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "必填"),
        ({"title": "长" * 256}, "255"),
        ({"title": "空\0字"}, "空字符"),
        ({"kind": "nonsense"}, "不在可用的选项中"),
        ({"due_on": "x"}, "日期"),
        ({"due_on": "9999-01-01"}, "年份要在"),
        ({"begun_on": "2026-05-01", "due_on": "2026-04-01"}, "不能早于"),
        ({"lead_school": "没有这所学校"}, "没有名为"),
        ({"lead_unit": "安全股", "lead_school": "河湾小学"}, "只能有一个"),
        ({"supporting_units": "甲\0股"}, "空字符"),
        ({"lead_unit": "股" * 121}, "120"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(wrong, words, desk, client_of):
    response = client_of(desk.admin).post(NEW, facts(supporting_units="新股室") | wrong)
    html = response.content.decode()
    assert response.status_code == 422 and "没有保存" in html and words in html
    assert not Matter.objects.exists() and not Unit.objects.filter(name="新股室").exists()


def test_what_was_sent_is_changed_for_a_reason_and_never_its_day(desk, client_of):
    matter = desk.matter("working")
    address = reverse("matter-edit", args=[matter.pk])
    client = client_of(desk.admin)
    assert "修改原因" in client.get(address).content.decode()
    sent = facts(lead_unit="安全股", begun_on=day(), due_on=day(60), version=matter.version)
    response = client.post(address, sent)
    assert response.status_code == 422 and "修改要写明原因" in response.content.decode()
    late = client.post(address, sent | {"reason": "改期", "due_on": day(99)})
    assert late.status_code == 422 and "延期申请" in late.content.decode()
    assert client.post(address, sent | {"reason": "名称写错"}).status_code == 302
    matter.refresh_from_db()
    assert (matter.title, matter.due_on) == ("整治校园周边", day(60))
    assert matter.steps.get(action="change").note == "名称写错"


def test_of_two_changes_the_second_sees_both(desk, client_of):
    matter = desk.matter()
    address = reverse("matter-edit", args=[matter.pk])
    client = client_of(desk.admin)
    sent = facts(begun_on=day(), due_on=day(60))
    assert client.post(address, sent | {"title": "甲改的", "version": 1}).status_code == 302
    response = client.post(address, sent | {"title": "乙改的", "version": 1})
    html = response.content.decode()
    assert response.status_code == 409
    assert "甲改的" in html and 'value="乙改的"' in html and 'name="version" value="2"' in html
    assert client.post(address, sent | {"title": "乙改的", "version": 2}).status_code == 302


def test_what_is_closed_leads_back_with_why(desk, client_of):
    matter = desk.matter("closed")
    for name in ("matter-edit", "matter-parts"):
        response = client_of(desk.admin).get(reverse(name, args=[matter.pk]), follow=True)
        assert "已经销号" in response.content.decode()


def rows_of(*rows):
    sent = {"part-TOTAL_FORMS": len(rows), "part-INITIAL_FORMS": 0}
    return sent | {f"part-{n}-{k}": v for n, row in enumerate(rows) for k, v in row.items()}


def test_a_matter_is_divided_among_units_and_schools(desk, client_of):
    whole = desk.matter("working", title="校舍排查")
    address = reverse("matter-parts", args=[whole.pk])
    sent = rows_of(
        {"lead_unit": "安全股", "weight": "3"},
        {},
        {"lead_school": "河湾小学", "title": "本校排查", "due_on": day(30)},
    )
    assert client_of(desk.admin).post(address, sent).status_code == 302
    town, school = whole.parts.order_by("pk")
    assert (town.title, town.weight, town.due_on, town.state) == ("校舍排查", 3, day(60), "checked")
    assert (school.title, school.lead_school, school.due_on) == ("本校排查", desk.school, day(30))
    html = client_of(desk.admin).get(reverse("matter", args=[whole.pk])).content.decode()
    assert "本校排查" in html and "分解事项" in html


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (rows_of({}), "请分解成"),
        (rows_of({"title": "甲", "due_on": "9999-12-31"}), "不能晚于"),
        (rows_of({"title": "甲", "weight": "0"}), "大于 0"),
        (rows_of({"title": "甲", "weight": "多"}), "不是数字"),
        (rows_of({"title": "甲", "weight": "99999"}), "改正"),
        (rows_of({"lead_school": "无此校"}), "没有名为"),
        (rows_of({"title": "甲"}, {"title": "乙\0"}), "空字符"),
        ({}, "改正"),
        ({"part-TOTAL_FORMS": "99999", "part-INITIAL_FORMS": "0"}, "改正"),
    ],
)
def test_wrong_parts_are_said_and_none_is_written(sent, words, desk, client_of):
    whole = desk.matter()
    response = client_of(desk.admin).post(reverse("matter-parts", args=[whole.pk]), sent)
    assert response.status_code == 422 and words in response.content.decode()
    assert not whole.parts.exists()


def test_who_proposes_nothing_is_refused(desk, client_of):
    for role in (Role.BUREAU_LEADER, Role.SCHOOL_HEAD, Role.SUPERVISOR):
        assert client_of(desk.people[role]).post(NEW, facts()).status_code == 403
    assert not Matter.objects.exists()
