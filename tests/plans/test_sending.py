"""Notices that wait go out: each once, again after a failure, not for ever."""

from contextlib import nullcontext
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from eduplan.accounts.models import Role, User
from plans import channels, sending
from plans.channels.channel import Channel, NotSentError
from plans.models import Delivery, Notice
from plans.noticing import tell
from tests.conftest import county, person
from tests.plans.gateways import HANG_UP, Gateway, serving
from tests.plans.test_submission_concurrency import at_once, on_disk

pytestmark = pytest.mark.django_db

__all__ = ["on_disk"]


@pytest.fixture(autouse=True)
def mail_is_on(settings):
    settings.MAIL_IS_ON = True
    settings.ADDRESS = "https://jy.qinghe.gov.cn"


@pytest.fixture
def heads(bureau):
    return heads_of(bureau, 3)


@pytest.fixture
def gateway(settings, monkeypatch):
    """A gateway that all people are reached by."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(User, "phone", "13800001111", raising=False)
    with serving(Gateway()) as server:
        settings.MAIL_IS_ON = False
        settings.WEBHOOK_URL, settings.WEBHOOK_SECRET = server.url, "q" * 32
        yield server


def heads_of(bureau, number):
    heads = [person(f"head{n}", Role.SCHOOL_HEAD, bureau) for n in range(number)]
    for head in heads:
        head.email = f"{head.username}@hewan.edu.cn"
    User.objects.bulk_update(heads, ["email"])
    return heads


def told(heads, text="请上报"):
    return tell(heads, text=text, where="/submissions/3/")


def run():
    out = StringIO()
    call_command("send_notices", stdout=out)
    return out.getvalue()


def later(**span):
    """Let time pass for what waits."""
    Delivery.objects.update(next_try_at=F("next_try_at") - timedelta(**span))


def states():
    return sorted(Delivery.objects.values_list("state", flat=True))


def test_what_waits_goes_out_once(heads):
    told(heads)
    assert run() == "邮件：发出 3 条，未成功将重试 0 条，不再发送 0 条。\n"
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(h.email for h in heads)
    assert "https://jy.qinghe.gov.cn/submissions/3/" in mail.outbox[0].body
    line = Delivery.objects.first()
    assert (line.state, line.attempts, line.error) == ("sent", 1, "") and line.sent_at
    assert run() == "邮件：发出 0 条，未成功将重试 0 条，不再发送 0 条。\n"
    assert len(mail.outbox) == 3


def test_without_channels_it_says_so_and_is_content(heads, settings):
    settings.MAIL_IS_ON = False
    told(heads)
    assert "没有设置发送渠道" in run()


def test_a_failure_is_tried_again_later_and_later_and_then_no_more(heads, gateway):
    told(heads[:1])
    gateway.answer = lambda _: 503
    pauses = []
    for _ in range(6):
        before = timezone.now()
        with pytest.raises(CommandError) if len(pauses) < 5 else nullcontext():
            run()
        line = Delivery.objects.get()
        pauses.append(round((line.next_try_at - before).total_seconds() / 60))
        asked = len(gateway.requests)
        run()
        assert len(gateway.requests) == asked, "too early"
        later(days=1)
    assert pauses[:5] == [5, 15, 60, 240, 720]
    line = Delivery.objects.get()
    assert (line.state, line.attempts, line.error) == ("given_up", 6, "网关答复 503")
    run()
    assert len(gateway.requests) == 6


def test_a_failure_that_passes_is_forgotten(heads, gateway):
    told(heads[:1])
    gateway.answer = lambda _: 500
    with pytest.raises(CommandError):
        run()
    gateway.answer = lambda _: 200
    later(minutes=6)
    assert "发出 1 条" in run()
    line = Delivery.objects.get()
    assert (line.state, line.attempts, line.error) == ("sent", 2, "")


def test_a_channel_that_fails_wholly_ends_with_words(heads, gateway, capsys):
    told(heads)
    gateway.answer = lambda _: 401
    with pytest.raises(CommandError) as error:
        run()
    words = "短信或企业微信网关这次一条也没有发出：网关答复 401。请检查设置和网络。"
    assert str(error.value) == words and error.value.returncode == 1
    assert states() == ["failed"] * 3


def test_a_channel_that_fails_in_part_is_no_alarm(heads, gateway):
    told(heads)
    gateway.answer = lambda body: 500 if b"head1" in body else 200
    assert "发出 2 条，未成功将重试 1 条" in run()
    assert states() == ["failed", "sent", "sent"]


def test_a_dead_channel_is_left_after_some_failures_in_a_row(bureau, gateway):
    told(heads_of(bureau, 12))
    gateway.answer = lambda _: 503
    with pytest.raises(CommandError):
        run()
    assert len(gateway.requests) == 5
    assert states() == ["failed"] * 5 + ["waiting"] * 7


def test_one_dead_channel_does_not_stop_the_other(heads, gateway, settings):
    settings.MAIL_IS_ON = True
    told(heads)
    gateway.answer = lambda _: 503
    with pytest.raises(CommandError, match="网关"):
        run()
    assert len(mail.outbox) == 3


def test_what_may_have_gone_out_is_not_sent_again(heads, gateway):
    told(heads[:1])
    gateway.answer = lambda _: HANG_UP
    assert "不再发送 1 条" in run()
    later(days=1)
    run()
    assert len(gateway.requests) == 1
    assert "不知是否送达" in Delivery.objects.get().error


def test_what_was_taken_by_a_process_that_died_is_not_sent_again(heads):
    told(heads[:1])
    Delivery.objects.update(state="sending", taken_at=timezone.now() - timedelta(minutes=50))
    run()
    assert states() == ["sending"]
    Delivery.objects.update(taken_at=timezone.now() - timedelta(minutes=61))
    run()
    line = Delivery.objects.get()
    assert (line.state, line.error) == ("given_up", sending.LOST) and not mail.outbox


def test_what_is_too_old_to_be_of_use_is_not_sent(heads):
    told(heads[:2])
    old = Notice.objects.filter(user=heads[0])
    old.update(created_at=timezone.now() - timedelta(days=3, minutes=1))
    run()
    assert [letter.to for letter in mail.outbox] == [[heads[1].email]]
    assert Delivery.objects.get(notice__user=heads[0]).error == sending.STALE


def test_who_has_left_or_lost_his_mailbox_gets_none(heads):
    told(heads)
    User.objects.filter(pk=heads[0].pk).update(is_active=False)
    User.objects.filter(pk=heads[1].pk).update(email="")
    run()
    assert [letter.to for letter in mail.outbox] == [[heads[2].email]]
    assert states() == ["given_up", "given_up", "sent"]


class Odd(Channel):
    """A channel of somebody else's, with a fault of its own."""

    name, label = "odd", "外来渠道"

    def __init__(self):
        self.sent = []

    def is_on(self):
        return True

    def reaches(self, user):
        return True

    def send(self, delivery, address):
        if delivery.notice.text == "坏":
            raise KeyError("geheim123")
        self.sent.append(delivery.notice.text)
        if delivery.notice.text == "先":
            sending.send_waiting()


@pytest.fixture
def odd(monkeypatch, settings):
    settings.MAIL_IS_ON = False
    odd = Odd()
    monkeypatch.setitem(channels.CHANNELS, "odd", odd)
    return odd


def test_a_further_channel_needs_no_more_than_its_class(heads, odd):
    told(heads)
    assert run() == "外来渠道：发出 3 条，未成功将重试 0 条，不再发送 0 条。\n"
    assert odd.sent == ["请上报"] * 3


def test_one_that_cannot_be_sent_does_not_keep_the_others_back(heads, odd, caplog):
    told(heads[:1], "坏")
    told(heads[1:])
    run()
    assert states() == ["given_up", "sent", "sent"]
    assert "KeyError" in caplog.text and "geheim123" not in caplog.text


def test_who_sends_while_another_is_sending_leaves_him_his_line(heads, odd):
    """The second run begins while the first one has its first line in hand."""
    told(heads[:1], "先")
    told(heads[1:], "后")
    run()
    assert sorted(odd.sent) == sorted(["先", "后", "后"])
    assert states() == ["sent"] * 3


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_the_same_moment_send_each_line_once(on_disk, settings, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(User, "phone", "13800001111", raising=False)
    with serving(Gateway()) as server:
        settings.MAIL_IS_ON = False
        settings.WEBHOOK_URL, settings.WEBHOOK_SECRET = server.url, "q" * 32
        told(heads_of(county("530199", "青禾县", "云岭省长川市青禾县"), 30))
        results = at_once(sending.send_waiting, sending.send_waiting)
        bodies = [body for _, _, body in server.requests]
    assert len(bodies) == len(set(bodies)) == 30
    assert sum(found["sent"] for result in results for found in result.values()) == 30
    assert set(states()) == {"sent"}


def test_errors_hold_no_address_of_the_gateway(heads, settings, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(User, "phone", "13800001111", raising=False)
    settings.MAIL_IS_ON, settings.WEBHOOK_SECRET = False, "q" * 32
    settings.WEBHOOK_URL = "http://127.0.0.1:9/send?key=geheim123"
    told(heads)
    with pytest.raises(CommandError) as error:
        run()
    assert "geheim" not in str(error.value)
    assert not Delivery.objects.filter(error__contains="geheim").exists()


def test_sending_takes_no_lock_while_it_waits(heads, odd):
    """What is sent is sent outside of a transaction of ours: nobody waits for the gateway."""
    told(heads[:1])
    depth = len(connection.savepoint_ids)
    odd.send = lambda *_: _fail_if(len(connection.savepoint_ids) != depth)
    run()
    assert states() == ["sent"]


def _fail_if(wrong):
    if wrong:
        raise NotSentError("in a transaction")
