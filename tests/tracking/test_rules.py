"""Rules that a bureau makes: lights, limits and lists follow; who changed what; bad input."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eduplan.accounts.models import Role
from plans.models import Matter, TrackingRules
from plans.tracking import choosing, proposing, rule_making, working_days
from plans.tracking.looking import seen
from plans.tracking.ruling import rulebook, rules_of
from tests.plans.campaigning import day
from tests.tracking.matters import Desk
from tests.tracking.test_digest import RULES

pytestmark = pytest.mark.django_db
PATH = "/tracking/rules/"
SENT = {
    "near": "8",
    "behind": "30",
    "yellow_days": "2",
    "red_days": "0",
    "weekdays": ["1", "4"],
    "tells_supporting": "on",
    "seen": "0",
    **{f"limit_{kind}": "0" for kind in Matter.Kind.values},
    "limit_instruction": "7",
}


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


def test_the_page_makes_rules_that_count_at_once(desk, client_of):
    client = client_of(desk.admin)
    response = client.post(PATH, SENT, follow=True)
    assert "已启用新的督办规则" in response.content.decode()
    row = rules_of(desk.bureau.pk)
    assert (row.near, row.behind, row.yellow_days, row.red_days) == (8, 30, 2, 0)
    assert (row.weekdays, row.tells_supporting, row.on_rest_days) == ([1, 4], True, False)
    assert (row.days_for("instruction"), row.by) == (7, desk.admin)


def test_lights_are_those_of_the_bureau_everywhere(desk, client_of):
    matter = desk.matter("working")
    due = working_days.after(day(), 8)
    Matter.objects.filter(pk=matter.pk).update(begun_on=day(-40), due_on=due, progress=99)
    listed = Matter.objects.for_list()

    def light():
        marked = Matter.objects.annotate(mark=choosing.mark()).get(pk=matter.pk).mark
        found = {marked, seen(listed.all())[0].sign.light.value}
        html = client_of(desk.lead).get("/my-matters/").content.decode()
        assert ("黄灯" in html) == (found == {"yellow"})
        return found

    assert light() == {"blue"}
    rule_making.set_rules(user=desk.admin, seen=0, **{**RULES, "near": 8})
    assert light() == {"yellow"}


def test_other_bureaus_have_their_own(desk, other_bureau):
    rule_making.set_rules(user=desk.admin, seen=0, **{**RULES, "near": 8})
    assert rulebook()[desk.bureau.pk].near == 8 and rulebook()[other_bureau.pk].near == 5
    assert rules_of(other_bureau.pk).near == 5


def test_the_newest_rules_count(desk):
    first = rule_making.set_rules(user=desk.admin, seen=0, **{**RULES, "near": 8})
    rule_making.set_rules(user=desk.admin, seen=first.pk, **{**RULES, "near": 9})
    assert rulebook()[desk.bureau.pk].near == rules_of(desk.bureau.pk).near == 9


def test_a_kind_of_matter_gets_the_days_of_the_bureau(desk, settings):
    settings.MATTER_DAYS = {"meeting": 5}
    facts = {"user": desk.admin, "title": "议定", "lead_unit": desk.unit, "kind": "meeting"}
    assert proposing.propose(**facts).due_on == working_days.after(day(), 5)
    rule_making.set_rules(user=desk.admin, seen=0, limits={"meeting": 3}, **RULES)
    assert proposing.propose(**facts).due_on == working_days.after(day(), 3)


def test_who_changed_what_stands_on_the_page(desk, client_of):
    client = client_of(desk.admin)
    assert "还没有修改过" in client.get(PATH).content.decode()
    client.post(PATH, SENT)
    html = client_of(desk.leader).get(PATH).content.decode()
    assert "<b>bureau_admin</b>" in html and "滞后" in html
    assert '<span class="before">20</span> <span class="after">30</span>' in html
    assert '<span class="after">一、四</span>' in html and "办理时限：领导批示" in html
    assert '<button class="primary">启用' not in html and "disabled" in html


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"near": ""}, "必填"),
        ({"near": "-1"}, "大于"),
        ({"near": "61"}, "小于或等于"),
        ({"behind": "101"}, "小于或等于"),
        ({"behind": "很多"}, "输入整数"),
        ({"red_days": "999999999999999999999"}, "小于或等于"),
        ({"weekdays": ["8"]}, "8"),
        ({"limit_meeting": "9999"}, "小于或等于"),
        ({"seen": "x"}, "没有保存"),
    ],
)
def test_what_is_filled_in_wrongly_is_said_and_kept(facts, told, desk, client_of):
    response = client_of(desk.admin).post(PATH, {**SENT, **facts})
    html = response.content.decode()
    assert response.status_code == 422 and told in html
    assert 'value="7"' in html and not TrackingRules.objects.exists()


def test_no_weekday_at_all_sends_no_digest(desk, client_of):
    sent = {name: value for name, value in SENT.items() if name != "weekdays"}
    assert client_of(desk.admin).post(PATH, sent).status_code == 302
    assert not any(rules_of(desk.bureau.pk).tells_on(day(n)) for n in range(7))


def test_of_two_who_change_them_the_second_is_told(desk, client_of):
    client = client_of(desk.admin)
    assert client.post(PATH, SENT).status_code == 302
    response = client.post(PATH, {**SENT, "near": "12"})
    assert response.status_code == 409 and "别人刚改过" in response.content.decode()
    assert TrackingRules.objects.count() == 1


@pytest.mark.parametrize("role", [Role.BUREAU_STAFF, Role.BUREAU_LEADER, Role.SCHOOL_HEAD])
def test_only_administrators_change_them(role, desk, client_of):
    assert client_of(desk.people[role]).post(PATH, SENT).status_code == 403
    assert not TrackingRules.objects.exists()


def test_rules_cost_no_query_for_each_matter(desk, client_of):
    rule_making.set_rules(user=desk.admin, seen=0, **RULES)

    def cost(number):
        for n in range(number):
            desk.matter("working", title=f"事项{number}-{n}")
        client = client_of(desk.lead)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/my-matters/").status_code == 200
        return len(queries)

    assert cost(2) == cost(9)
