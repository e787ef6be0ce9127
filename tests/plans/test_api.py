"""Plans and evidence as programs get them: published ones, names of persons hidden."""

import pytest
from django.utils import timezone

from indicators.access import Access
from indicators.models import Indicator, Target
from plans import editing, publishing
from plans.models import Plan, ReviewState, Statement
from plans.reckoning import reckon
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db

QUOTE = "学生家长张小燕（手机13805641234）参加，毛入园率达到91%。"


def reader(_request):
    """A client that reads what one county published."""
    return Access("one", ("530199",))


def drafter(_request):
    """A client that reads drafts of that county too."""
    return Access("one", ("530199",), reads_drafts=True)


def stranger(_request):
    """A client of another county."""
    return Access("two", ("530198",), reads_drafts=True)


@pytest.fixture(autouse=True)
def _reads(settings):
    settings.API_ACCESS = f"{__name__}.reader"


@pytest.fixture
def plan(bureau, staff):
    """A reviewed plan that states one target."""
    plan = recorded(bureau).plans.get()
    plan.confirmed_by, plan.confirmed_at = staff, timezone.now()
    plan.save()
    plan.statements.filter(category="indicator").delete()
    rate = Indicator.objects.create(code="g3", name="学前三年毛入园率", unit="%")
    Statement.objects.create(
        plan=plan, indicator=rate, indicator_name=rate.name, value=91, unit="%", nature="target",
        comparator="at_least", year=2023, category="indicator", quote=QUOTE, start=5, end=9,
    )  # fmt: skip
    for rows in (plan.tasks.all(), plan.statements.all()):
        editing.decide(list(rows), user=staff, state=ReviewState.ACCEPTED)
    return plan


@pytest.fixture
def published(plan, staff):
    """The same, published."""
    publishing.publish(plan, user=staff, seen=reckon(plan).digest)
    return plan


def ask(client, path, **query):
    return client.get(f"/api/v1/{path}/", query)


def plans_of(client, **query):
    return [row["id"] for row in ask(client, "plans", **query).json()["data"]]


def test_a_plan_is_told_of_once_it_is_published(client, plan, staff):
    assert plans_of(client) == []
    publishing.publish(plan, user=staff, seen=reckon(plan).digest)
    (row,) = ask(client, "plans").json()["data"]
    assert (row["id"], row["state"], row["region"]) == (plan.pk, "published", "530199")
    assert row["source"] == plan.source_id


def test_drafts_are_for_who_may_read_drafts(client, plan, settings):
    settings.API_ACCESS = f"{__name__}.drafter"
    assert plans_of(client) == [plan.pk]


def test_a_paper_that_a_school_is_filling_is_for_nobody(client, plan, settings):
    settings.API_ACCESS = f"{__name__}.drafter"
    Plan.objects.update(state=Plan.State.FILLING)
    assert plans_of(client) == []


def test_another_county_gets_neither_plans_nor_evidence(client, published, settings):
    settings.API_ACCESS = f"{__name__}.stranger"
    assert plans_of(client) == []
    answer = ask(client, f"sources/{published.source_id}/evidence")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_evidence_leads_from_the_figure_to_its_place(client, published):
    (row,) = ask(client, f"sources/{published.source_id}/evidence").json()["data"]
    target = Target.objects.get()
    assert (row["of"], row["figure"], row["indicator"]) == ("targets", target.pk, "g3")
    assert (row["start"], row["end"], row["plan"]) == (5, 9, published.pk)


def test_persons_in_evidence_are_hidden(client, published):
    (row,) = ask(client, f"sources/{published.source_id}/evidence").json()["data"]
    assert "13805641234" not in row["quote"]
    assert row["quote"].endswith("毛入园率达到91%。")


def test_evidence_of_a_draft_is_not_told(client, plan):
    assert ask(client, f"sources/{plan.source_id}/evidence").status_code == 404


def test_plans_are_paged_and_narrowed(client, published, bureau):
    second = Plan.objects.create(bureau=bureau, title="第二份", state="published", year=2031)
    page = ask(client, "plans", limit=1).json()
    assert [row["id"] for row in page["data"]] == [published.pk]
    assert [row["id"] for row in client.get(page["next"]).json()["data"]] == [second.pk]
    assert plans_of(client, year=2031) == [second.pk]
    assert ask(client, "plans", jahr=2031).json()["nearest"] is None


def test_unchanged_plans_are_answered_304(client, published):
    tag = ask(client, "plans")["ETag"]
    again = client.get("/api/v1/plans/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_figure_leads_to_the_sentence_that_gave_it(client, published):
    made = Target.objects.get()
    found = ask(client, f"targets/{made.pk}").json()
    (evidence,) = found["evidence"]
    assert (found["origin"], evidence["release"], evidence["plan"]) == ("plan", 1, published.pk)
    assert (evidence["source"], evidence["start"], evidence["end"]) == (published.source_id, 5, 9)
    assert "13805641234" not in evidence["quote"]
    assert evidence["quote"].endswith("毛入园率达到91%。")


def test_a_sentence_that_was_published_twice_is_told_once(client, published, staff):
    publishing.publish(published, user=staff, seen=reckon(published).digest, reason="补正")
    assert published.publications.count() == 2
    found = ask(client, f"targets/{Target.objects.get().pk}").json()
    assert len(found["evidence"]) == 1


def test_a_plan_that_is_not_open_is_no_evidence(client, published):
    Plan.objects.update(state=Plan.State.DRAFT)
    found = ask(client, f"targets/{Target.objects.get().pk}").json()
    assert (found["origin"], found["evidence"]) == ("plan", [])


def test_one_plan_leads_to_its_evidence(client, published):
    found = ask(client, f"plans/{published.pk}").json()
    (row,) = ask(client, "plans").json()["data"]
    assert row.items() <= found.items()
    assert client.get(found["evidence"]).json()["data"][0]["plan"] == published.pk


def test_a_plan_of_nobody_or_of_others_is_not_there(client, published, settings):
    assert ask(client, "plans/999999").status_code == 404
    settings.API_ACCESS = f"{__name__}.stranger"
    answer = ask(client, f"plans/{published.pk}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_plan_without_a_source_has_no_evidence(client, bureau):
    plan = Plan.objects.create(bureau=bureau, title="手写", state="published")
    assert ask(client, f"plans/{plan.pk}").json()["evidence"] is None
