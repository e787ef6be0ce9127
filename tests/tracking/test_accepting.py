"""Figures of reports that the bureau accepts: written as published ones, with their evidence."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import Role
from indicators.models import Observation
from indicators.releasing import withdraw
from plans import publishing
from plans.models import (
    AcceptedFigure,
    AppendOnlyError,
    Plan,
    Publication,
    PublishedFigure,
    Statement,
)
from plans.reckoning import reckon
from plans.tracking import accepting, steps
from tests.conftest import county
from tests.figures import published
from tests.plans.campaigning import indicator
from tests.tracking.matters import NOTE

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(bureau):
    """A rate that a published plan promises for 2026."""
    plan = Plan.objects.create(
        bureau=bureau, title="要点", year=2026, region=bureau, state="published"
    )
    rate = indicator("r1", "小学巩固率", "%", direction="higher", kind="rate")
    return Statement.objects.create(
        plan=plan, value=99, unit="%", nature="target", year=2026, indicator=rate,
        indicator_name="小学巩固率", state="accepted", comparator="at_least",
    )  # fmt: skip


@pytest.fixture
def matter(desk, target):
    return desk.matter("working", statement=target)


def reported(desk, matter, figure):
    """The step of a report with a figure."""
    matter.refresh_from_db()
    seen = {"user": desk.lead, "version": matter.version}
    steps.report(matter, **seen, progress=50, note=NOTE, figure=figure)
    return matter.steps.order_by("-pk").first()


def test_a_figure_counts_only_once_the_bureau_accepts_it(desk, matter):
    step = reported(desk, matter, Decimal("98.5"))
    assert not Observation.objects.exists()
    kept = accepting.accept(step, user=desk.leader)
    row = Observation.objects.get()
    assert kept.observation == row and kept.step == step and kept.by == desk.leader
    assert (row.value, row.year, row.region, row.school) == (
        Decimal("98.5"),
        2026,
        desk.bureau,
        None,
    )
    assert (row.nature, row.indicator.code, row.recorded_by) == ("actual", "r1", desk.leader)
    assert row.supersedes is None and row.reason == ""


def test_another_value_is_a_new_version_for_a_reason(desk, matter):
    accepting.accept(reported(desk, matter, Decimal("98.5")), user=desk.leader)
    step = reported(desk, matter, Decimal("99"))
    with pytest.raises(ValidationError, match=r"98\.5"):
        accepting.accept(step, user=desk.leader)
    accepting.accept(step, user=desk.leader, reason="三季度数据")
    old, new = Observation.objects.order_by("pk")
    assert (old.value, new.supersedes, new.reason) == (Decimal("98.5"), old, "三季度数据")
    assert list(Observation.objects.current()) == [new]


@pytest.mark.parametrize("spoil", [False, True])
def test_what_a_formula_gave_yields_to_what_was_accepted(desk, matter, target, spoil):
    part, whole = indicator("r2", "巩固人数", "人"), indicator("r3", "入学人数", "人")
    target.indicator.formula = "r2 / r3 * 100"
    target.indicator.save()
    facts = {"by": desk.leader, "region": desk.bureau, "year": 2026}
    published(Observation, indicator=part, value=960, **facts)
    count = published(Observation, indicator=whole, value=1000, **facts)
    assert Observation.objects.get(indicator=target.indicator).value == 96
    first = accepting.accept(reported(desk, matter, Decimal("97.5")), user=desk.leader)
    if spoil:
        withdraw([count], by=desk.leader, reason="重复")
    second = reported(desk, matter, Decimal("98.5"))
    accepting.accept(second, user=desk.leader, reason="年底核实")
    row = Observation.objects.current().get(indicator=target.indicator)
    assert (row.value, row.supersedes) == (Decimal("98.5"), first.observation)


def test_the_same_value_writes_no_version(desk, matter):
    for _ in range(2):
        accepting.accept(reported(desk, matter, Decimal("98.5")), user=desk.admin)
    assert Observation.objects.count() == 1 and AcceptedFigure.objects.count() == 2


def test_a_figure_is_accepted_once(desk, matter):
    step = reported(desk, matter, Decimal("98.5"))
    kept = accepting.accept(step, user=desk.admin)
    with pytest.raises(ValidationError, match="已经采纳"):
        accepting.accept(step, user=desk.admin)
    with pytest.raises(AppendOnlyError):
        kept.delete()


def test_what_a_plan_published_is_not_written_over(desk, matter, target):
    row = published(
        Observation, indicator=target.indicator, region=desk.bureau, year=2026, value=97,
        by=desk.admin,
    )  # fmt: skip
    publication = Publication.objects.create(
        plan=target.plan, number=1, published_by=desk.admin, published_at=matter.created_at
    )
    PublishedFigure.objects.create(publication=publication, statement=target, observation=row)
    with pytest.raises(ValidationError, match="要点》发布（97）"):
        accepting.accept(reported(desk, matter, 98), user=desk.admin, reason="更正")
    assert Observation.objects.count() == 1
    accepting.accept(reported(desk, matter, 97), user=desk.admin)
    assert AcceptedFigure.objects.get().observation == row


@pytest.fixture
def yearbook(bureau, desk, target):
    """A reviewed plan, not published, that says what was reached in 2026."""
    plan = Plan.objects.create(
        bureau=bureau, title="年终总结", year=2026, region=bureau,
        confirmed_by=desk.admin, confirmed_at=timezone.now(),
    )  # fmt: skip
    Statement.objects.create(
        plan=plan, value=98, unit="%", nature="actual", year=2026, indicator=target.indicator,
        indicator_name="小学巩固率", state="accepted", comparator="exactly", category="indicator",
    )  # fmt: skip
    return plan


def publish(plan, user, reason=""):
    return publishing.publish(plan, user=user, seen=reckon(plan).digest, reason=reason)


def current():
    return list(Observation.objects.current())


def test_a_plan_that_says_the_accepted_value_proves_the_same_figure(desk, matter, yearbook):
    kept = accepting.accept(reported(desk, matter, 98), user=desk.leader)
    publish(yearbook, desk.admin)
    assert current() == [kept.observation]
    assert PublishedFigure.objects.get().observation == kept.observation


def test_a_plan_that_says_another_value_corrects_the_accepted_one_for_a_reason(
    desk, matter, yearbook
):
    kept = accepting.accept(reported(desk, matter, Decimal("97.5")), user=desk.leader)
    with pytest.raises(ValidationError, match=r"97\.5"):
        publish(yearbook, desk.admin)
    assert current() == [kept.observation]
    publish(yearbook, desk.admin, reason="以年报数为准")
    (new,) = current()
    assert (new.value, new.supersedes, new.reason) == (98, kept.observation, "以年报数为准")


def test_who_publishes_is_told_beforehand_which_accepted_value_is_replaced(
    desk, matter, yearbook, client_of
):
    client, page = client_of(desk.admin), reverse("publish", args=[yearbook.pk])
    before = client.get(page).context["reckoning"].digest
    accepting.accept(reported(desk, matter, Decimal("97.5")), user=desk.leader)
    html = client.get(page).content.decode()
    assert "督办反馈采纳的 97.5" in html and "开展校舍安全排查" in html and 'name="reason"' in html
    assert client.post(page, {"seen": before}).status_code == 409
    seen = reckon(yearbook).digest
    refused = client.post(page, {"seen": seen})
    assert refused.status_code == 422 and "写明原因" in refused.content.decode()
    assert client.post(page, {"seen": seen, "reason": "年报数"}).status_code == 302


def test_taking_a_publication_back_leaves_what_was_accepted_too(desk, matter, yearbook):
    kept = accepting.accept(reported(desk, matter, 98), user=desk.leader)
    publish(yearbook, desk.admin)
    publishing.unpublish(yearbook, user=desk.admin, reason="发错了")
    assert current() == [kept.observation]


def test_what_two_plans_published_stays_theirs(desk, matter, yearbook, bureau):
    publish(yearbook, desk.admin)
    accepting.accept(reported(desk, matter, 98), user=desk.leader)
    other = Plan.objects.create(
        bureau=bureau, title="督导报告", year=2026, region=bureau,
        confirmed_by=desk.admin, confirmed_at=timezone.now(),
    )  # fmt: skip
    row = yearbook.statements.get()
    row.pk, row.plan, row.value = None, other, 95
    row.save()
    assert [entry.state for entry in reckon(other).entries] == ["new"]


@pytest.mark.parametrize(
    ("said", "of"),
    [
        ({}, lambda desk, other: (desk.bureau, None)),
        ({"school": True}, lambda desk, other: (desk.bureau, desk.school)),
        ({"region": True}, lambda desk, other: (other, None)),
    ],
)
def test_a_figure_is_of_the_place_that_its_target_names(said, of, desk, matter, target):
    other = county("530198", "白石县", "云岭省长川市白石县")
    places = {"school": desk.school, "region": other}
    Statement.objects.filter(pk=target.pk).update(**{name: places[name] for name in said})
    kept = accepting.accept(reported(desk, matter, 98), user=desk.admin).observation
    assert (kept.region, kept.school) == of(desk, other)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"year": None}, "没有年度"),
        ({"scope": "农村"}, "范围"),
        ({"indicator": None}, "没有可以采纳"),
    ],
)
def test_what_cannot_be_told_is_no_figure(change, words, desk, matter, target):
    step = reported(desk, matter, 98)
    Statement.objects.filter(pk=target.pk).update(**change)
    with pytest.raises(ValidationError, match=words):
        accepting.accept(step, user=desk.admin)


def test_a_school_gets_its_own_figure_and_accepts_none(desk, target):
    head = desk.people[Role.SCHOOL_HEAD]
    matter = desk.matter("checked", lead_unit=None, lead_school=desk.school, statement=target)
    steps.dispatch(matter, user=desk.admin)
    matter = steps.acknowledge(matter, user=head)
    steps.report(matter, user=head, version=matter.version, progress=9, note=NOTE, figure=98)
    step = matter.steps.get(action="report")
    with pytest.raises(PermissionDenied):
        accepting.accept(step, user=head)
    assert accepting.accept(step, user=desk.admin).observation.school == desk.school


def test_the_page_shows_the_target_and_accepts_the_figure(desk, matter, client_of):
    step = reported(desk, matter, Decimal("98.5"))
    page = reverse("matter", args=[matter.pk])
    address = reverse("matter-accept-figure", args=[matter.pk, step.pk])
    client = client_of(desk.leader)
    html = client.get(page).content.decode()
    assert "小学巩固率（2026年）" in html and "99%" in html and "还没有完成值" in html
    assert address in html
    assert client.post(address).status_code == 302
    html = client.get(page).content.decode()
    assert "98.5%" in html and "已发布" in html and "已采纳" in html and address not in html
    assert client.post(address).status_code == 422
    other = reverse("matter-accept-figure", args=[desk.matter(title="另一项").pk, step.pk])
    assert client.post(other).status_code == 404


def test_a_report_without_a_target_has_no_field_for_a_figure(desk, client_of):
    plain = desk.matter("working", title="没有目标")
    html = client_of(desk.lead).get(reverse("matter", args=[plain.pk])).content.decode()
    assert 'name="figure"' not in html


@pytest.mark.parametrize("figure", ["很多", "1e400", "99999999999999999999999", "0.00001"])
def test_a_figure_that_is_no_number_is_said(figure, desk, matter, client_of):
    sent = {"version": matter.version, "progress": "5", "note": NOTE, "figure": figure}
    response = client_of(desk.lead).post(reverse("matter-report", args=[matter.pk]), sent)
    assert response.status_code == 422 and figure in response.content.decode()
