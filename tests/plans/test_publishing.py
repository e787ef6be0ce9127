"""Publishing: what a reviewed plan gives to the indicators, every version with its evidence."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from indicators.models import Indicator, Observation, Target
from plans import editing, publishing
from plans.models import Plan, PublishedFigure, ReviewState, Statement
from plans.reckoning import reckon
from tests.conftest import person
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def rate(db):
    return Indicator.objects.create(code="g3", name="学前三年毛入园率", unit="%")


@pytest.fixture
def plan(bureau, staff, rate):
    """A reviewed plan that says one target, last year's value and a sum of money."""
    plan = recorded(bureau).plans.get()
    plan.confirmed_by, plan.confirmed_at = staff, timezone.now()
    plan.save()
    plan.statements.filter(category="indicator").delete()
    said(plan, rate, 91, comparator="at_least")
    said(plan, rate, 88, nature="baseline", year=2022)
    for rows in (plan.tasks.all(), plan.statements.all()):
        editing.decide(list(rows), user=staff, state=ReviewState.ACCEPTED)
    return plan


def said(plan, indicator, value, **facts):
    """A confirmed statement of the plan."""
    facts = {"nature": "target", "comparator": "exactly", "year": 2023, "unit": "%"} | facts
    return Statement.objects.create(
        plan=plan,
        indicator=indicator,
        indicator_name=indicator.name,
        value=value,
        category="indicator",
        **({"state": ReviewState.ACCEPTED} | facts),
    )


def publish(plan, user, reason=""):
    return publishing.publish(plan, user=user, seen=reckon(plan).digest, reason=reason)


def test_targets_and_baselines_are_written_with_their_evidence(plan, rate, staff, bureau):
    publication = publish(plan, staff)
    target, baseline = Target.objects.get(), Observation.objects.get()
    assert (target.indicator, target.region, target.year) == (rate, bureau, 2023)
    assert (target.value, target.comparator, target.baseline) == (91, "at_least", 88)
    assert (baseline.nature, baseline.year, baseline.value) == ("baseline", 2022, 88)
    found = {figure.statement.value: figure.figure for figure in PublishedFigure.objects.all()}
    assert found == {91: target, 88: baseline}
    assert (publication.number, publication.counts["new"], publication.counts["tasks"]) == (1, 2, 1)
    assert publication.counts["funding"] == 1
    plan.refresh_from_db()
    assert plan.is_published


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda plan: plan.statements.update(state="proposed"), "没有核对"),
        (lambda plan: Plan.objects.filter(pk=plan.pk).update(confirmed_at=None), "文头"),
        (lambda plan: Plan.objects.filter(pk=plan.pk).update(region=None), "没有地区"),
        (lambda plan: Plan.objects.filter(pk=plan.pk).update(state="set_aside"), "搁置"),
        (lambda plan: said(plan, plan.statements.get(nature="baseline").indicator, 95), "不同的值"),
    ],
)
def test_nothing_is_published_while_something_stands_against_it(prepare, message, plan, staff):
    prepare(plan)
    plan.refresh_from_db()
    with pytest.raises(ValidationError, match=message):
        publish(plan, staff)
    assert not Target.objects.exists() and not plan.publications.exists()


def test_rows_left_out_or_rejected_stand_in_nobodys_way(plan, rate, staff):
    said(plan, rate, 95, state=ReviewState.LEFT_OUT)
    said(plan, rate, 96, state=ReviewState.REJECTED)
    publish(plan, staff)
    assert Target.objects.get().value == 91


def test_the_same_value_said_twice_is_one_figure_with_two_places(plan, rate, staff):
    said(plan, rate, 91, comparator="at_least")
    publish(plan, staff)
    assert PublishedFigure.objects.filter(target=Target.objects.get()).count() == 2


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"nature": "standard"}, "标准或参照值"),
        ({"year": None}, "没有年度"),
        ({"scope": "城区三所小学"}, "限定了计量对象或范围"),
        ({"per": "生"}, "限定了计量对象或范围"),
        ({"nature": "actual", "comparator": "at_least"}, "完成值不是确数"),
        ({"nature": "actual", "comparator": "change"}, "完成值不是确数"),
        ({"value": Decimal("91.00001")}, "小数超过四位"),
    ],
)
def test_what_is_no_figure_stays_with_the_plan_and_says_why(facts, why, plan, rate):
    other = Indicator.objects.create(code="g1", name="学前一年毛入园率", unit="%")
    row = said(plan, other, **({"value": 90} | facts))
    assert (row, why) in reckon(plan).staying


def test_a_change_is_a_new_version_for_a_reason(plan, staff):
    publish(plan, staff)
    plan.refresh_from_db()
    row = plan.statements.get(nature="target", category="indicator")
    row.plan = plan
    values = {"value": Decimal(92)}
    editing.change(row, user=staff, version=row.version, values=values, reason="口径调整")
    with pytest.raises(ValidationError, match="原因"):
        publish(plan, staff)
    publish(plan, staff, "口径调整")
    old, new = Target.objects.order_by("pk")
    assert (old.value, new.value, new.supersedes, new.reason) == (91, 92, old, "口径调整")
    assert list(Target.objects.current()) == [new]
    assert Observation.objects.count() == 1


def test_what_the_plan_says_no_more_is_taken_back(plan, staff):
    publish(plan, staff)
    row = plan.statements.get(nature="baseline")
    editing.decide([row], user=staff, state=ReviewState.REJECTED, reason="重复")
    publish(plan, staff, "剔除重复")
    assert not Observation.objects.current().exists()
    assert Observation.objects.count() == 2
    new = Target.objects.current().get()
    assert (new.baseline, new.supersedes.baseline) == (None, 88)


def test_what_the_user_did_not_see_is_not_published(plan, rate, staff):
    seen = reckon(plan).digest
    said(plan, rate, 70, year=2024)
    with pytest.raises(publishing.Changed):
        publishing.publish(plan, user=staff, seen=seen)
    assert not Target.objects.exists()


def test_administrators_take_a_plan_back_and_leave_a_trace(plan, staff, bureau):
    admin = person("admin", "bureau_admin", bureau)
    publish(plan, staff)
    plan.refresh_from_db()
    with pytest.raises(PermissionDenied):
        publishing.unpublish(plan, user=staff, reason="误发")
    with pytest.raises(ValidationError, match="原因"):
        publishing.unpublish(plan, user=admin, reason=" ")
    publication = publishing.unpublish(plan, user=admin, reason="误发")
    assert not Target.objects.current().exists() and Target.objects.count() == 2
    assert (publication.withdrawn_by, publication.withdrawal_reason) == (admin, "误发")
    plan.refresh_from_db()
    assert plan.state == Plan.State.PROPOSED
    publish(plan, staff, "改正后重发")
    assert Target.objects.current().get().value == 91
    assert Target.objects.count() == 3


def test_readers_and_strangers_publish_nothing(plan, bureau, other_bureau):
    for user in (
        person("leader", "bureau_leader", bureau),
        person("stranger", "bureau_admin", other_bureau),
    ):
        with pytest.raises(PermissionDenied):
            publish(plan, user)


def test_a_figure_of_a_school_is_the_schools(plan, rate, staff):
    school = plan.schools.get()
    said(plan, rate, 99, school=school)
    publish(plan, staff)
    assert Target.objects.get(school=school).value == 99


def test_the_page_shows_what_will_be_written_and_publishes_it(plan, client_of, staff):
    client = client_of(staff)
    address = reverse("publish", args=[plan.pk])
    html = client.get(address).content.decode()
    assert (
        "学前三年毛入园率" in html
        and ">不低于<" in html
        and "≥" not in html
        and "disabled" not in html
    )
    response = client.post(address, {"seen": reckon(plan).digest}, follow=True)
    assert "已发布（第 1 次）" in response.content.decode()
    assert client.post(address, {"seen": "old"}).status_code == 409


def test_publishing_more_takes_no_more_queries(plan, rate, staff, django_assert_max_num_queries):
    with django_assert_max_num_queries(41) as few:
        publish(plan, staff)
    other = Plan.objects.create(
        bureau=plan.bureau,
        title="大计划",
        region=plan.region,
        confirmed_by=staff,
        confirmed_at=timezone.now(),
    )
    for year in range(1990, 2020):
        said(other, rate, 50, year=year)
        said(other, rate, 49, year=year - 1, nature="baseline")
    with django_assert_max_num_queries(len(few)):
        publish(other, staff)
