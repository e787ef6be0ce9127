"""A head without an account comes by a personal link, and by nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.attempts import MOST
from eduplan.audit.models import AuditEntry
from plans.models import FillLink
from plans.submitting import links
from tests.plans.campaigning import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(bureau):
    return Stage(bureau)


@pytest.fixture
def issued(stage):
    """A link and its token."""
    return links.issue(stage.submission, user=stage.admin, name="李校长", lasting=timedelta(days=3))


def where(token):
    return reverse("fill-link", args=[token])


def test_opening_a_link_shows_whose_it_is_and_takes_nothing(client, issued):
    link, token = issued
    response = client.get(where(token))
    html = response.content.decode()
    assert response.status_code == 200
    assert "李校长" in html and "河湾小学" in html and "2027年度计划上报" in html
    assert FillLink.HELD not in client.session
    assert FillLink.objects.get(pk=link.pk).last_used_at is None


def test_the_button_leads_to_the_submission_and_the_token_stays_behind(client, issued, stage):
    _, token = issued
    response = client.post(where(token))
    assert response["Location"] == reverse("submission", args=[stage.submission.pk])
    assert token not in response["Location"] and "origin" in response["Referrer-Policy"]
    html = client.get(response["Location"]).content.decode()
    assert token not in html and "李校长 · 河湾小学" in html
    assert reverse("account") not in html and reverse("plan-list") not in html
    assert client.get(reverse("submission-list"))["Location"] == response["Location"]


def test_the_holder_fills_in_submits_and_leaves(client, issued, stage):
    _, token = issued
    client.post(where(token))
    begin = reverse("submission-begin", args=[stage.submission.pk])
    assert client.post(begin).status_code == 302
    assert stage.submission.state == "filling"
    left = client.post(reverse("fill-leave"))
    assert "已退出填报" in left.content.decode()
    gone = client.get(reverse("submission", args=[stage.submission.pk]))
    assert gone.status_code == 302 and "login" in gone["Location"]


@pytest.mark.parametrize("end", ["revoked", "expired", "unknown", "odd"])
def test_a_link_that_opens_nothing_says_whom_to_ask(end, client, issued, stage):
    link, token = issued
    if end == "revoked":
        links.revoke(link, user=stage.admin)
    if end == "expired":
        FillLink.objects.update(expires_at=timezone.now())
    token = {"unknown": "x" * 43, "odd": "%00%ff\x00"}.get(end, token)
    for ask in (client.get, client.post):
        response = ask(where(token))
        assert response.status_code == 404 and "请联系教育局" in response.content.decode()
    assert FillLink.HELD not in client.session


def test_a_revoked_link_ends_at_once(client, issued, stage):
    link, token = issued
    page = client.post(where(token))["Location"]
    links.revoke(link, user=stage.admin)
    assert client.get(page).status_code == 302


def test_who_has_signed_in_is_told_to_go_on_with_the_account(client, issued, stage):
    _, token = issued
    client.force_login(stage.head)
    for ask in (client.get, client.post):
        assert "先退出" in ask(where(token)).content.decode()
    assert FillLink.HELD not in client.session


def test_an_address_that_tries_too_many_tokens_has_to_wait(issued):
    _, token = issued
    prober, other = Client(REMOTE_ADDR="10.0.0.7"), Client(REMOTE_ADDR="10.0.0.8")
    for n in range(MOST["fill-link"]):
        assert prober.get(where(f"wrong-{n}")).status_code == 404
    paused = prober.get(where(token))
    assert paused.status_code == 429 and paused["Retry-After"] == "900"
    assert prober.post(where(token)).status_code == 429
    assert other.get(where(token)).status_code == 200


def test_the_log_names_who_came_and_never_the_token(client, issued):
    _, token = issued
    client.post(where(token))
    entry = AuditEntry.objects.get(name="fill-link")
    assert entry.label == "凭个人链接进入"
    told = [str(value) for value in AuditEntry.objects.filter(pk=entry.pk).values().get().values()]
    assert not any(token in value for value in told)


def test_a_session_is_new_once_a_link_is_taken(client, issued):
    _, token = issued
    client.get(where(token))
    session = client.session
    session["note"] = "before"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post(where(token))
    assert client.session.session_key != before


def test_who_has_signed_in_stays_so_when_he_forgets_a_link(client, stage):
    client.force_login(stage.head)
    client.post(reverse("fill-leave"))
    assert client.get(reverse("submission-list")).status_code == 200
