"""A one-time link sets a password: once, for a time, for its person alone."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts import reset_links
from eduplan.accounts.administration import set_active
from eduplan.accounts.models import ResetLink
from eduplan.accounts.second_factor import new_secret, turn_on
from eduplan.audit.models import AuditEntry
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_second_factor import shown
from tests.conftest import person

pytestmark = pytest.mark.django_db

NEW = "Baishi-77 county"
SET = "/reset/new/"


def follow(client, token):
    return client.get(reverse("reset-link", args=[token]))


def choose(client, password=NEW):
    return client.post(SET, {"new_password1": password, "new_password2": password})


def sign_in(client, password, username="member"):
    return client.post(reverse("login"), {"username": username, "password": password})


@pytest.fixture
def token(member, manager):
    """The token of a link that the administrator made for the member."""
    return reset_links.issue(member, by=manager)


def test_its_person_sets_a_password_and_signs_in(client, member, token):
    opened = follow(client, token)
    assert (opened.status_code, opened["Location"]) == (302, SET)
    page = client.get(SET)
    assert "member，请设置密码" in page.content.decode()
    assert token not in page.content.decode()
    # A page without a referrer could not send its own form: browsers name no origin then.
    assert opened["Referrer-Policy"] == "no-referrer"
    assert page["Referrer-Policy"] == "same-origin"
    done = choose(client)
    assert done["Location"] == reverse("login")
    assert "用户名 member 和新密码" in client.get(done["Location"]).content.decode()
    assert "_auth_user_id" not in client.session
    assert sign_in(client, PASSWORD).status_code == 200
    assert sign_in(client, NEW).status_code == 302


def test_looking_uses_nothing_up_and_setting_does(client, member, token):
    for _ in range(3):
        assert follow(client, token).status_code == 302
        assert client.get(SET).status_code == 200
    other = Client()
    follow(other, token)
    assert choose(client).status_code == 302
    assert "已经用过一次" in choose(other, "Third-33 word").content.decode()
    again = follow(client, token)
    assert again.status_code == 410
    assert "已经用过一次" in again.content.decode() and "局管理员" in again.content.decode()
    assert sign_in(client, NEW).status_code == 302


@pytest.mark.parametrize(("hours", "status"), [(23.9, 302), (24.1, 410)])
def test_it_lasts_a_day(hours, status, client, token):
    ResetLink.objects.update(expires_at=timezone.now() + timedelta(hours=24 - hours))
    response = follow(client, token)
    assert response.status_code == status
    assert status == 302 or "已经过期" in response.content.decode()


def test_how_long_is_a_setting(member, settings):
    settings.RESET_HOURS = 2
    reset_links.issue(member)
    left = ResetLink.objects.get().expires_at - timezone.now()
    assert timedelta(minutes=119) < left <= timedelta(hours=2)


def test_it_ends_while_its_page_is_open(client, member, token):
    follow(client, token)
    ResetLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = choose(client)
    assert response.status_code == 410 and "已经过期" in response.content.decode()
    assert sign_in(client, PASSWORD).status_code == 302


def test_a_new_one_ends_the_old_one(client, member, manager, token):
    newer = reset_links.issue(member, by=manager)
    assert "已经停用" in follow(client, token).content.decode()
    assert follow(client, newer).status_code == 302


def test_a_change_of_password_ends_it(client, member, token):
    member.set_password("Other-11 words")
    member.save()
    assert "已经停用" in follow(client, token).content.decode()


def test_closing_the_account_ends_it_for_good(client, member, manager, token):
    set_active(False, user=member, by=manager)
    assert follow(client, token).status_code == 410
    set_active(True, user=member, by=manager)
    assert follow(client, token).status_code == 410


def test_an_account_that_was_closed_elsewhere_gets_nothing(client, member, token):
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    assert follow(client, token).status_code == 410


def test_only_a_digest_is_stored(token):
    stored = ResetLink.objects.get().token_sha256
    assert len(token) >= 43 and token not in stored and len(stored) == 64


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kurz-1A", "至少要 10 位"),
        (PASSWORD, "最近 5 次用过的密码不能再用"),
    ],
)
def test_the_rules_of_passwords_hold(password, words, client, token):
    follow(client, token)
    response = choose(client, password)
    assert response.status_code == 422 and words in response.content.decode()
    assert ResetLink.objects.standing().count() == 1
    assert choose(client).status_code == 302


def test_two_different_passwords_are_refused(client, token):
    follow(client, token)
    sent = {"new_password1": NEW, "new_password2": NEW + "x"}
    assert client.post(SET, sent).status_code == 422


def test_the_second_step_is_asked_still(client, member, token):
    secret = new_secret()
    turn_on(member, secret, shown(secret))
    follow(client, token)
    choose(client)
    response = sign_in(client, NEW)
    assert response["Location"].startswith("/login/code/")
    assert "_auth_user_id" not in client.session


def test_who_had_to_change_need_not_and_who_was_shut_out_may_come(client, member, token):
    member.must_change_password = True
    member.save()
    for _ in range(5):
        sign_in(client, "wrong")
    assert sign_in(client, PASSWORD).status_code == 429
    follow(client, token)
    choose(client)
    assert sign_in(client, NEW).status_code == 302
    assert client.get(reverse("home")).status_code == 200


def test_somebody_else_signed_in_here_is_signed_out(client_of, manager, token):
    client = client_of(manager)
    follow(client, token)
    choose(client)
    assert "_auth_user_id" not in client.session


def test_a_page_without_a_link_says_whom_to_ask(client):
    response = client.get(SET)
    assert response.status_code == 410 and "局管理员" in response.content.decode()


def test_guesses_are_few_per_computer(client, member, token):
    statuses = [follow(client, f"guess{n}").status_code for n in range(22)]
    assert statuses == [410] * 20 + [429] * 2
    blocked = follow(client, token)
    assert blocked.status_code == 429 and int(blocked["Retry-After"]) > 0
    elsewhere = client.get(reverse("reset-link", args=[token]), REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 302


def test_the_log_tells_of_use_and_failure_and_never_the_token(client, member, token):
    follow(client, token)
    choose(client)
    follow(client, token)
    entries = list(AuditEntry.objects.order_by("pk").values("action", "label", "username"))
    assert entries == [
        {"action": "rights", "label": "用一次性链接设置密码", "username": "member"},
        {"action": "login_failed", "label": "密码链接无效", "username": "member"},
    ]
    assert not any(token in str(row) for row in AuditEntry.objects.values())


@pytest.mark.parametrize("token", ["0", "%00", "x" * 500, "学校", "%ff%fe"])
def test_no_address_breaks_anything(token, client, db):
    assert client.get(f"/reset/{token}/").status_code == 410


def test_a_program_gets_none(bureau):
    program = person("program", "data_client", bureau)
    with pytest.raises(ValidationError, match="数据接口账号"):
        reset_links.issue(program)


class TestByMail:
    """忘记密码."""

    URL = "/reset/"

    @pytest.fixture(autouse=True)
    def mail(self, settings, member):
        """Mail is configured, and the member has an address."""
        settings.MAIL_IS_ON = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        member.email = "member@qinghe.example"
        member.save()

    def ask(self, client, username="member", email="Member@qinghe.example"):
        return client.post(self.URL, {"username": username, "email": email})

    def test_whoever_has_name_and_address_gets_a_letter(self, client, mailoutbox):
        response = self.ask(client)
        assert response.status_code == 200 and "请查收邮件" in response.content.decode()
        letter = mailoutbox[0]
        assert letter.to == ["member@qinghe.example"]
        path = re.search(r"http://testserver(/reset/[\w-]{43}/)", letter.body)[1]
        assert client.get(path)["Location"] == SET
        assert choose(client).status_code == 302

    def test_nobody_learns_which_accounts_there_are(self, client, bureau, mailoutbox):
        gone = person("gone", "bureau_staff", bureau, PASSWORD)
        type(gone).objects.filter(pk=gone.pk).update(is_active=False, email="g@qinghe.example")
        bare = person("bare", "bureau_staff", bureau, PASSWORD)
        assert not bare.email
        asked = [
            ("member", "Member@qinghe.example"),
            ("nobody", "member@qinghe.example"),
            ("member", "other@qinghe.example"),
            ("gone", "g@qinghe.example"),
            ("bare", "member@qinghe.example"),
        ]
        answers = [self.ask(client, *each).content.decode() for each in asked]
        pages = {re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html) for html in answers}
        assert len(pages) == 1
        assert len(mailoutbox) == 1

    def test_the_answer_takes_the_same_queries_for_everybody(self, rf, mailoutbox):
        """What differs is done after the answer is sent, when the server closes it."""
        handler = BaseHandler()
        handler.load_middleware()
        counts, responses = set(), []
        for username in ("member", "nobody"):
            sent = {"username": username, "email": "member@qinghe.example"}
            request = rf.post(self.URL, sent)
            request._dont_enforce_csrf_checks = True
            with CaptureQueriesContext(connection) as found:
                responses.append(handler.get_response(request))
            counts.add(len(found))
        assert len(counts) == 1 and not mailoutbox
        for response in responses:
            response.then()
        assert len(mailoutbox) == 1

    def test_letters_are_few(self, client, mailoutbox):
        statuses = [self.ask(client).status_code for _ in range(12)]
        assert statuses == [200] * 10 + [429] * 2
        assert len(mailoutbox) == 3

    def test_requests_are_logged_alike(self, client):
        self.ask(client)
        self.ask(client, "nobody")
        found = AuditEntry.objects.values_list("action", "label", "username", "object_text")
        assert list(found) == [("change", "申请用邮件重置密码", "", "")] * 2

    def test_a_mail_server_that_is_down_breaks_nothing(self, client, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        assert self.ask(client).status_code == 200

    def test_empty_fields_are_said(self, client):
        response = client.post(self.URL)
        assert response.status_code == 422 and "没有发送" in response.content.decode()

    def test_the_login_page_leads_there_where_mail_is_on(self, client, settings):
        assert "忘记密码</a>" in client.get(reverse("login")).content.decode()
        settings.MAIL_IS_ON = False
        assert "忘记密码</a>" not in client.get(reverse("login")).content.decode()
        assert client.get(self.URL).status_code == self.ask(client).status_code == 404
