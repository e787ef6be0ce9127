"""A plan's open statements by how sure the program is, and the surest taken together."""

import pytest
from django.test import Client
from django.urls import reverse

from plans import editing
from plans.models import ReviewState

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def weighed(plan):
    """The plan's statements, each a tenth surer than the one before; the last without doubts."""
    rows = list(plan.statements.order_by("pk"))
    for number, row in enumerate(rows):
        row.confidence = 0.6 + number / 10
        row.doubts = "" if number == len(rows) - 1 else "indicator,year"
        row.save()
    return rows


def shown(client, plan, **query):
    response = client.get(reverse("review-surest", args=[plan.pk]), query)
    assert response.status_code == 200
    return response.context["surest"], response.content.decode()


def test_the_least_sure_stand_first_with_what_is_to_be_checked(clerk, plan, weighed):
    surest, html = shown(clerk, plan)
    assert surest.rows == weighed
    assert html.index('"number">60 %') < html.index('"number">90 %')
    assert "名称、年度" in html
    other, _ = shown(clerk, plan, order="surest")
    assert other.rows == weighed[::-1]


def test_only_the_surest_are_taken_and_it_can_be_taken_back(clerk, plan, weighed, staff):
    surest, html = shown(clerk, plan, limit="80")
    sure = [row for row in weighed if row.confidence >= 0.8]
    assert sorted(surest.rows, key=lambda r: r.pk) == sure
    assert f"通过这 {len(sure)} 条" in html
    clerk.post(reverse("review-section", args=[plan.pk]), {"pick": surest.picks})
    states = dict(plan.statements.values_list("pk", "state"))
    for row in weighed:
        taken = states[row.pk] == ReviewState.ACCEPTED
        assert taken == (row in sure)
    clerk.post(reverse("review-undo", args=[plan.pk]))
    assert not plan.statements.filter(state=ReviewState.ACCEPTED).exists()


def test_what_a_person_decided_is_neither_shown_nor_touched(clerk, plan, weighed, staff):
    editing.decide(weighed[-1:], user=staff, state=ReviewState.REJECTED)
    surest, _ = shown(clerk, plan, limit="70")
    assert weighed[-1] not in surest.rows
    clerk.post(reverse("review-section", args=[plan.pk]), {"pick": surest.picks})
    assert plan.statements.get(pk=weighed[-1].pk).state == ReviewState.REJECTED


def test_a_limit_that_nothing_reaches_says_so(clerk, plan, weighed):
    plan.statements.update(confidence=0.5)
    _, html = shown(clerk, plan, limit="95")
    assert "没有把握在 95 % 以上的记录" in html
    assert "通过这" not in html


def test_a_strange_limit_or_order_asks_for_nothing(clerk, plan, weighed):
    surest, _ = shown(clerk, plan, limit="७०", order="drop")
    assert len(surest.rows) == len(weighed)


def test_a_card_says_in_words_what_is_to_be_checked(clerk, plan, weighed):
    html = clerk.get(reverse("review", args=[plan.pk])).content.decode()
    assert "把握不大：名称、年度" in html


def test_equal_names_are_told_apart_by_scope_and_sentence(clerk, plan, weighed):
    plan.statements.filter(pk=weighed[0].pk).update(scope="城东片")
    _, html = shown(clerk, plan)
    assert '<td data-label="范围">城东片</td>' in html
    assert "第1批新建幼儿园<b>1所</b>" in html


def test_every_value_says_on_a_phone_what_it_is(clerk, plan, weighed):
    _, html = shown(clerk, plan)
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    assert body.count("<td") == body.count("<td data-label=") == 8 * len(weighed)
