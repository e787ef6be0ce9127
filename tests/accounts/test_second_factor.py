"""Signing in with a code: on, off, lost, forced, guessed."""

import re

import pyotp
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.administration import reset_second_factor
from eduplan.accounts.checks import known_roles
from eduplan.accounts.models import RecoveryCode, SecondFactor
from eduplan.accounts.second_factor import accepts, new_secret, new_spare_codes, turn_on
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

CODE = "/login/code/"


def shown(secret, steps=0):
    """What the phone shows, now or some steps of 30 seconds away."""
    totp = pyotp.TOTP(secret)
    return totp.generate_otp(int(timezone.now().timestamp()) // 30 + steps)


def wrong(secret):
    near = {shown(secret, steps) for steps in range(-3, 4)}
    return next(code for code in map("{:06}".format, range(9)) if code not in near)


@pytest.fixture
def secret(member):
    """The secret of a phone that the member has set up a while ago."""
    secret = new_secret()
    turn_on(member, secret, shown(secret))
    SecondFactor.objects.update(last_step=0)
    return secret


def give_password(client, **more):
    return client.post(reverse("login"), {"username": "member", "password": PASSWORD} | more)


def is_in(client):
    return client.get(reverse("home")).status_code == 200


def test_a_person_turns_it_on_and_signs_in_with_a_code(client_of, member):
    client = client_of(member)
    html = client.get(reverse("code-set-up")).content.decode()
    secret = re.search(r'class="code secret"[^>]*>([A-Z2-7 ]+)<', html)[1].replace(" ", "")
    assert "<svg" in html and 'class="qrline"' in html
    html = client.post(reverse("code-set-up"), {"code": shown(secret)}).content.decode()
    codes = re.findall(r'<li class="code">(\w{5}-\w{5})</li>', html)
    assert len(set(codes)) == 10
    assert not RecoveryCode.objects.filter(digest__in=codes).exists()
    assert not any(code in client.get(reverse("account")).content.decode() for code in codes)
    client.post(reverse("logout"))
    response = give_password(client, next="/plans/")
    assert response["Location"] == f"{CODE}?next=/plans/"
    assert not is_in(client)
    response = client.post(CODE, {"code": shown(secret, 1), "next": "/plans/"})
    assert response["Location"] == "/plans/" and is_in(client)


def test_a_wrong_code_does_not_turn_it_on(client_of, member):
    client = client_of(member)
    client.get(reverse("code-set-up"))
    secret = client.session["new_secret"]
    response = client.post(reverse("code-set-up"), {"code": wrong(secret)})
    assert response.status_code == 422
    assert client.session["new_secret"] == secret
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_the_clock_of_a_phone_may_be_a_little_wrong(steps, good, member, secret):
    assert accepts(member, shown(secret, steps)) is good


def test_a_code_is_taken_as_people_type_it(member, secret):
    code = shown(secret)
    assert accepts(
        member, f" {code[:3]} {code[3:]} ".translate({48 + n: 0xFF10 + n for n in range(10)})
    )


def test_a_code_is_good_once(member, secret):
    code, earlier = shown(secret), shown(secret, -1)
    assert accepts(member, code)
    assert not accepts(member, code) and not accepts(member, earlier)


def test_a_spare_code_is_good_once(client, member, secret):
    spare = new_spare_codes(member)
    give_password(client)
    assert client.post(CODE, {"code": spare[3].upper()}).status_code == 302 and is_in(client)
    client.post(reverse("logout"))
    give_password(client)
    assert client.post(CODE, {"code": spare[3]}).status_code == 422 and not is_in(client)
    assert accepts(member, spare[4].replace("-", ""))


def test_new_spare_codes_end_the_old_ones_and_ask_for_the_password(client_of, member, secret):
    old = new_spare_codes(member)
    client = client_of(member)
    assert client.post(reverse("code-spare"), {"password": "wrong"}).status_code == 422
    response = client.post(reverse("code-spare"), {"password": PASSWORD})
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    assert not accepts(member, old[0])


def test_guessing_codes_ends_as_guessing_passwords_does(client, member, secret):
    give_password(client)
    found = [client.post(CODE, {"code": wrong(secret)}).status_code for _ in range(5)]
    assert found == [422] * 4 + [429]
    assert client.post(CODE, {"code": shown(secret)}).status_code == 429
    assert give_password(client).status_code == 429 and not is_in(client)


def test_a_right_password_alone_does_not_forget_wrong_codes(client, member, secret):
    for expected in [422] * 4 + [429]:
        give_password(client)
        assert client.post(CODE, {"code": wrong(secret)}).status_code == expected


def test_the_code_page_is_for_who_gave_a_password_lately(client, member, secret):
    assert client.get(CODE)["Location"] == reverse("login")
    assert client.post(CODE, {"code": shown(secret)})["Location"] == reverse("login")
    give_password(client)
    assert client.get(CODE).status_code == 200
    session = client.session
    session["waiting_for_code"] |= {"since": timezone.now().timestamp() - 301}
    session.save()
    assert client.post(CODE, {"code": shown(secret)})["Location"] == reverse("login")


@pytest.mark.parametrize("field", ["is_active", "password"])
def test_an_account_that_changed_meanwhile_starts_again(field, client, member, secret):
    give_password(client)
    member.is_active = field != "is_active"
    if field == "password":
        member.set_password("Something-else 5")
    member.save()
    assert client.post(CODE, {"code": shown(secret)})["Location"] == reverse("login")


def test_it_is_turned_off_with_the_password(client_of, member, secret):
    client = client_of(member)
    assert client.post(reverse("code-off"), {"password": "wrong"}).status_code == 422
    assert SecondFactor.objects.exists()
    assert client.post(reverse("code-off"), {"password": PASSWORD}).status_code == 302
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()


def test_wrong_passwords_on_the_account_page_count(client_of, member, secret):
    client = client_of(member)
    found = [client.post(reverse("code-off"), {"password": "x"}).status_code for _ in range(5)]
    assert found == [422] * 4 + [429]


def test_a_role_may_need_it(client_of, member, manager, settings):
    settings.TOTP_ROLES = ["bureau_staff"]
    client = client_of(member)
    setting_up = reverse("code-set-up")
    assert client.get("/plans/")["Location"] == f"{setting_up}?next=/plans/"
    assert "您的角色必须使用两步验证" in client.get(setting_up).content.decode()
    secret = client.session["new_secret"]
    html = client.post(setting_up, {"code": shown(secret), "next": "/plans/"}).content.decode()
    assert 'href="/plans/"' in html and is_in(client)
    response = client.post(reverse("code-off"), {"password": PASSWORD})
    assert response.status_code == 409 and "不能停用" in response.content.decode()
    assert is_in(client_of(manager))


def test_the_administrator_resets_a_lost_phone(client, member, manager, secret):
    reset_second_factor(user=member, by=manager)
    assert give_password(client)["Location"] == reverse("home") and is_in(client)


def test_the_back_door_has_no_login_of_its_own(client, member, secret):
    address = reverse("admin:login")
    fields = {"username": "member", "password": PASSWORD}
    response = client.post(f"{address}?next=/admin/", fields)
    assert response["Location"] == "/login/?next=/admin/" and not is_in(client)


def test_who_may_not_enter_the_back_door_is_told(client_of, member):
    response = client_of(member).get("/admin/", follow=True)
    assert response.status_code == 403 and "后台只对系统管理员开放" in response.content.decode()


def test_the_back_door_changes_passwords_on_our_page(admin_client):
    response = admin_client.get(reverse("admin:password_change"))
    assert response["Location"] == reverse("password-change")


def test_spare_codes_are_not_in_the_database_as_they_are(member, secret):
    spare = new_spare_codes(member)
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM accounts_recoverycode")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert not any(code[:5] in kept and code[6:] in kept for code in spare)


def test_a_role_that_there_is_not_is_no_protection(settings):
    settings.TOTP_ROLES = ["bureau_staff", "bureau_boss"]
    (complaint,) = known_roles(None)
    assert "bureau_boss" in complaint.msg and "bureau_admin" in complaint.msg
    with pytest.raises(CommandError):
        call_command("check")
