"""Links for many at once: for whom nobody signs in, and what a workbook brings them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eduplan.accounts.models import Role, User
from eduplan.audit.models import AuditEntry
from indicators.models import Unit
from plans.models import LeadLink
from plans.personal_links import link_of
from plans.tracking import links, steps
from tests.plans.campaigning import day, school_of, somebody
from tests.tables.workbooks import rows_of

pytestmark = pytest.mark.django_db

MANY = reverse("lead-links-many")
ADDRESS = re.compile(r"http://testserver/fill/([\w-]{43})/")


def text_of(response):
    return response.content.decode()


@pytest.fixture
def without(desk, town):
    """Beside the town a school without people, and who needs no link."""
    alone = school_of(desk.bureau, "独山教学点")
    led = {"lead_unit": None, "due_on": day(60)}
    for school in (alone, desk.school):
        found = desk.matter("checked", **led, lead_school=school, title="食堂")
        steps.dispatch(found, user=desk.admin)
    desk.matter("working")
    idle = Unit.objects.create(region=desk.bureau, name="基建股", is_confirmed=True)
    desk.matter(lead_unit=idle, title="还没下发")
    return {"梅山镇", "独山教学点"}


def named(found):
    return {one.place.name for one in found}


def test_those_for_whom_nobody_signs_in_are_known(desk, without, town):
    found = links.leading(desk.admin)
    assert {one.place.name: (one.running, one.has_account) for one in found} == {
        "梅山镇": (1, False), "独山教学点": (1, False), "基建股": (0, False),
        "安全股": (1, True), "河湾小学": (1, True),
    }  # fmt: skip
    assert named(links.without_account(found)) == without
    desk.link(town)
    found = links.leading(desk.admin)
    assert named(links.without_account(found)) == {"独山教学点"}
    assert named(links.without_account(found, again=True)) == without
    clerk = somebody("towner", Role.BUREAU_STAFF, desk.bureau)
    clerk.appoint(Role.BUREAU_STAFF, region=desk.bureau, unit=town)
    assert named(links.without_account(links.leading(desk.admin), again=True)) == {"独山教学点"}
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert named(links.without_account(links.leading(desk.admin), again=True)) == without


def test_the_number_of_queries_does_not_grow(desk, without):
    def queries():
        with CaptureQueriesContext(connection) as found:
            links.leading(desk.admin)
        return len(found)

    few = queries()
    for n in range(5):
        unit = Unit.objects.create(region=desk.bureau, name=f"第{n}股", is_confirmed=True)
        desk.matter(lead_unit=unit, title=f"第{n}项")
    assert queries() == few


def test_all_of_them_get_links_in_a_workbook(desk, without, client_of):
    client = client_of(desk.admin)
    shown = text_of(client.get(MANY))
    assert "有 <b>2</b> 个，其中 <b>2</b> 个没有有效的链接" in shown
    response = client.post(MANY, {"days": "10"})
    assert response["Content-Disposition"].startswith("attachment")
    head, *rows = rows_of(response.content, "办理链接")
    assert head[:4] == ["单位或学校", "在办事项", "办理网址", "有效期至"]
    assert {row[0] for row in rows} == without
    for name, running, where, *_ in rows:
        link = link_of(ADDRESS.fullmatch(where)[1])
        assert (link.place.name, running) == (name, 1)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.label) == ("export", "下载批量生成的办理链接")
    assert "其中 <b>0</b> 个没有有效的链接" in text_of(client.get(MANY))
    assert client.post(MANY, {"days": "10"}).status_code == 422
    assert LeadLink.objects.count() == 2
    assert client.post(MANY, {"days": "10", "again": "1"}).status_code == 200
    assert LeadLink.objects.count() == 4


def test_for_a_wrong_time_none_is_made(desk, without, client_of):
    response = client_of(desk.admin).post(MANY, {"days": "61"})
    assert response.status_code == 422 and "1 到 60" in text_of(response)
    assert not LeadLink.objects.exists()
