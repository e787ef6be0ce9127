"""Who changed what, when and why; two moments of a plan side by side; and the way back."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from plans import editing, outline, restoring
from plans.history_page import Asked, moment, moments, operations
from plans.models import Plan, Publication, ReviewState, Statement, Task
from plans.moments import differences
from tests.conftest import person
from tests.plans.records import now, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(bureau):
    """An imported plan with a task and two statements of each kind."""
    return recorded(bureau, times=2).plans.get()


def change(row, user, **values):
    fresh = now(row)
    editing.change(fresh, user=user, version=fresh.version, values=values)
    return timezone.now()


def told(plan, **query):
    """Operations as what happened to which row and in which fields."""
    asked = Asked.of(query)
    chosen = list(moments(plan, asked))
    return [
        (o.user.username, [(r.what, r.key, r.fields) for r in o.rows])
        for o in operations(plan, asked, chosen)
    ]


def test_an_operation_tells_before_and_after(plan, row, staff):
    change(row, staff, value=Decimal(4), scope="城区")
    fields = [("数值", "1", "4"), ("范围", "", "城区"), ("核对", "待核", "已更正")]
    assert told(plan) == [("staff", [("修改", row.key, fields)])]


def test_newest_comes_first_and_one_step_is_one_operation(plan, row, staff, colleague):
    editing.decide(list(plan.statements.all()), user=staff, state=ReviewState.ACCEPTED)
    task = plan.tasks.get()
    change(task, colleague, title="改名")
    first, second = told(plan)
    assert first[0] == "colleague" and first[1][0][2][0] == ("标题", "扩充学位", "改名")
    assert second[0] == "staff" and len(second[1]) == 4


def test_deleting_adding_and_moving_are_told(plan, staff):
    task = plan.tasks.get()
    new = Task(plan=plan, title="新任务")
    outline.insert(new, user=staff, anchor=task.pk)
    outline.move(new, user=staff, version=1, step="in")
    outline.remove(Task.objects.get(pk=new.pk), user=staff, version=2)
    removed, moved, added = told(plan, kind="t")
    assert removed[1][0][:2] == ("删除", new.key)
    assert moved[1][0][2] == [("层次", "第 1 级", "第 2 级")]
    assert added[1][0][0] == "新增" and ("标题", "", "新任务") in added[1][0][2]


def test_the_number_of_a_task_stands_apart_from_its_title(plan, row, staff, client_of):
    began = timezone.now()
    task = plan.tasks.get()
    Task.objects.filter(pk=task.pk).update(number="1")
    change(task, staff, title="2024年扩充学位")
    editing.place([editing.Change(now(row), 1, {"task": None})], user=staff)
    client = client_of(staff)
    history = client.get(reverse("plan-history", args=[plan.pk])).content.decode()
    moments_asked = {"from": began.isoformat()}
    apart = client.get(reverse("plan-differences", args=[plan.pk]), moments_asked).content.decode()
    for html in (history, apart):
        assert ">1 2024年扩充学位<" in html
        assert "12024年" not in html


def test_an_untitled_task_is_called_by_what_it_begins_with():
    assert str(Task(number="（三）", text="开展督导。" * 20)) == "（三） " + "开展督导。" * 8
    assert str(Task(title="督导")) == "督导"


def test_units_are_told_by_name(plan, staff):
    task = plan.tasks.get()
    change(task, staff, supporting_units=[task.lead_unit])
    assert ("配合单位", "", "教育股") in told(plan)[0][1][0][2]


@pytest.mark.parametrize(
    ("query", "count"),
    [({}, 3), ({"kind": "t"}, 1), ({"kind": "h"}, 0), ({"kind": "x"}, 3), ({"row": "s0"}, 0),
     ({"row": "nonsense"}, 3), ({"person": "x"}, 3)],
)  # fmt: skip
def test_filters(query, count, plan, row, staff, colleague):
    change(row, staff, value=Decimal(4))
    change(row, colleague, value=Decimal(5))
    change(plan.tasks.get(), staff, title="改名")
    assert len(told(plan, **query)) == count
    assert len(told(plan, person=str(colleague.pk))) == 1
    assert len(told(plan, row=row.key)) == 2


def test_two_moments_side_by_side(plan, row, staff):
    other = plan.statements.filter(category="indicator").last()
    start = change(row, staff, value=Decimal(4))
    change(row, staff, value=Decimal(5))
    change(row, staff, value=Decimal(6))
    added = Task(plan=plan, title="新任务")
    outline.insert(added, user=staff)
    editing.decide([other], user=staff, state=ReviewState.REJECTED)
    found = {(d.what, d.key): d.fields for d in differences(plan, start, timezone.now())}
    assert found.keys() == {("修改", row.key), ("新增", added.key), ("删除", other.key)}
    assert found["修改", row.key] == [("数值", "4", "6")]
    back = {d.what for d in differences(plan, start, start)}
    assert back == set()


def test_what_was_taken_back_is_no_difference(plan, row, staff):
    start = change(row, staff, value=Decimal(4))
    change(row, staff, value=Decimal(5))
    editing.undo(plan, user=staff)
    assert differences(plan, start, timezone.now()) == []


def test_a_row_is_restored_as_a_new_change_that_can_be_undone(plan, row, staff, colleague):
    then = change(row, staff, value=Decimal(4))
    change(row, colleague, value=Decimal(5))
    restoring.restore_row(Statement.objects.get(pk=row.pk), then, user=staff)
    assert Statement.objects.get(pk=row.pk).value == 4
    assert "恢复到" in row.history.first().history_change_reason
    editing.undo(plan, user=staff)
    assert Statement.objects.get(pk=row.pk).value == 5


def test_a_whole_plan_is_restored_and_undone_in_one_step(plan, row, staff, colleague):
    task = plan.tasks.get()
    then = change(row, staff, value=Decimal(4))
    change(row, colleague, value=Decimal(5))
    change(task, colleague, title="改名", supporting_units=[task.lead_unit])
    change(plan, colleague, title="改了标题")
    added = Task(plan=plan, title="新任务")
    outline.insert(added, user=colleague)
    restoring.restore_plan(plan, then, user=staff)
    assert Statement.objects.get(pk=row.pk).value == 4
    assert Plan.objects.get(pk=plan.pk).title == plan.title != "改了标题"
    kept = plan.tasks.kept().get()
    assert (kept.title, kept.state, kept.supporting_units.count()) == ("扩充学位", "proposed", 0)
    assert restoring.restore_plan(plan, then, user=staff) == []
    editing.undo(plan, user=staff)
    assert {t.title for t in plan.tasks.kept()} == {"改名", "新任务"}
    assert Plan.objects.get(pk=plan.pk).title == "改了标题"


def test_a_restored_child_of_a_deleted_task_is_brought_up(bureau, staff):
    plan = Plan.objects.create(bureau=bureau, title="计划", state="draft")
    parent, child = Task(plan=plan, title="上级"), Task(plan=plan, title="下级")
    outline.insert(parent, user=staff)
    outline.insert(child, user=staff, anchor=parent.pk, where="inside")
    then = timezone.now()
    outline.remove(parent, user=staff, version=1)
    restoring.restore_row(Task.objects.get(pk=child.pk), then, user=staff)
    assert [(t.title, t.depth) for t in outline.tasks_of(plan)] == [("下级", 0)]


@pytest.fixture
def page(client_of, staff, plan):
    """A function: query -> the history page as the clerk sees it."""
    client = client_of(staff)
    address = reverse("plan-history", args=[plan.pk])
    return lambda query="": client.get(address + query).content.decode()


def restore(client, plan, to, **more):
    address = reverse("plan-restore", args=[plan.pk])
    return client.post(address, {"to": to, **more}, follow=True).content.decode()


def test_the_page_restores_what_its_buttons_say(page, plan, row, client_of, staff):
    change(row, staff, value=Decimal(4))
    change(row, staff, value=Decimal(5))
    html = page()
    buttons = re.findall(r'name="to" value="(s\d+ [^"]+)"', html)
    assert "已恢复 1 条" in restore(client_of(staff), plan, buttons[0])
    assert Statement.objects.get(pk=row.pk).value == 4
    whole = re.findall(r'name="to" value="(all [^"]+)"', html)
    restore(client_of(staff), plan, whole[0])
    assert Statement.objects.get(pk=row.pk).value == 5


@pytest.mark.parametrize("to", ["", "all", "all yesterday", "all 2023-01-01", "all 2023-13-01T0"])
def test_a_restore_without_a_moment_changes_nothing(to, plan, row, client_of, staff):
    change(row, staff, value=Decimal(4))
    assert "没有说明恢复到什么时候" in restore(client_of(staff), plan, to)
    assert Statement.objects.get(pk=row.pk).value == 4


def test_restoring_to_before_the_row_says_so(plan, row, client_of, staff):
    html = restore(client_of(staff), plan, f"{row.key} 2001-01-01T00:00:00+00:00")
    assert "那时还没有这一条" in html


def test_a_published_plan_is_restored_for_a_reason(plan, row, client_of, staff):
    then = change(row, staff, value=Decimal(4))
    change(row, staff, value=Decimal(5))
    Plan.objects.filter(pk=plan.pk).update(state="published")
    to = f"all {then.isoformat()}"
    assert "必须写明原因" in restore(client_of(staff), plan, to)
    restore(client_of(staff), plan, to, reason="录入有误")
    assert Statement.objects.get(pk=row.pk).value == 4
    assert row.history.first().history_change_reason.endswith("：录入有误")


def test_readers_see_the_history_but_no_buttons(plan, row, staff, bureau, client_of):
    change(row, staff, value=Decimal(4))
    client = client_of(person("leader", "bureau_leader", bureau))
    html = client.get(reverse("plan-history", args=[plan.pk])).content.decode()
    assert "已更正" in html and "恢复" not in html.split("<main", 1)[1]


def test_publications_and_changes_are_the_moments_to_choose(plan, row, staff, client_of):
    start = change(row, staff, value=Decimal(4))
    Publication.objects.create(plan=plan, number=1, published_by=staff, published_at=start)
    change(row, staff, value=Decimal(5))
    address = reverse("plan-differences", args=[plan.pk])
    client = client_of(staff)
    html = client.get(address).content.decode()
    assert "第 1 次发布" in html and html.count("修改</option>") >= 2
    html = client.get(address, {"from": start.isoformat()}).content.decode()
    assert "1 条不同" in html and 'before">4</del>' in html and 'after">5</ins>' in html
    assert "选两个时间" in client.get(address, {"from": "gestern"}).content.decode()


def test_without_a_change_there_are_no_moments_to_choose(plan, staff, client_of):
    html = client_of(staff).get(reverse("plan-differences", args=[plan.pk])).content.decode()
    assert "还没有修改" in html and "<select" not in html


def test_moments_in_addresses():
    now = timezone.now()
    assert moment(now.isoformat()) == now
    for wrong in (None, "", "2023-01-01T00:00:00", "2023-02-31T00:00:00+00:00"):
        assert moment(wrong) is None


def test_history_and_differences_ask_the_same_queries_for_one_row_and_many(
    plan, staff, client_of, django_assert_max_num_queries
):
    start = timezone.now()
    client = client_of(staff)
    history = reverse("plan-history", args=[plan.pk])
    compare = reverse("plan-differences", args=[plan.pk]) + "?from=" + start.isoformat()[:-6] + "Z"
    unit = plan.tasks.get().lead_unit
    change(plan.tasks.get(), staff, title="改名", supporting_units=[unit])
    change(plan.statements.first(), staff, scope="城区")
    change(plan, staff, title="标题")
    with django_assert_max_num_queries(60) as few:
        client.get(history)
    with django_assert_max_num_queries(60) as few_compared:
        client.get(compare)
    for n in range(10):
        outline.insert(Task(plan=plan, title=f"任务{n}", lead_unit=unit), user=staff, units=[unit])
        for row in plan.statements.all():
            change(row, staff, year=2000 + n)
    editing.decide(list(plan.tasks.all()), user=staff, state=ReviewState.ACCEPTED)
    with django_assert_max_num_queries(len(few)):
        assert "任务9" in client.get(history).content.decode()
    with django_assert_max_num_queries(len(few_compared)):
        assert "任务9" in client.get(compare).content.decode()


def test_restoring_asks_the_same_queries_for_one_row_and_many(
    plan, staff, django_assert_max_num_queries
):
    rows = list(plan.statements.all())
    for row in rows:
        start = change(row, staff, scope="城区")
    for row in rows[:2]:
        change(row, staff, scope="乡镇")
    with django_assert_max_num_queries(60) as few:
        restoring.restore_plan(plan, start, user=staff)
    for row in rows:
        change(row, staff, scope="全县")
    with django_assert_max_num_queries(len(few)):
        assert len(restoring.restore_plan(plan, start, user=staff)) == len(rows)
