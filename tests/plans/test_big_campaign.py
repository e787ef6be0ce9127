"""A campaign of three hundred schools from its opening to its approval, and its pages' queries.

A hundred and twenty schools fill in, submit and are approved by the functions that people use;
the other hundred and eighty are brought to the states between by rows written directly.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eduplan.accounts.models import Role
from indicators.models import Target
from plans import submitting
from plans.models import Submission
from tests.plans.campaigning import day, fill, form_of, item, now, opened, school_of, somebody

pytestmark = pytest.mark.django_db

WHOLE, BY_HAND = 300, 120
TOWNS = ("城关镇", "河湾乡", "青山镇", "云台乡", "松岭镇")
KINDS = (("中心小学", "primary"), ("初级中学", "lower_secondary"), ("幼儿园", "preschool"))


@pytest.fixture
def admin(bureau):
    return somebody("wanghua", Role.BUREAU_ADMIN, bureau)


def campaign_of(admin, form, number, mark):
    """A campaign of so many schools, opened; nobody has begun."""
    schools = [
        school_of(
            admin.region,
            f"{mark}{TOWNS[n % len(TOWNS)]}第{n}{KINDS[n % len(KINDS)][0]}",
            town=TOWNS[n % len(TOWNS)],
            stage=KINDS[n % len(KINDS)][1],
        )
        for n in range(number)
    ]
    return opened(admin, form, schools, title=f"{mark}2027年度计划上报")


def submitted(campaign, number, mark):
    """So many schools fill in and submit by the functions that their heads use."""
    found = list(campaign.submissions.order_by("pk").select_related("school")[:number])
    for place, one in enumerate(found):
        head = somebody(f"{mark}{place}", Role.SCHOOL_HEAD, campaign.bureau, one.school)
        submitting.submit(fill(one, head), user=head)
    return [now(one) for one in found]


def spread(campaign, done):
    """The schools that nobody brought anywhere stand in every state, some late, some asking."""
    rest = list(campaign.submissions.exclude(pk__in=[one.pk for one in done]).order_by("pk"))
    facts = (
        {"state": "filling"},
        {"state": "returned", "approved_at": campaign.opened_at, "due_on": day(-1)},
        {"asked_until": day(45), "asked_reason": "连续大雪停课"},
        {},
    )
    for place, values in enumerate(facts):
        numbers = [one.pk for one in rest[place :: len(facts)]]
        if values:
            Submission.objects.filter(pk__in=numbers).update(**values)


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def pages(campaign, one):
    """Every page that grows with its schools, and that of a single one."""
    for name in ("board", "export", "remind", "links", "rollup", "letters", "edit"):
        name = "campaign" if name == "board" else f"campaign-{name}"
        yield name, reverse(name, args=[campaign.pk])
    for name in ("campaign-rollup-indicator", "campaign-rollup-division"):
        indicator = item(campaign.form, "n1").indicator_id
        yield name, reverse(name, args=[campaign.pk, indicator])
    yield "sorted", reverse("campaign", args=[campaign.pk]) + "?o=-until&size=200"
    yield "filtered", reverse("campaign", args=[campaign.pk]) + "?overdue=1&town=青山镇&q=幼儿园"
    yield "submission-review", reverse("submission-review", args=[one.pk])
    yield "submission-links", reverse("submission-links", args=[one.pk])


def test_three_hundred_schools_from_opening_to_approval(client_of, admin, bureau):
    form = form_of(bureau)
    with CaptureQueriesContext(connection) as opening:
        large = campaign_of(admin, form, WHOLE, "大")
    assert len(opening) < WHOLE + 40, "one for each school that this test makes, and no more"
    assert large.submissions.counted()["not_started"] == WHOLE
    small = campaign_of(admin, form, 3, "小")
    few, many = submitted(small, 1, "s"), submitted(large, BY_HAND, "l")
    spread(small, few)
    spread(large, many)

    client = client_of(admin)
    client.get(reverse("home"))
    before = {name: asked(client, address) for name, address in pages(small, few[0])}
    grown = {name: asked(client, address) for name, address in pages(large, many[0])}
    assert {name: n for name, n in grown.items() if n > before[name]} == {}
    assert max(grown.values()) <= 45

    _approve_all(client, large, many)
    _approve_all(client, small, few)
    before = {name: asked(client, address) for name, address in pages(small, few[0])}
    grown = {name: asked(client, address) for name, address in pages(large, many[0])}
    assert {name: n for name, n in grown.items() if n > before[name]} == {}


def _approve_all(client, campaign, rows):
    """Choose all that wait on a page of the board, and approve them at once, until none waits."""
    board = reverse("campaign", args=[campaign.pk]) + "?state=submitted&size=200"
    address = reverse("campaign-approve", args=[campaign.pk])
    while page := client.get(board).context["page"].object_list:
        chosen = [f"{one.pk}.{one.version}" for one in page]
        assert client.post(address, {"chosen": chosen, "confirmed": "1"}).status_code == 302
    assert campaign.submissions.counted()["approved"] == len(rows)
    schools = [one.school_id for one in rows]
    assert Target.objects.current().filter(school__in=schools).count() == 2 * len(rows)
