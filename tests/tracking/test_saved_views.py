"""Overviews are kept under a name with what they are shown by, for oneself or the whole bureau."""

import pytest
from django.urls import reverse

from plans.models import SavedFilter
from plans.tracking import findings
from tests.plans.campaigning import day

pytestmark = pytest.mark.django_db

KEPT = {
    "tracking": ("by=leader&o=-red&foo=1", "by=leader&o=-red"),
    "tracking-ledger": ("light=red&by=kind&page=2", "light=red&by=kind"),
    "tracking-calendar": ("kind=meeting&month=2027-03", "kind=meeting&month=2027-03"),
    "tracking-timeline": (
        "light=open&from=2026-09&to=2027-06",
        "light=open&from=2026-09&to=2027-06",
    ),
    "tracking-findings": ("stage=overdue&inspection=9999", "stage=overdue"),
}


def save(client, page, query, name="常看", **more):
    sent = {"page": page, "query": query, "name": name, **more}
    return client.post(reverse("filter-save"), sent, follow=True)


@pytest.mark.parametrize("page", KEPT)
def test_each_overview_is_kept_and_opened_with_what_it_was_shown_by(page, desk, client_of):
    sent, stored = KEPT[page]
    client = client_of(desk.admin)
    shown = client.get(f"{reverse(page)}?{sent}")
    assert shown.context["to_keep"] == stored
    response = save(client, page, sent)
    assert SavedFilter.objects.get().query == stored
    assert response.redirect_chain == [(f"{reverse(page)}?{stored}", 302)]
    html = response.content.decode()
    assert "常看" in html and "保存当前筛选" in html and "管理常用筛选" in html


@pytest.mark.parametrize("page", KEPT)
def test_nothing_to_keep_is_said_and_a_name_is_used_once(page, desk, client_of):
    client = client_of(desk.admin)
    assert client.get(reverse(page)).context["to_keep"] == ""
    assert "还没有设置任何条件" in save(client, page, "page=3").content.decode()
    save(client, page, KEPT[page][0])
    assert "同名的常用筛选" in save(client, page, KEPT[page][0]).content.decode()
    assert SavedFilter.objects.count() == 1


@pytest.mark.parametrize("page", KEPT)
def test_colleagues_see_what_is_shared_and_only_its_owner_removes_it(page, desk, client_of):
    save(client_of(desk.admin), page, KEPT[page][0], "共享的", is_shared="on")
    save(client_of(desk.admin), page, KEPT[page][0], "自己的")
    html = client_of(desk.leader).get(reverse(page)).content.decode()
    assert "共享的" in html and "自己的" not in html
    row = SavedFilter.objects.get(name="共享的")
    drop = reverse("filter-delete", args=[row.pk])
    assert client_of(desk.leader).post(drop).status_code == 404
    assert client_of(desk.admin).post(drop).status_code == 302
    assert "saved-links" not in client_of(desk.leader).get(reverse(page)).content.decode()


@pytest.mark.parametrize("page", KEPT)
def test_one_can_be_the_first_that_is_seen(page, desk, client_of):
    client = client_of(desk.admin)
    save(client, page, KEPT[page][0], is_default="on")
    assert client.get(reverse(page))["Location"] == f"{reverse(page)}?{KEPT[page][1]}"
    assert client.get(f"{reverse(page)}?all=1").status_code == 200


def test_the_calendar_is_narrowed_and_its_figures_lead_to_the_same_rows(desk, client_of):
    month = f"{day(60):%Y-%m}"
    desk.matter("working", title="会上定的", kind="meeting", begun_on=day(0))
    desk.matter("working", title="计划里的", begun_on=day(0))
    client = client_of(desk.admin)
    response = client.get(reverse("tracking-calendar"), {"month": month, "kind": "meeting"})
    html = response.content.decode()
    assert "会上定的" in html and "计划里的" not in html
    figure = response.context["all"]
    assert figure.rows == 1
    assert client.get(figure.href).context["page"].paginator.count == 1
    assert "kind=meeting" in response.context["lights"][0][1].href


def test_an_inspection_is_a_condition_too(desk, client_of):
    row = findings.add_inspection(
        user=desk.admin, kind="own", name="自查", issuer="本局", day=day(0)
    )
    save(client_of(desk.admin), "tracking-findings", f"inspection={row.pk}&stage=open")
    assert SavedFilter.objects.get().query == f"inspection={row.pk}&stage=open"
