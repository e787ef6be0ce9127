"""What leaves the portal by mail and by a gateway, against real servers on this machine."""

import hmac
import json
from email import message_from_bytes
from email.header import decode_header, make_header
from threading import Event

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from eduplan.accounts.models import Role
from plans.channels import CHANNELS, NotSentError, RefusedError, UnclearError
from plans.channels import webhook as gateway_of
from plans.models import Delivery, Notice
from tests.conftest import person
from tests.plans.gateways import HANG_UP, Gateway, MailServer, serving

pytestmark = pytest.mark.django_db

TEXT = "河湾小学的《2027年度计划上报》还没有上报，截止日期是2027年1月8日，还有3天。"
PAGE = "https://jy.qinghe.gov.cn/submissions/3/"


@pytest.fixture
def head(bureau):
    head = person("xiaozhang", Role.SCHOOL_HEAD, bureau)
    head.first_name, head.email, head.phone = "龙校长", "long@hewan.edu.cn", "13800001111"
    head.save()
    return head


@pytest.fixture
def line(head):
    """A notice on its way, with its person's telephone at hand."""
    notice = Notice.objects.create(user=head, text=TEXT, where="/submissions/3/")
    return Delivery(pk=17, notice=notice, channel="webhook", attempts=1)


@pytest.fixture
def gateway(settings, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with serving(Gateway()) as server:
        settings.WEBHOOK_URL, settings.WEBHOOK_SECRET = server.url, "q" * 32
        yield server


@pytest.fixture
def mail_server(settings):
    with serving(MailServer()) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.DEFAULT_FROM_EMAIL = "jyj@qinghe.gov.cn"
        yield server


def send(name, line):
    CHANNELS[name].send(line, PAGE)


def test_the_gateway_gets_who_what_and_where(gateway, line, head):
    send("webhook", line)
    [(path, headers, body)] = gateway.requests
    said = json.loads(body)
    at = parse_datetime(said.pop("at"))
    assert path == "/send?key=geheim123" and at == line.notice.created_at
    assert headers["Content-Type"].startswith("application/json")
    assert said == {
        "id": 17,
        "user": "xiaozhang",
        "name": "龙校长",
        "phone": "13800001111",
        "text": TEXT,
        "address": PAGE,
    }


def test_the_gateway_can_tell_that_a_request_is_ours_and_of_now(gateway, line, settings):
    send("webhook", line)
    [(_, headers, body)] = gateway.requests
    moment = headers["X-Eduplan-Timestamp"]
    expected = hmac.new(b"q" * 32, f"{moment}.".encode() + body, "sha256").hexdigest()
    assert headers["X-Eduplan-Signature"] == expected
    assert abs(timezone.now().timestamp() - int(moment)) < 60
    settings.WEBHOOK_SECRET = "r" * 32
    send("webhook", line)
    assert gateway.requests[1][1]["X-Eduplan-Signature"] != expected


@pytest.mark.parametrize("status", [301, 302, 307])
def test_nothing_is_sent_on_to_where_the_gateway_points(gateway, line, status):
    gateway.answer = lambda _: status
    with pytest.raises(NotSentError, match=str(status)):
        send("webhook", line)
    assert len(gateway.requests) == 1


@pytest.mark.parametrize("status", [400, 413, 422])
def test_what_the_gateway_will_never_take_is_not_sent_again(gateway, line, status):
    gateway.answer = lambda _: status
    with pytest.raises(RefusedError, match=f"网关答复 {status}"):
        send("webhook", line)


def test_a_proxy_that_did_not_wait_leaves_open_whether_it_went_out(gateway, line):
    gateway.answer = lambda _: 504
    with pytest.raises(UnclearError, match="网关答复 504，不知是否送达"):
        send("webhook", line)


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_what_the_gateway_may_take_later_is(gateway, line, status):
    gateway.answer = lambda _: status
    with pytest.raises(NotSentError, match=f"网关答复 {status}"):
        send("webhook", line)


def test_no_answer_leaves_open_whether_it_went_out(gateway, line):
    gateway.answer = lambda _: HANG_UP
    with pytest.raises(UnclearError, match="不知是否送达"):
        send("webhook", line)


def test_too_slow_an_answer_leaves_it_open_too(gateway, line, monkeypatch):
    monkeypatch.setattr(gateway_of, "TIMEOUT", 0.2)
    gateway.answer = lambda _: Event().wait(0.6) or 200
    with pytest.raises(UnclearError, match="TimeoutError"):
        send("webhook", line)
    assert len(gateway.requests) == 1


def test_a_gateway_that_is_not_there_says_so_without_its_address(gateway, line, settings):
    settings.WEBHOOK_URL = "http://127.0.0.1:9/send?key=geheim123"
    with pytest.raises(NotSentError) as told:
        send("webhook", line)
    assert str(told.value) == "连不上网关（ConnectionRefusedError）"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "127.0.0.1:8080/send", "http://a b/?key=geheim123"],
)
def test_only_http_leads_to_a_gateway(gateway, line, settings, url):
    settings.WEBHOOK_URL = url
    with pytest.raises(NotSentError) as told:
        send("webhook", line)
    assert "geheim123" not in str(told.value)


def test_nothing_is_sent_unsigned(gateway, line, settings):
    settings.WEBHOOK_SECRET = ""
    with pytest.raises(NotSentError, match="签名密钥"):
        send("webhook", line)
    assert not gateway.requests


def test_a_mail_says_who_what_and_where(line, settings):
    settings.DEFAULT_FROM_EMAIL = "jyj@qinghe.gov.cn"
    send("mail", line)
    [letter] = mail.outbox
    assert (letter.to, letter.from_email) == (["long@hewan.edu.cn"], "jyj@qinghe.gov.cn")
    assert letter.subject == f"【教育计划】{TEXT}"
    assert "龙校长，您好" in letter.body and TEXT in letter.body and PAGE in letter.body


def test_a_mail_with_a_long_text_has_a_short_subject(line):
    line.notice.text = "报" * 300
    send("mail", line)
    assert len(mail.outbox[0].subject) < 70 and "报" * 300 in mail.outbox[0].body


def test_without_an_own_address_a_mail_tells_to_sign_in(line):
    CHANNELS["mail"].send(line, "")
    assert "请登录教育计划系统查看" in mail.outbox[0].body


def test_a_real_mail_server_takes_it(mail_server, line):
    send("mail", line)
    [letter] = mail_server.letters
    read = message_from_bytes(letter)
    assert str(make_header(decode_header(read["Subject"]))) == f"【教育计划】{TEXT}"
    assert (read["From"], read["To"]) == ("jyj@qinghe.gov.cn", "long@hewan.edu.cn")
    assert TEXT in read.get_payload(decode=True).decode()


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "550 no such person"}, RefusedError),
        ({"RCPT": "450 come again"}, NotSentError),
        ({"MAIL": "553 not your address"}, NotSentError),
        ({"EHLO": "421 busy", "HELO": "421 busy"}, NotSentError),
        ({".": "554 spam"}, RefusedError),
        ({".": "451 come again"}, NotSentError),
        ({".": HANG_UP}, UnclearError),
    ],
)
def test_what_a_mail_server_answers_decides(mail_server, line, answers, error):
    mail_server.answers = answers
    with pytest.raises(error):
        send("mail", line)


def test_a_mail_server_that_is_not_there(mail_server, line, settings):
    settings.EMAIL_PORT = 9
    with pytest.raises(NotSentError, match="连不上邮件服务器"):
        send("mail", line)


@pytest.mark.parametrize(
    ("email", "leads"),
    [("", False), ("龙校长", False), ("a@b.cn\nBcc: c@d.cn", False), ("a@b.cn", True)],
)
def test_mail_leads_to_who_has_a_mailbox(head, email, leads):
    head.email = email
    assert CHANNELS["mail"].reaches(head) is leads


def test_the_gateway_leads_to_who_has_a_telephone(head):
    assert CHANNELS["webhook"].reaches(head)
    head.phone = ""
    assert not CHANNELS["webhook"].reaches(head)


def complaints():
    return [found.id for found in run_checks() if found.id and found.id.startswith("plans.")]


def test_settings_that_lead_nowhere_are_told(settings):
    assert complaints() == []
    settings.MAIL_IS_ON = True
    assert complaints() == ["plans.W001"]
    settings.ADDRESS = "jy.qinghe.gov.cn"
    assert complaints() == ["plans.E001"]
    settings.ADDRESS = "https://jy.qinghe.gov.cn"
    assert complaints() == []
    settings.WEBHOOK_URL = "https://sms.example/"
    assert complaints() == ["plans.E002"]
    settings.WEBHOOK_SECRET = "q" * 32
    assert complaints() == []
    settings.WEBHOOK_URL = "file:///etc/passwd"
    assert complaints() == ["plans.E002"]
