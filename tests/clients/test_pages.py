"""Administrators give out tokens, see how they are used, replace them and end them."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import User
from eduplan.audit.models import AuditEntry
from eduplan.clients import issuing
from eduplan.clients.access import access_of
from eduplan.clients.models import Token
from indicators.problems import Problem
from tests.clients.conftest import asking, facts
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client_of, manager):
    return client_of(manager)


def html_of(response):
    return response.content.decode()


def new(browser, **sent):
    given = {key: value for key, value in facts().items() if key != "expires_on"}
    given |= {"expires_on": str(facts()["expires_on"]), "client_name": "省统计平台"}
    return browser.post("/clients/new/", given | sent)


def act(browser, token, deed, **sent):
    return browser.post(reverse(f"client-{deed}", args=[token.pk]), sent)


def logged():
    return AuditEntry.objects.exclude(action__in=("login", "logout")).order_by("-pk").first()


def test_a_new_program_and_its_token_shown_once(admin, bureau, caplog):
    made = new(admin, writes="on")
    token = Token.objects.get()
    assert (made.status_code, made["Location"]) == (302, f"/clients/{token.pk}/once/")
    kept = repr(list(Session.objects.values())) + repr(dict(admin.session))
    response = admin.get(made["Location"])
    secret = response.context["secret"]
    assert secret not in kept + repr(dict(admin.session))
    assert f"Authorization: Bearer {secret}" in html_of(response).replace("&quot;", '"')
    assert "no-store" in response["Cache-Control"]
    assert access_of(asking(secret)).writes
    user = User.objects.get(username=token.user.username)
    assert (str(user), user.role, user.region) == ("省统计平台", "data_client", bureau)
    assert not user.has_usable_password()
    entry = logged()
    assert (entry.action, entry.label) == ("rights", "生成接口令牌")
    assert secret not in html_of(admin.get(f"/clients/{token.pk}/"))
    assert secret not in repr(list(AuditEntry.objects.values())) + caplog.text
    assert token.digest not in repr(list(AuditEntry.objects.values()))


def test_a_page_that_is_loaded_again_shows_no_secret_and_makes_no_token(admin, bureau):
    address = new(admin)["Location"]
    assert admin.head(address).status_code == 200
    secret = admin.get(address).context["secret"]
    again = admin.get(address)
    page = html_of(again)
    assert "已显示过，无法再次显示，可换发" in page and secret not in page
    assert "no-store" in again["Cache-Control"]
    assert Token.objects.count() == 1


def test_a_secret_waits_ten_minutes_and_for_its_maker_alone(admin, client_of, bureau, monkeypatch):
    address = new(admin)["Location"]
    other = client_of(person("second", "bureau_admin", bureau))
    assert "已显示过" in html_of(other.get(address))
    later = time.time() + 10 * 60 + 1
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: later)
    assert "已显示过" in html_of(admin.get(address))


def test_two_secrets_wait_beside_each_other(admin, bureau):
    first, second = new(admin)["Location"], new(admin, client_name="市统计平台")["Location"]
    secrets = {admin.get(address).context["secret"] for address in (second, first)}
    assert len(secrets) == 2
    for secret in secrets:
        assert access_of(asking(secret))


def test_a_second_token_for_a_program_that_is_there(admin, program):
    assert new(admin, client=program.pk, client_name="").status_code == 302
    assert Token.objects.get().user == program


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"client_name": ""}, "client_name"),
        ({"name": ""}, "name"),
        ({"regions": "530198"}, "regions"),
        ({"regions": "没有县"}, "regions"),
        ({"expires_on": "2020-01-01"}, "expires_on"),
        ({"requests_per_minute": "0"}, "requests_per_minute"),
        ({"home": "530198"}, "__all__"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(admin, other_bureau, sent, field):
    response = new(admin, **sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Token.objects.exists() and not User.objects.filter(last_name="省统计平台").exists()


def test_another_county_s_program_cannot_be_picked(admin, other_bureau):
    foreign = person("foreign", "data_client", other_bureau)
    assert list(new(admin, client=foreign.pk).context["form"].errors) == ["client"]


def test_limits_are_edited_and_logged(admin, issued, bureau):
    token, secret = issued
    sent = {"name": "改名", "requests_per_minute": 7, "expires_on": str(token.expires_on)}
    assert act(admin, token, "edit", **sent, reads_drafts="on").status_code == 302
    token.refresh_from_db()
    assert (token.name, token.requests_per_minute, token.prefixes) == ("改名", 7, "530199")
    assert access_of(asking(secret)).reads_drafts
    assert logged().details["after"]["requests_per_minute"] == 7
    page = html_of(admin.get(f"/clients/{token.pk}/"))
    sent_back = {"regions": "530199 青禾县"}
    assert sent_back["regions"] in page
    assert act(admin, token, "edit", **sent, **sent_back).status_code == 302


def test_a_token_is_replaced_and_its_secret_shown_once(admin, issued):
    token, _ = issued
    last = str(timezone.localdate() + timedelta(days=100))
    made = act(admin, token, "rotate", **{"rotate-grace": 3, "rotate-expires_on": last})
    assert made.status_code == 302
    assert access_of(asking(admin.get(made["Location"]).context["secret"]))
    assert "已显示过，无法再次显示，可换发" in html_of(admin.get(made["Location"]))
    assert logged().label == "换发接口令牌"
    again = act(admin, token, "rotate", **{"rotate-grace": 3, "rotate-expires_on": last})
    assert again.status_code == 422 and "已换发，由" in html_of(again)


def test_a_token_is_revoked_by_who_is_sure(admin, issued):
    token, secret = issued
    assert act(admin, token, "revoke").status_code == 422
    assert access_of(asking(secret))
    assert act(admin, token, "revoke", **{"revoke-sure": "on"}).status_code == 302
    with pytest.raises(Problem):
        access_of(asking(secret))
    assert "已停用" in html_of(admin.get("/clients/"))
    assert act(admin, token, "edit", name="x").status_code == 422


def test_the_list_says_which_end_soon_and_when_they_were_used(admin, issued):
    assert "即将过期" not in html_of(admin.get("/clients/"))
    assert "从未" in html_of(admin.get("/clients/"))
    soon = timezone.localdate() + timedelta(days=30)
    Token.objects.update(expires_on=soon)
    access_of(asking(issued[1]))
    page = html_of(admin.get("/clients/"))
    assert "有 1 个令牌即将过期" in page and "从未" not in page


def test_who_sees_which_tokens(issued, client_of, manager, other_bureau, bureau):
    foreign = person("foreign", "data_client", other_bureau)
    other = person("other", "bureau_admin", other_bureau)
    abroad, _ = issuing.issue(foreign, by=other, facts=facts())
    root = person("root", "system_admin")
    seen = {
        user: set(Token.objects.visible_to(user))
        for user in (manager, other, root, person("staff", "bureau_staff", bureau))
    }
    assert list(seen.values()) == [{issued[0]}, {abroad}, {issued[0], abroad}, set()]
    assert client_of(manager).get(f"/clients/{abroad.pk}/").status_code == 404


@pytest.mark.parametrize("role", ["school_head", "school_clerk", "bureau_staff", "supervisor"])
def test_others_are_refused(client_of, bureau, issued, role):
    browser = client_of(person("somebody", role, bureau))
    assert browser.get("/clients/").status_code == 403
    assert browser.get(f"/clients/{issued[0].pk}/").status_code == 403
    assert new(browser).status_code == 403
    assert Token.objects.count() == 1


def test_the_admin_site_shows_no_digest(client_of, issued):
    root = User.objects.create_superuser("root")
    page = client_of(root).get(f"/admin/clients/token/{issued[0].pk}/change/")
    assert page.status_code == 200 and issued[0].digest not in html_of(page)
