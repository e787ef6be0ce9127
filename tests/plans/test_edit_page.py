"""The edit page of a plan: buttons, forms, rights, and what it asks of the database."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Unit
from plans import editing, outline
from plans.models import FundingItem, Plan, Task
from tests.conftest import person
from tests.plans.drafts import SHAPE, drafted, move, shape, statement, task

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(bureau):
    return drafted(bureau)


@pytest.fixture
def press(client_of, staff, plan):
    """A function: what a button sends -> the response."""

    def send(verb, number, version=1, **more):
        client = client_of(staff)
        sent = {verb: f"{task(plan, number).key}:{version}", **more}
        return client.post(reverse("plan-outline", args=[plan.pk]), sent, follow=True)

    return send


def test_buttons_do_what_they_say_without_script(press, plan):
    assert "已移动" in press("up", "二").content.decode()
    assert shape(plan)[0] == ("二", 0)
    response = press("remove", "（一）")
    assert "和它的下级 1 条" in response.content.decode()
    assert len(shape(plan)) == 3


def test_undo_is_a_button(press, plan, client_of, staff):
    press("up", "二")
    address = reverse("plan-edit-undo", args=[plan.pk])
    response = client_of(staff).post(address, follow=True)
    assert "已撤销上一步（" in response.content.decode()
    assert shape(plan) == SHAPE
    assert "没有可以撤销的操作" in client_of(staff).post(address, follow=True).content.decode()


def test_what_others_changed_since_is_not_undone(press, plan, client_of, staff, colleague):
    press("up", "二")
    first = plan.tasks.first()
    editing.change(first, user=colleague, version=first.version, values={"title": "乙"})
    address = reverse("plan-edit-undo", args=[plan.pk])
    response = client_of(staff).post(address, follow=True)
    assert "不能撤销。请在历史中查看" in response.content.decode()
    assert shape(plan)[0] == ("二", 0)


def test_a_button_that_cannot_act_says_why(press, plan):
    assert "不能再上移" in press("up", "一").content.decode()
    assert "刚被别人改过" in press("down", "一", version=7).content.decode()
    assert "移到哪里" in press("drop", "一", anchor=task(plan, "二").key).content.decode()
    assert shape(plan) == SHAPE


def test_nonsense_is_a_bad_request_or_not_found(press, plan, client_of, staff):
    address = reverse("plan-outline", args=[plan.pk])
    for sent in ({}, {"up": "t1"}, {"up": "t1:x"}, {"fly": "t1:1"}):
        assert client_of(staff).post(address, sent).status_code == 400
    assert client_of(staff).post(address, {"up": "t0:1"}).status_code == 404


def test_with_script_the_outline_alone_comes_back(plan, client_of, staff):
    row = task(plan, "二")
    response = client_of(staff).post(
        reverse("plan-outline", args=[plan.pk]),
        {"up": f"{row.key}:1"},
        headers={"HX-Request": "true"},
    )
    html = response.content.decode()
    assert '<section class="block" id="outline"' in html and "<html" not in html
    assert f'data-focus="{row.key}"' in html
    assert 'id="figures"' not in html


def sent(row, **values):
    """A task form as the page shows it, with other values."""
    own = {n: getattr(row, n) or "" for n in ("number", "title", "text", "due_on", "version")}
    units = {"lead_unit": row.lead_unit or "", "supporting_units": ""}
    return own | units | values


@pytest.fixture
def form_of(client_of, staff):
    """A function: a row -> the address of its form, and a client."""
    client = client_of(staff)
    return lambda row: (client, reverse("plan-edit-row", args=[row.plan_id, row.key]))


def test_the_form_changes_a_task_and_makes_units_that_nobody_had_named(plan, form_of):
    row = task(plan, "二")
    client, address = form_of(row)
    values = {"title": "新标题", "lead_unit": "安全股", "supporting_units": "财务股、督导室"}
    client.post(address, sent(row, **values, due_on="2024-09-01", text="甲\r\n乙"))
    kept = task(plan, "二")
    assert (kept.title, kept.due_on, kept.text) == ("新标题", date(2024, 9, 1), "甲\n乙")
    assert kept.lead_unit.name == "安全股" and kept.lead_unit.region == plan.bureau
    assert {u.name for u in kept.supporting_units.all()} == {"财务股", "督导室"}


def test_a_stale_form_comes_back_with_both_versions(plan, form_of, colleague):
    row = task(plan, "二")
    editing.change(row, user=colleague, version=1, values={"title": "同事的标题"})
    client, address = form_of(row)
    response = client.post(address, sent(row, title="我的标题"))
    html = response.content.decode()
    assert response.status_code == 409
    assert "同事的标题" in html and "我的标题" in html and 'name="version" value="2"' in html
    assert task(plan, "二").title == "同事的标题"
    client.post(address, sent(row, title="我的标题", version=2))
    assert task(plan, "二").title == "我的标题"


@pytest.mark.parametrize(("text", "cut"), [("甲甲乙乙", "2"), ("甲甲\r\n\r\n乙乙", "")])
def test_the_form_splits_at_the_cursor_or_at_an_empty_line(text, cut, plan, form_of):
    row = task(plan, "二")
    client, address = form_of(row)
    client.post(address, sent(row, text=text, split="1", cut=cut))
    assert [t.text for t in outline.tasks_of(plan)][-2:] == ["甲甲", "乙乙"]


@pytest.mark.parametrize("cut", ["", "0", "99", "-1", "x"])
def test_a_split_that_leaves_nothing_says_where_to_put_the_cursor(cut, plan, form_of):
    row = task(plan, "二")
    client, address = form_of(row)
    response = client.post(address, sent(row, split="1", cut=cut))
    assert response.status_code == 422
    assert "光标放在要拆开的地方" in response.content.decode()
    assert shape(plan) == SHAPE


def test_faults_of_a_form_stand_beside_the_field_and_nothing_is_written(plan, form_of):
    row = task(plan, "二")
    client, address = form_of(row)
    response = client.post(address, sent(row, due_on="2024-02-31", lead_unit="新股"))
    assert response.status_code == 422
    assert 'id="t' in response.content.decode() and "_error" in response.content.decode()
    assert not Unit.objects.filter(name="新股").exists()


def test_tasks_targets_and_money_are_added_and_deleted(plan, client_of, staff):
    client = client_of(staff)
    new = lambda kind: reverse("plan-edit-new", args=[plan.pk, kind])  # noqa: E731
    where = f"?anchor={task(plan, '一').key}&where=inside"
    client.post(new("t") + where, {"title": "加的下级"})
    assert shape(plan)[4] == ("", 1)
    target = {
        "indicator_name": "毛入园率", "value": "92.5", "unit": "%", "comparator": "at_least",
        "nature": "target", "year": "2024", "category": "indicator",
    }  # fmt: skip
    client.post(new("s") + f"?task={task(plan, '二').key}", target)
    row = plan.statements.get()
    assert (row.value, row.task, row.rule) == (Decimal("92.5"), task(plan, "二"), "by_hand")
    client.post(new("f"), {"purpose": "校舍维修", "amount": "120万", "funding_source": "县财政"})
    assert plan.fundingitems.get().amount == 1_200_000
    html = client.get(reverse("plan-edit", args=[plan.pk])).content.decode()
    assert "92.5%" in html and "120万元" in html
    for found in (row, plan.fundingitems.get()):
        sent = {"remove": f"{found.key}:1"}
        client.post(reverse("plan-outline", args=[plan.pk]), sent)
    assert not plan.statements.kept().exists() and not plan.fundingitems.kept().exists()


def test_money_of_a_statement_is_changed_in_the_statement(plan, client_of, staff):
    row = statement(plan, None, value=50_000, unit="元")
    editing.change(row, user=staff, version=1, values={"category": "funding"})
    item = FundingItem.objects.get()
    client = client_of(staff)
    html = client.get(reverse("plan-edit", args=[plan.pk])).content.decode()
    assert reverse("plan-edit-row", args=[plan.pk, row.key]) in html
    address = reverse("plan-edit-row", args=[plan.pk, item.key])
    assert 'name="amount"' not in client.get(address).content.decode()
    client.post(address, {"funding_source": "县财政", "version": item.version})
    assert FundingItem.objects.get().funding_source == "县财政"


def test_the_header_is_changed(plan, client_of, staff):
    address = reverse("plan-edit-row", args=[plan.pk, plan.key])
    values = {"title": "改名", "kind": "plan", "year": "2025", "level": "county", "version": "1"}
    client_of(staff).post(address, values | {"region": plan.region.adcode, "issuer": "教育局"})
    plan.refresh_from_db()
    assert (plan.title, plan.year, plan.issuer, plan.version) == ("改名", 2025, "教育局", 2)


def test_the_reason_is_asked_once_for_a_published_plan(press, plan):
    Plan.objects.filter(pk=plan.pk).update(state="published")
    assert "必须写明原因" in press("up", "二").content.decode()
    press("up", "二", reason="县政府调整")
    assert shape(plan)[0] == ("二", 0)
    press("down", "二", version=2)
    assert shape(plan) == SHAPE
    newest = Task.history.filter(history_user__isnull=False).latest("history_id")
    assert newest.history_change_reason == "县政府调整"


def test_readers_see_no_way_to_edit(plan, bureau, client_of):
    client = client_of(person("leader", "bureau_leader", bureau))
    html = client.get(reverse("plan", args=[plan.pk])).content.decode()
    assert reverse("plan-edit", args=[plan.pk]) not in html
    assert reverse("plan-history", args=[plan.pk]) in html
    for name in ("plan-edit", "plan-outline", "plan-edit-undo", "plan-restore"):
        address = reverse(name, args=[plan.pk])
        method = client.get if name == "plan-edit" else client.post
        assert method(address).status_code == 403


def test_rejected_rows_leave_the_plan_page_and_states_are_told(plan, client_of, staff):
    outline.remove(task(plan, "二"), user=staff, version=1)
    editing.change(task(plan, "一"), user=staff, version=1, values={})
    html = client_of(staff).get(reverse("plan", args=[plan.pk])).content.decode()
    assert "事项二" not in html
    assert html.count("已核") == 1 and html.count("待核") == 3


def test_the_edit_page_asks_the_same_queries_for_one_row_and_for_thirty(
    plan, client_of, staff, django_assert_max_num_queries
):
    client = client_of(staff)
    address = reverse("plan-edit", args=[plan.pk])
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    unit = Unit.objects.create(region=plan.bureau, name="教育股")
    for n in range(30):
        row = Task.objects.create(plan=plan, position=9 + n, title=f"任务{n}", lead_unit=unit)
        row.supporting_units.add(unit)
        statement(plan, row, indicator_name="新建幼儿园数")
        FundingItem.objects.create(plan=plan, amount=n, statement=statement(plan, row, unit="元"))
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_acts_ask_the_same_queries_for_a_small_branch_and_a_large_one(
    plan, staff, django_assert_max_num_queries
):
    move(plan, "二", "up", staff)
    with django_assert_max_num_queries(30) as few:
        move(plan, "二", "down", staff, version=2)
    for n in range(30):
        Task.objects.create(plan=plan, position=9 + n, depth=1, title=f"任务{n}")
    with django_assert_max_num_queries(len(few)):
        move(plan, "二", "up", staff, version=3)
    with django_assert_max_num_queries(len(few) * 2):
        outline.remove(task(plan, "二"), user=staff, version=4)
