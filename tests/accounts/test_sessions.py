"""How long a session lasts, and what is said when it is over."""

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import User
from eduplan.accounts.session_clock import SEEN, STARTED
from tests.accounts.conftest import PASSWORD
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db

LOGIN = "/login/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(client_of, member):
    return client_of(member)


def set_back(client, key, **time):
    session = client.session
    session[key] -= timedelta(**time).total_seconds()
    session.save()


@pytest.mark.parametrize(("key", "time"), [(SEEN, {"minutes": 29}), (STARTED, {"hours": 11})])
def test_a_session_goes_on_within_its_limits(key, time, browser):
    set_back(browser, key, **time)
    assert browser.get(reverse("plan-list")).status_code == 200


@pytest.mark.parametrize(
    ("key", "time", "words"),
    [
        (SEEN, {"minutes": 31}, "超过 30 分钟没有操作"),
        (STARTED, {"hours": 12, "minutes": 1}, "一次登录最长 12 小时"),
    ],
)
def test_a_session_ends_and_the_login_page_says_why(key, time, words, browser):
    set_back(browser, key, **time)
    response = browser.get(reverse("plan-list"), {"year": "2025"})
    assert response["Location"] == f"{LOGIN}?next=/plans/%3Fyear%3D2025"
    assert words in browser.get(response["Location"]).content.decode()
    fields = {"username": "member", "password": PASSWORD, "next": "/plans/"}
    assert browser.post(LOGIN, fields)["Location"] == "/plans/"
    assert browser.get("/plans/").status_code == 200
    browser.post(reverse("logout"))
    assert words not in browser.get(LOGIN).content.decode()


def test_each_doing_starts_the_idle_time_again(browser):
    set_back(browser, SEEN, minutes=29)
    browser.get(reverse("plan-list"))
    assert timezone.now().timestamp() - browser.session[SEEN] < 60


def test_a_page_that_asks_by_itself_does_not(browser, bureau):
    plan = recorded(bureau).plans.get()
    set_back(browser, SEEN, minutes=29)
    seen = browser.session[SEEN]
    assert browser.get(reverse("review-news", args=[plan.pk])).status_code == 200
    assert browser.session[SEEN] == seen


def test_a_session_is_not_written_at_each_request(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(9) as used:
        browser.get(reverse("account"))
    assert not [q for q in used.captured_queries if not q["sql"].startswith("SELECT")]


def test_limits_are_settings(browser, settings):
    settings.SESSION_IDLE = timedelta(minutes=5)
    set_back(browser, SEEN, minutes=6)
    assert browser.get(reverse("home")).status_code == 302


def test_the_cookie_ends_with_the_browser_and_scripts_cannot_read_it(client, member):
    client.post(LOGIN, {"username": "member", "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert not cookie["max-age"] and not cookie["expires"] and cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert configured.SESSION_COOKIE_AGE == 12 * 3600


def test_a_script_is_told_and_its_page_stays(browser):
    set_back(browser, SEEN, minutes=31)
    response = browser.get(reverse("plan-list"), headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 401 and "HX-Redirect" not in response
    assert "请在新窗口登录后继续" in html and "超过 30 分钟没有操作" in html
    assert f'href="{LOGIN}?next=/login/done/" target="_blank"' in html
    assert "<html" not in html


def test_a_stranger_s_script_is_told_too(client, db):
    assert client.post(reverse("plan-new"), {"title": "x"}, headers=HTMX).status_code == 401


def test_a_sent_form_keeps_what_was_typed(browser):
    set_back(browser, SEEN, minutes=31)
    response = browser.post(reverse("plan-new"), {"title": "计划<1>", "kind": ["a", "b"]})
    html = response.content.decode()
    assert response.status_code == 401
    for field in ('"title" value="计划&lt;1&gt;"', '"kind" value="a"', '"kind" value="b"'):
        assert f'type="hidden" name={field}' in html
    assert "再次提交" in html and "no-store" in response["Cache-Control"]


def test_nothing_is_kept_of_a_form_that_did_not_come_from_our_page(member):
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("plan-new"), {"title": "forged"})
    assert response.status_code == 403
    assert "forged" not in response.content.decode()


def test_passwords_are_not_written_into_a_page(browser):
    set_back(browser, SEEN, minutes=31)
    response = browser.post(reverse("password-change"), {"old_password": PASSWORD})
    assert response.status_code == 302 and PASSWORD not in response["Location"]


def test_a_button_alone_leads_back_to_its_page(browser):
    set_back(browser, SEEN, minutes=31)
    page = "http://testserver/plans/"
    response = browser.post(reverse("logout"), headers={"Referer": page})
    assert response["Location"] == f"{LOGIN}?next=http%3A//testserver/plans/"
    fields = {"username": "member", "password": PASSWORD, "next": page}
    assert browser.post(LOGIN, fields)["Location"] == page


def test_one_session_at_a_time_where_only_one_is_wanted(member, settings):
    settings.SINGLE_SESSION = True
    older, newer = Client(), Client()
    older.force_login(member)
    assert older.get(reverse("home")).status_code == 200
    newer.force_login(member)
    at = timezone.localtime(User.objects.get(pk=member.pk).last_login)
    response = older.get(reverse("home"))
    html = older.get(response["Location"]).content.decode()
    assert f"已于 {at.month}月{at.day}日 {at:%H:%M} 在别处登录" in html
    assert newer.get(reverse("home")).status_code == 200
    assert older.get(reverse("home")).status_code == 302


def test_two_sessions_where_that_is_not_asked(member):
    older, newer = Client(), Client()
    older.force_login(member)
    newer.force_login(member)
    assert older.get(reverse("home")).status_code == 200
