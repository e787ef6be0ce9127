"""Who fails too often waits; nobody learns which names there are."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.administration import give_password, reset_second_factor, unlock
from eduplan.accounts.lockout import is_locked
from eduplan.client_address import client_address
from tests.accounts.conftest import PASSWORD
from tests.conftest import person

pytestmark = pytest.mark.django_db


def sign_in(client, username="member", password=PASSWORD, **more):
    fields = {"username": username, "password": password}
    return client.post(reverse("login"), fields, **more)


def fail(client, times, username="member", **more):
    return [sign_in(client, username, "wrong", **more).status_code for _ in range(times)]


@pytest.mark.parametrize("username", ["member", "nobody-of-this-name"])
def test_the_fifth_failure_starts_a_pause_for_any_name(username, client, member):
    assert fail(client, 5, username) == [200, 200, 200, 200, 429]
    response = sign_in(client, username)
    html = response.content.decode()
    until = timezone.localtime(timezone.now() + timedelta(minutes=15))
    assert response.status_code == 429
    assert "约 15 分钟后" in html and "局管理员" in html
    assert f"{until:%H:%M}" in html or f"{until - timedelta(minutes=1):%H:%M}" in html
    assert 0 < int(response["Retry-After"]) <= 15 * 60
    assert "_auth_user_id" not in client.session


def test_the_pause_ends_when_the_page_said_whatever_was_tried_meanwhile(client, member):
    fail(client, 8)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    fail(client, 2)
    assert sign_in(client).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client).status_code == 302


def test_success_forgets_failures(client, member):
    fail(client, 4)
    assert sign_in(client).status_code == 302
    client.post(reverse("logout"))
    assert fail(client, 4) == [200] * 4


def test_limit_and_pause_are_settings(client, member, settings):
    settings.LOGIN_FAILURES = settings.AXES_FAILURE_LIMIT = 2
    settings.AXES_COOLOFF_TIME = timedelta(minutes=3)
    assert fail(client, 2) == [200, 429]
    assert "连续 2 次没有通过" in sign_in(client).content.decode()
    assert "约 3 分钟后" in sign_in(client).content.decode()


def test_another_address_and_another_name_are_not_shut_out(client, member, manager):
    fail(client, 5)
    assert sign_in(client, "manager").status_code == 302
    client.post(reverse("logout"))
    assert sign_in(client, REMOTE_ADDR="10.0.0.9").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "1.1.1.1", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.2", "1.1.1.1"),
        (2, "1.1.1.1", "10.0.0.1"),
        (1, "unknown", "10.0.0.1"),
        (1, "::1", "::1"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies, header, address, settings):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=header)
    assert client_address(request) == address


def test_on_a_socket_of_the_machine_people_still_sign_in(client, member):
    assert fail(client, 1, REMOTE_ADDR="") == [200]
    assert sign_in(client, REMOTE_ADDR="").status_code == 302


def test_behind_a_proxy_people_are_told_apart(client, member, settings):
    settings.PROXIES = 1
    fail(client, 5, HTTP_X_FORWARDED_FOR="1.1.1.1")
    assert sign_in(client, HTTP_X_FORWARDED_FOR="9.9.9.9, 1.1.1.1").status_code == 429
    assert sign_in(client, HTTP_X_FORWARDED_FOR="1.1.1.2").status_code == 302


def test_an_unknown_name_is_answered_as_a_wrong_password_is(client, member, bureau, monkeypatch):
    gone = person("gone", "bureau_staff", bureau, PASSWORD)
    gone.is_active = False
    gone.save()
    pages = {}
    for name in ("member", "nobody", "gone"):
        html = sign_in(client, name, "wrong").content.decode()
        pages[name] = html[html.index('<form class="gate-form') :].replace(name, "")
        pages[name] = pages[name].partition("csrfmiddlewaretoken")[2].partition(">")[2]
    assert "用户名或密码不对" in pages["member"]
    assert pages["member"] == pages["nobody"] == pages["gone"]


def test_an_unknown_name_takes_the_work_of_one_password(client, member, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    member.set_password(PASSWORD)
    member.save()
    hashed = []
    encode = PBKDF2PasswordHasher.encode

    def counting(self, password, salt, iterations=None):
        hashed.append(password)
        return encode(self, password, salt, 1)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counting)
    for name in ("member", "nobody"):
        hashed.clear()
        sign_in(client, name, "wrong")
        assert hashed == ["wrong"]


def test_what_was_typed_is_not_kept_with_the_failures(client, member):
    sign_in(client, "member", "my secret")
    assert "my secret" not in AccessAttempt.objects.get().post_data


def test_the_administrator_of_the_bureau_unlocks(client, member, manager):
    fail(client, 5)
    assert is_locked(member) and not is_locked(manager)
    unlock(user=member, by=manager)
    assert not is_locked(member)
    assert sign_in(client).status_code == 302


def test_a_given_password_opens_and_is_to_be_changed(client, member, manager):
    fail(client, 5)
    password = give_password(user=member, by=manager)
    assert sign_in(client, password=PASSWORD).status_code == 200
    assert sign_in(client, password=password).status_code == 302
    assert client.get(reverse("home"))["Location"].startswith(reverse("password-change"))


@pytest.mark.parametrize("act", [unlock, give_password, reset_second_factor])
def test_nobody_else_administers_an_account(act, member, manager, bureau, other_bureau):
    root = person("root", "system_admin", bureau)
    elsewhere = person("elsewhere", "bureau_staff", bureau)
    elsewhere.appoint("bureau_staff", region=other_bureau)
    strangers = [
        (person("foreign", "bureau_admin", other_bureau), member),
        (person("leader", "bureau_leader", bureau), member),
        (manager, elsewhere),
        (manager, root),
        (member, member),
    ]
    for by, user in strangers:
        with pytest.raises(PermissionDenied, match="只有本局管理员和系统管理员"):
            act(user=user, by=by)
    act(user=manager, by=root)
