"""Rules of passwords, their age, and the change that comes before anything else."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import FormerPassword, User
from eduplan.accounts.passwords import kind_of, made_up
from tests.accounts.conftest import PASSWORD
from tests.conftest import person

pytestmark = pytest.mark.django_db

CHANGE = "/account/password/"


def complaints(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def change(client, new, old=PASSWORD, **more):
    fields = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(CHANGE, fields | more)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("Ab3-efghi", "至少要 10 位"),
        ("abcdefghijkl", "至少要 3 类；还没有：大写字母、数字、符号"),
        ("abcdef123456xyz", "至少要 3 类"),
        ("教育局办公室的密码口令", "至少要 3 类"),
        ("abcdef-123456", ""),
        ("ABCdefGHI123", ""),
        ("教育局办公室abc123", ""),
    ],
)
def test_a_password_is_long_and_of_several_kinds(password, words):
    assert words in complaints(password) if words else not complaints(password)


def test_length_and_kinds_are_settings(settings):
    settings.PASSWORD_LENGTH, settings.PASSWORD_KINDS = 4, 1
    assert not complaints("qzxw")
    settings.PASSWORD_LENGTH, settings.PASSWORD_KINDS = 14, 4
    assert complaints("Abcdef-12345")


def test_the_last_passwords_are_refused_and_older_ones_are_not(client_of, member, settings):
    settings.PASSWORD_HISTORY = 3
    client = client_of(member)
    used = [f"Another-{n} word" for n in range(4)]
    for old, new in zip([PASSWORD, *used], used, strict=False):
        assert change(client, new, old).status_code == 302
    member.refresh_from_db()
    assert [bool(complaints(word, member)) for word in used] == [False, True, True, True]
    html = change(client, used[2], used[3]).content.decode()
    assert "最近 3 次用过的密码不能再用" in html
    assert FormerPassword.objects.filter(user=member).count() == 3


def test_without_a_memory_a_password_may_come_again(client_of, member, settings):
    settings.PASSWORD_HISTORY = 0
    assert change(client_of(member), PASSWORD).status_code == 302


def test_nobody_is_led_away_who_needs_no_change(client_of, member):
    assert client_of(member).get(reverse("home")).status_code == 200


@pytest.mark.parametrize("days", [89, 91])
def test_a_password_lasts_ninety_days(days, client_of, member):
    client = client_of(member)
    member.password_changed_at = timezone.now() - timedelta(days=days)
    member.save()
    response = client.get(reverse("plan-list"), {"q": "a"})
    assert response.status_code == (200 if days < 90 else 302)
    if days > 90:
        assert response["Location"] == f"{CHANGE}?next=/plans/%3Fq%3Da"
        assert "密码已使用满 90 天" in client.get(response["Location"]).content.decode()


def test_age_counts_from_the_account_where_no_change_is_known_and_may_be_off(
    client_of, member, settings
):
    User.objects.update(date_joined=timezone.now() - timedelta(days=91))
    client = client_of(member)
    assert client.get(reverse("home")).status_code == 302
    settings.PASSWORD_DAYS = 0
    assert client.get(reverse("home")).status_code == 200


@pytest.fixture
def newcomer(member):
    member.must_change_password = True
    member.save()
    return member


def test_a_given_password_is_changed_before_anything_else(client_of, newcomer):
    client = client_of(newcomer)
    response = client.get(reverse("plan-list"))
    assert response["Location"] == f"{CHANGE}?next=/plans/"
    html = client.get(response["Location"]).content.decode()
    assert "密码是管理员设置的" in html
    response = change(client, "Something-new 1", next="/plans/")
    assert response["Location"] == "/plans/"
    assert client.get(reverse("plan-list")).status_code == 200


@pytest.mark.parametrize("name", ["admin:index", "home", "source-list", "search"])
def test_no_page_is_open_before(name, client_of, newcomer):
    assert client_of(newcomer).get(reverse(name))["Location"].startswith(CHANGE)


def test_leaving_and_colours_are_open_before(client_of, newcomer):
    client = client_of(newcomer)
    assert client.post(reverse("look"), {"theme": "dark"})["Location"] == "/"
    assert client.post(reverse("logout"))["Location"] == reverse("login")


def test_what_a_form_brings_comes_back_to_be_sent_again(client_of, newcomer):
    client = client_of(newcomer)
    response = client.post(reverse("plan-new"), {"title": "青禾县<b>", "year": "2026"})
    html = response.content.decode()
    assert response.status_code == 401
    assert 'name="title" value="青禾县&lt;b&gt;"' in html
    assert f'action="{reverse("plan-new")}"' in html
    assert f'href="{CHANGE}?next=/login/done/" target="_blank"' in html


def test_a_script_is_told_in_words_and_its_page_stays(client_of, newcomer):
    client = client_of(newcomer)
    for headers in ({"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}):
        response = client.get(reverse("home"), headers=headers)
        assert response.status_code == 401 and "HX-Redirect" not in response
        assert "<html" not in response.content.decode()
        assert "修改密码" in response.content.decode()


def test_a_change_is_refused_with_words_at_the_field(client_of, member):
    client = client_of(member)
    for response, words in (
        (change(client, "New-password 1", old="wrong"), "旧密码"),
        (change(client, "short"), "密码太短：现在 5 位"),
        (client.post(CHANGE, {"old_password": PASSWORD}), "该字段是必填项"),
    ):
        assert response.status_code == 422
        assert words in response.content.decode()
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_a_change_goes_nowhere_else(client_of, member):
    response = change(client_of(member), "New-password 1", next="https://elsewhere.example/")
    assert response["Location"] == reverse("home")


def test_a_change_ends_other_sessions(client_of, member, client):
    other = type(client)()
    other.force_login(member)
    mine = client_of(member)
    assert change(mine, "New-password 1").status_code == 302
    assert mine.get(reverse("home")).status_code == 200
    assert other.get(reverse("home"))["Location"].startswith(reverse("login"))


def test_who_makes_or_resets_an_account_under_admin_gives_a_password_away(
    admin_client, member, settings
):
    word = "Given-away 77"
    fields = {"username": "fresh", "password1": word, "password2": word}
    fields |= {"posts-TOTAL_FORMS": 0, "posts-INITIAL_FORMS": 0}
    response = admin_client.post(
        reverse("admin:accounts_user_add"), fields | {"usable_password": "true"}
    )
    assert response.status_code == 302
    assert User.objects.get(username="fresh").must_change_password
    response = admin_client.post(
        reverse("admin:auth_user_password_change", args=[member.pk]),
        {"password1": word, "password2": word, "usable_password": "true"},
    )
    assert response.status_code == 302
    member.refresh_from_db()
    assert member.must_change_password and member.check_password(word)


def test_a_made_up_password_fulfils_the_rules(settings):
    settings.PASSWORD_KINDS = 4
    for _ in range(50):
        password = made_up()
        assert not complaints(password)
        assert not set(password) & set("0O1lI")


def test_kinds_of_characters():
    assert [kind_of(c) for c in "Aa9- 县"] == [
        "大写字母",
        "小写字母",
        "数字",
        "符号",
        "符号",
        "符号",
    ]


def test_the_password_page_is_linked_from_every_page(client_of, member):
    assert f'href="{CHANGE}"' in client_of(member).get(reverse("home")).content.decode()


def test_a_new_user_of_a_test_has_nothing_to_change(bureau):
    assert not person("anyone", "bureau_staff", bureau).must_change_password
