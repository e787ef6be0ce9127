"""The ledger of matters: what it shows, filters, exports, and steps for many at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eduplan.accounts.models import Role
from plans.models import Matter, SavedFilter
from plans.tables import reading
from plans.tracking import steps
from tests.plans.campaigning import day
from tests.tracking.matters import NOTE

pytestmark = pytest.mark.django_db
LIST = reverse("matter-list")
MANY = reverse("matter-many")


def told(response):
    """The messages of the page that a change leads to."""
    return [str(message) for message in response.context["messages"]]


def test_a_row_says_who_until_when_how_far_and_which_light(desk, client_of):
    matter = desk.matter("working", title="校园消防改造")
    matter.supporting_units.add(desk.unit)
    steps.report(matter, user=desk.lead, version=matter.version, progress=40, note=NOTE)
    Matter.objects.update(begun_on=day(-30), due_on=day(-3), first_due_on=day(-9))
    html = client_of(desk.admin).get(LIST).content.decode()
    for words in ("校园消防改造", "安全股", "40%", NOTE, "红灯", "逾期", "原定", "刚刚反馈"):
        assert words in html
    assert f"{day(-3):%Y-%m-%d}" in html and f"{day(-9):%Y-%m-%d}" in html


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("light=red", ["逾期一项"]),
        ("state=proposed", ["新的一项"]),
        ("q=逾期", ["逾期一项"]),
        ("unit=安全股&o=-title", ["逾期一项", "新的一项"]),
        ("light=green&state=x", ["逾期一项", "新的一项"]),
    ],
)
def test_the_list_is_filtered_by_its_query(query, titles, desk, client_of):
    desk.matter("working", title="逾期一项")
    Matter.objects.update(begun_on=day(-30), due_on=day(-3))
    desk.matter(title="新的一项")
    response = client_of(desk.admin).get(f"{LIST}?{query}")
    assert [line.matter.title for line in response.context["lines"]] == titles


@pytest.mark.parametrize("query", ["q=%00", "due_from=x", "page=x&size=7", "plan=9" * 9, "o=zz"])
def test_nonsense_in_the_query_breaks_nothing(query, desk, client_of):
    desk.matter()
    assert client_of(desk.admin).get(f"{LIST}?{query}").status_code == 200


def test_queries_do_not_grow_with_rows(desk, client_of):
    client = client_of(desk.admin)

    def asked(number):
        for n in range(number):
            desk.matter(title=f"第{n}项").supporting_units.add(desk.unit)
        client.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(f"{LIST}?size=100")
        return len(found)

    assert asked(3) == asked(57)
    assert Matter.objects.count() == 60


def test_an_empty_list_says_how_to_begin(desk, client_of):
    html = client_of(desk.admin).get(LIST).content.decode()
    assert "还没有督办事项" in html and reverse("matter-new") in html
    html = client_of(desk.people[Role.SCHOOL_HEAD]).get(LIST).content.decode()
    assert "本校承办的事项会列在这里" in html and reverse("matter-new") not in html


def test_many_are_checked_and_each_refusal_is_said(desk, client_of):
    new, sent = desk.matter(title="新的"), desk.matter("working", title="在办的")
    lost = desk.matter(title="没人牵头", lead_unit=None)
    chosen = {
        "step": "check",
        "matter": [new.pk, sent.pk, lost.pk, "x", "9" * 30],
        "query": "o=title",
    }
    response = client_of(desk.leader).post(MANY, chosen, follow=True)
    assert response.redirect_chain == [(f"{LIST}?o=title", 302)]
    words = told(response)
    assert any("“在办的”没有审核" in w and "办理中" in w for w in words)
    assert any("“没人牵头”没有审核" in w and "牵头单位" in w for w in words)
    assert "已审核 1 项：“新的”。" in words
    new.refresh_from_db()
    assert new.state == "checked"


def test_many_are_urged_with_what_is_asked(desk, client_of):
    matter = desk.matter("working")
    words = told(
        client_of(desk.admin).post(MANY, {"step": "urge", "matter": [matter.pk]}, follow=True)
    )
    assert "请写明催办的要求" in words[0]
    sent = {"step": "urge", "matter": [matter.pk], "note": "请于周五\0前反馈"}
    client_of(desk.admin).post(MANY, sent)
    assert matter.steps.get(action="urge").note == "请于周五前反馈"


@pytest.mark.parametrize("sent", [{}, {"step": "close", "matter": ["1"]}, {"step": "check"}])
def test_nothing_is_done_where_nothing_is_chosen(sent, desk, client_of):
    matter = desk.matter()
    words = told(client_of(desk.admin).post(MANY, sent, follow=True))
    assert words[0].startswith("没有办理")
    matter.refresh_from_db()
    assert matter.state == "proposed"


def test_a_matter_of_another_county_cannot_be_chosen(desk, other_bureau, client_of):
    matter = desk.matter()
    Matter.objects.update(bureau=other_bureau)
    words = told(
        client_of(desk.admin).post(MANY, {"step": "check", "matter": [matter.pk]}, follow=True)
    )
    assert words == ["没有办理：请先勾选事项。"]


def test_the_ledger_has_the_columns_that_offices_ask_for(desk, client_of):
    desk.matter("working", title="=1+1").supporting_units.add(desk.unit)
    desk.matter(title="另一项")
    response = client_of(desk.admin).get(reverse("matter-export") + "?state=working")
    (sheet,) = reading.read(response.content)
    heads = ["序号", "重点工作任务", "牵头单位", "配合单位", "完成时限", "进展", "灯", "状态"]
    assert sheet.rows[0] == heads
    (row,) = sheet.rows[1:]
    assert row[1:4] == ["=1+1", "安全股", "安全股"] and row[4] == day(60)
    assert row[6].startswith("● 蓝灯")


def test_conditions_are_kept_under_a_name(desk, client_of):
    kept = {"page": "matter-list", "query": "light=red", "name": "逾期的"}
    client_of(desk.admin).post(reverse("filter-save"), kept)
    assert SavedFilter.objects.get(name="逾期的").query == "light=red"
    assert "逾期的" in client_of(desk.admin).get(LIST).content.decode()
