"""Schools, duties and deadlines of a plan: where they stand, and taking wrong ones out."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from indicators.models import School
from plans import dropping, editing
from plans.models import ReviewState
from plans.review.desk import Desk
from tests.conftest import person
from tests.plans.records import now, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture(params=["school", "duty", "deadline"])
def key(request, plan):
    """The key of a record of each kind that a reviewer does not confirm one by one."""
    first = {"duty": plan.duties.first(), "deadline": plan.deadlines.first()}
    row = first.get(request.param)
    return row.key if row else f"g{plan.schools.get().pk}"


def url(name, plan, *more):
    return reverse(name, args=[plan.pk, *more])


def card_of(client, plan, key, query=""):
    html = client.get(url("review", plan) + query).content.decode()
    _, found, rest = html.partition(f'id="c-{key}"')
    return found + rest[: rest.index("</article>")] if found else ""


def test_a_wrong_record_is_dropped_and_comes_back(clerk, plan, key):
    assert ">剔除</button>" in card_of(clerk, plan, key)
    html = clerk.post(url("review-drop", plan, key), follow=True).content.decode()
    assert "已剔除 1 条" in html
    assert "恢复</button>" in card_of(clerk, plan, key, "?show=rejected")
    clerk.post(url("review-drop", plan, key), {"back": "1"})
    assert ">剔除</button>" in card_of(clerk, plan, key)
    assert not card_of(clerk, plan, key, "?show=rejected")


def test_a_dropped_school_is_none_of_the_plan(clerk, plan):
    school = plan.schools.get()
    clerk.post(url("review-drop", plan, f"g{school.pk}"))
    assert school.name not in clerk.get(url("plan", plan)).content.decode().split("schools-head")[1]
    clerk.post(url("review-drop", plan, f"g{school.pk}"), {"back": "1"})
    assert plan.schools.get() == school


def test_a_dropped_record_is_struck_in_the_text(clerk, plan, key):
    clerk.post(url("review-drop", plan, key))
    html = clerk.get(url("review", plan)).content.decode()
    mark = html[html.index('<mark class="', html.index("paper")) :]
    assert f'is-rejected" data-key="{key}"' in mark


def test_undo_takes_back_what_was_done_last(clerk, plan, row, key, staff):
    editing.decide([row], user=staff, state=ReviewState.ACCEPTED)
    clerk.post(url("review-drop", plan, key))
    clerk.post(url("review-undo", plan))
    assert not plan.dropped.exists() and now(row).state == ReviewState.ACCEPTED
    clerk.post(url("review-undo", plan))
    assert now(row).state == ReviewState.PROPOSED


def test_undo_leaves_what_was_dropped_before(clerk, plan, row, key, staff):
    clerk.post(url("review-drop", plan, key))
    editing.decide([row], user=staff, state=ReviewState.ACCEPTED)
    clerk.post(url("review-undo", plan))
    assert now(row).state == ReviewState.PROPOSED and plan.dropped.exists()
    clerk.post(url("review-undo", plan))
    assert not plan.dropped.exists()


@pytest.mark.parametrize("key", ["g0", "r0", "x1", "g", "r١", "s1"])
def test_what_the_plan_does_not_hold_is_not_dropped(key, clerk, plan):
    html = clerk.post(url("review-drop", plan, key), follow=True).content.decode()
    assert "刚被别人改过" in html and not plan.dropped.exists()


def test_another_plans_record_is_not_dropped(clerk, plan, bureau):
    other = recorded(bureau, name="另一份.txt").plans.get()
    clerk.post(url("review-drop", plan, other.duties.first().key))
    assert not plan.dropped.exists() and not other.dropped.exists()


def test_readers_drop_nothing_and_see_no_buttons(plan, key, bureau):
    leader = person("leader", "bureau_leader", bureau)
    client = Client()
    client.force_login(leader)
    assert "剔除" not in card_of(client, plan, key)
    for act in (dropping.drop, dropping.take_back):
        with pytest.raises(PermissionDenied):
            act(plan, key, user=leader)


def test_a_published_plan_asks_for_a_reason(clerk, plan, key, staff):
    plan.state = "published"
    plan.save()
    with pytest.raises(ValidationError):
        dropping.drop(plan, key, user=staff)
    html = clerk.post(url("review-drop", plan, key), follow=True).content.decode()
    assert "必须写明原因" in html
    clerk.post(url("review-drop", plan, key), {"reason": "识别有误"})
    assert plan.dropped.get().reason == "识别有误"


def test_duties_and_deadlines_lead_to_their_task_and_schools_to_their_name(clerk, plan):
    form = url("review-form", plan, plan.tasks.get().key)
    duty = card_of(clerk, plan, plan.duties.first().key)
    assert form in duty and "改任务的牵头" in duty
    deadline = card_of(clerk, plan, plan.deadlines.first().key)
    assert form in deadline and "改任务的时限" in deadline
    school = plan.schools.get()
    assert reverse("school-edit", args=[school.pk]) in card_of(clerk, plan, f"g{school.pk}")


@pytest.mark.parametrize(
    ("name", "said"), [("第1批完成", "第1批"), ("河湾区幼儿园", None), ("教育股完成", "教育股")]
)
def test_a_school_named_in_halves_stands_at_its_first_half(name, said, plan, staff):
    school = School.objects.create(region=plan.region, name=name)
    plan.schools.add(school)
    desk = Desk(plan, staff, {})
    (card,) = [c for group in desk.spread.groups for c in group.cards if c.school == school]
    text = plan.source.content.text
    assert (None if card.start is None else text[card.start : card.end]) == said


def test_a_school_without_a_place_stands_at_the_beginning(plan, staff):
    school = School.objects.create(region=plan.region, name="远山小学")
    plan.schools.add(school)
    first = Desk(plan, staff, {}).spread.groups[0]
    assert first.head is None and [card.school for card in first.cards] == [school]
