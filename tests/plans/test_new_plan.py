"""A plan from nothing, or as a copy of last year's: what is proposed, and at what cost."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Indicator, Observation, Region, Unit
from plans import copying, editing
from plans.models import Correction, FundingItem, Plan, ReviewState, Statement, Task
from plans.outline_forms import OFFERED
from tests.conftest import person
from tests.figures import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def rate(db):
    return Indicator.objects.create(code="R1", name="毛入园率", unit="%")


@pytest.fixture
def old(bureau, rate):
    """Last year's plan: two tasks, a target, a value reached, money with and without a sentence."""
    plan = Plan.objects.create(
        bureau=bureau, region=bureau, title="青禾县2023年教育计划", year=2023, level="county",
        issuer="青禾县教育局", doc_number="青教〔2023〕1号", state="published",
    )  # fmt: skip
    unit = Unit.objects.create(region=bureau, name="教育股")
    top = Task.objects.create(plan=plan, position=0, number="一", title="学前教育", lead_unit=unit)
    low = Task.objects.create(
        plan=plan, position=1, depth=1, title="扩园", due_on=date(2023, 6, 30), state="accepted"
    )
    low.supporting_units.add(unit)
    Task.objects.create(plan=plan, position=2, title="已剔除", state="rejected")
    target(plan, low, rate, 90)
    target(plan, top, rate, 88, nature="actual")
    target(plan, top, None, 12, state="rejected")
    money = target(plan, low, None, 50_000, unit="元", category="funding")
    FundingItem.objects.create(plan=plan, statement=money, amount=50_000, funding_source="县财政")
    FundingItem.objects.create(plan=plan, purpose="校舍维修", amount=7, year=2023)
    return plan


def target(plan, task, indicator, value, **facts):
    facts = {
        "unit": "%", "comparator": "at_least", "nature": "target", "category": "indicator",
        "year": 2023, "indicator_name": "毛入园率", "quote": "毛入园率达到九成", **facts,
    }  # fmt: skip
    return Statement.objects.create(plan=plan, task=task, indicator=indicator, value=value, **facts)


def reached(indicator, region, value, user, **facts):
    facts = {"year": 2023, "nature": "actual", **facts}
    return published(Observation, indicator=indicator, region=region, value=value, by=user, **facts)


def copy(old, staff):
    return copying.begin(user=staff, title="青禾县2024年教育计划", year=2024, copied_from=old)


def test_a_copy_proposes_tasks_a_year_on(old, staff):
    plan = copy(old, staff)
    assert (plan.state, plan.copied_from, plan.doc_number) == ("draft", old, "")
    assert (plan.issuer, plan.region, plan.level) == ("青禾县教育局", old.region, "county")
    rows = list(plan.tasks.all())
    assert [(t.title, t.depth, t.state) for t in rows] == [
        ("学前教育", 0, "proposed"), ("扩园", 1, "proposed"),
    ]  # fmt: skip
    assert rows[1].due_on == date(2024, 6, 30)
    assert rows[0].lead_unit.name == rows[1].supporting_units.get().name == "教育股"


def test_a_copy_proposes_targets_and_money_for_the_year(old, staff, rate):
    plan = copy(old, staff)
    row = plan.statements.get(indicator=rate)
    assert (row.year, row.value, row.nature, row.state) == (2024, 90, "target", "proposed")
    assert row.task.title == "扩园" and row.task.plan == plan
    assert plan.statements.count() == 2
    items = {(i.amount, i.year, i.funding_source, i.state) for i in plan.fundingitems.all()}
    assert items == {(50_000, 2024, "县财政", "proposed"), (7, 2024, "", "proposed")}


def test_what_was_published_as_reached_is_the_baseline_once(old, staff, rate, other_bureau):
    target(old, None, rate, 95, scope="城区")
    first = reached(rate, old.region, 80, staff)
    reached(rate, old.region, Decimal("86.5"), staff, supersedes=first, reason="更正")
    reached(rate, old.region, 70, staff, year=2022)
    reached(rate, old.region, 71, staff, nature="baseline")
    reached(rate, other_bureau, 99, staff)
    row = copy(old, staff).statements.get(nature="baseline")
    assert (row.value, row.year, row.unit, row.state) == (Decimal("86.5"), 2023, "%", "proposed")
    assert row.indicator == rate


def test_a_target_of_a_town_starts_from_the_towns_own_value(old, staff, rate):
    town = Region.objects.create(
        adcode="530197", name="河湾镇", full_name="青禾县河湾镇", level="county"
    )
    target(old, None, rate, 60, region=town)
    reached(rate, town, 55, staff)
    row = copy(old, staff).statements.get(nature="baseline")
    assert (row.value, row.region) == (55, town)


def test_a_changed_copy_is_no_error_of_extraction_and_can_be_undone(old, staff, rate):
    plan = copy(old, staff)
    row = plan.statements.get(indicator=rate)
    editing.change(row, user=staff, version=1, values={"value": Decimal(92)})
    assert not Correction.objects.exists()
    assert Statement.objects.get(pk=row.pk).history.count() == 2
    editing.undo(plan, user=staff)
    row.refresh_from_db()
    assert (row.value, row.state) == (90, ReviewState.PROPOSED)
    assert editing.undo(plan, user=staff) == []


@pytest.mark.parametrize(
    ("day", "later"),
    [(date(2023, 2, 28), date(2024, 2, 28)), (date(2024, 2, 29), date(2025, 2, 28))],
)
def test_a_year_on(day, later):
    assert copying.a_year_on(day) == later


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青禾县2023年教育计划", "青禾县2024年教育计划"),
        ("2023-2024学年工作计划", "2024-2025学年工作计划"),
        ("教育工作要点", "教育工作要点"),
        ("第20231号", "第20231号"),
    ],
)
def test_the_next_title(title, expected):
    assert copying.next_title(Plan(title=title, year=2023)) == expected
    assert copying.next_title(Plan(title=title)) == title


def test_a_copy_asks_the_same_queries_for_few_rows_and_many(
    old, staff, rate, django_assert_max_num_queries
):
    reached(rate, old.region, 80, staff)
    with django_assert_max_num_queries(40) as few:
        copy(old, staff)
    for n in range(30):
        row = Task.objects.create(plan=old, position=9 + n, title=f"任务{n}")
        row.supporting_units.add(Unit.objects.get())
        target(old, row, rate, n)
        target(old, row, None, n, unit="元", category="funding")
    with django_assert_max_num_queries(len(few)):
        plan = copy(old, staff)
    assert plan.tasks.count() == 32


def test_the_newest_plan_is_suggested_with_the_next_title(old, client_of, staff, bureau):
    Plan.objects.create(bureau=bureau, title="青禾县2019年教育计划", year=2019)
    html = client_of(staff).get(reverse("plan-new")).content.decode()
    assert "青禾县2024年教育计划" in html and 'value="2024"' in html
    assert f'<option value="{old.pk}" selected>' in html


def test_of_many_plans_the_newest_are_offered_and_any_other_from_its_page(
    old, client_of, staff, bureau
):
    newer = [Plan(bureau=bureau, title=f"{n}号计划", year=2024) for n in range(40)]
    Plan.objects.bulk_create(newer)
    client = client_of(staff)
    html = client.get(reverse("plan-new")).content.decode()
    assert html.count("<option") == 1 + OFFERED + len(Plan.Kind) and old.title not in html
    link = f"{reverse('plan-new')}?copied_from={old.pk}"
    assert f'href="{link}"' in client.get(reverse("plan", args=[old.pk])).content.decode()
    assert f'<option value="{old.pk}" selected>' in client.get(link).content.decode()
    sent = {"copied_from": old.pk, "title": "", "year": 2024, "kind": "plan"}
    html = client.post(reverse("plan-new"), sent).content.decode()
    assert f'<option value="{old.pk}" selected>' in html
    client.post(reverse("plan-new"), sent | {"title": "新计划"})
    assert Plan.objects.get(title="新计划").copied_from == old


@pytest.mark.parametrize("asked", ["x", "0", "99999999999999999999", ""])
def test_an_address_that_names_no_plan_still_shows_the_form(asked, old, client_of, staff):
    assert client_of(staff).get(reverse("plan-new"), {"copied_from": asked}).status_code == 200
    sent = {"copied_from": asked, "title": "", "year": 2024, "kind": "plan"}
    assert client_of(staff).post(reverse("plan-new"), sent).status_code == 422


def test_only_who_may_write_plans_is_led_to_a_new_one(old, client_of, bureau):
    leader = client_of(person("leader", "bureau_leader", bureau))
    html = leader.get(reverse("plan", args=[old.pk])).content.decode()
    assert reverse("plan-new") not in html


def test_the_page_copies_and_leads_to_the_edit_page(old, client_of, staff):
    sent = {"copied_from": old.pk, "title": "新计划", "year": 2024, "kind": "plan"}
    response = client_of(staff).post(reverse("plan-new"), sent, follow=True)
    plan = Plan.objects.get(title="新计划")
    assert response.redirect_chain[0][0] == reverse("plan-edit", args=[plan.pk])
    assert "待核的建议" in response.content.decode() and plan.tasks.count() == 2


def test_a_plan_from_nothing_is_the_bureaus_own_draft(client_of, staff):
    sent = {"title": "新计划", "year": 2024, "kind": "plan"}
    html = client_of(staff).post(reverse("plan-new"), sent, follow=True).content.decode()
    plan = Plan.objects.get()
    assert (plan.bureau, plan.region, plan.state) == (staff.region, staff.region, "draft")
    assert plan.history.get().history_user == staff
    assert "还没有任务" in html


@pytest.mark.parametrize("wrong", [{"year": "1066"}, {"title": ""}, {"kind": "song"}])
def test_a_faulty_form_begins_nothing(wrong, client_of, staff):
    sent = {"title": "新计划", "year": 2024, "kind": "plan"} | wrong
    assert client_of(staff).post(reverse("plan-new"), sent).status_code == 422
    assert not Plan.objects.exists()


def test_another_countys_plan_cannot_be_copied(old, client_of, other_bureau):
    client = client_of(person("stranger", "bureau_admin", other_bureau))
    sent = {"copied_from": old.pk, "title": "新计划", "year": 2024, "kind": "plan"}
    assert client.post(reverse("plan-new"), sent).status_code == 422
    assert old.title not in client.get(reverse("plan-new")).content.decode()
