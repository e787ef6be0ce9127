"""Notices that wait enter, they go out by their channels; how it went is written beside each.

A line is taken before it is sent, and how it ended is written after. Of one whose end nobody
knows, because the process died or no answer came, nobody can say whether it arrived: it is given
up. So nothing arrives twice; what is lost for it is seen in the back door.
"""

import logging
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from plans.channels import NotSentError, RefusedError, UnclearError, channels_on
from plans.models import Delivery

State = Delivery.State

PAUSES = tuple(timedelta(minutes=n) for n in (5, 15, 60, 240, 720))
"""After each failure; one more and it is given up."""
LOST_AFTER = timedelta(hours=1)
"""No channel waits that long: who took a line then is gone."""
STALE_AFTER = timedelta(days=3)
"""A reminder that comes later than this confuses."""
MOST = 2_000
"""Lines of a channel in one run."""
PATIENCE = 5
"""Failures in a row after which a channel is left until the next run."""
LOST = "发送中断，不知是否送达，不再重发"
STALE = "过期未能发出"
UNREACHED = "已停用，或没有联系方式"

log = logging.getLogger(__name__)


def send_waiting():
    """Send by each channel what waits for it; channel -> states in which its lines are now.

    Safe when two run at once. Not for a request: it waits for servers elsewhere.
    """
    _give_up_old()
    return {channel: _send_by(channel) for channel in channels_on()}


def last_error(channel):
    """Why the channel failed last, in words."""
    failed = Delivery.objects.filter(channel=channel.name).exclude(error="")
    line = failed.order_by(F("taken_at").desc(nulls_last=True), "-pk").first()
    return line.error if line else ""


def _give_up_old():
    now = timezone.now()
    taken = Delivery.objects.filter(state=State.SENDING, taken_at__lt=now - LOST_AFTER)
    taken.update(state=State.GIVEN_UP, error=LOST)
    old = Delivery.objects.filter(state__in=Delivery.OPEN, notice__created_at__lt=now - STALE_AFTER)
    old.update(state=State.GIVEN_UP, error=STALE)


def _send_by(channel):
    found, in_a_row = Counter(), 0
    waiting = Delivery.objects.due(timezone.now()).filter(channel=channel.name)
    for line in waiting.for_sending()[:MOST]:
        if not _take(line):
            continue
        state = _send(channel, line)
        found[state] += 1
        in_a_row = in_a_row + 1 if state == State.FAILED else 0
        if in_a_row == PATIENCE:
            break
    return found


def _take(line):
    """Whether the line is ours to send now: of several who try, the database lets one."""
    now = timezone.now()
    free = Delivery.objects.due(now).filter(pk=line.pk, attempts=line.attempts)
    line.attempts += 1
    return free.update(state=State.SENDING, attempts=line.attempts, taken_at=now) == 1


def _send(channel, line):
    """Send a line that is taken; the state in which it is now."""
    if not (line.notice.user.is_active and channel.reaches(line.notice.user)):
        return _end(line, State.GIVEN_UP, UNREACHED)
    try:
        channel.send(line, address_of(line.notice))
    except NotSentError as error:
        return _again(line, str(error))
    except (RefusedError, UnclearError) as error:
        return _end(line, State.GIVEN_UP, str(error))
    except Exception as error:
        # One that cannot be sent must not keep the others back. Its words may hold a secret.
        log.error("通知 %s 发送出错：%s", line.pk, type(error).__name__)
        return _end(line, State.GIVEN_UP, f"程序出错（{type(error).__name__}）")
    return _end(line, State.SENT)


def address_of(notice):
    """The page that a notice is about, as one outside of the portal calls it; empty if unknown."""
    return f"{settings.ADDRESS}{notice.where}" if settings.ADDRESS else ""


def _again(line, words):
    if line.attempts > len(PAUSES):
        return _end(line, State.GIVEN_UP, words)
    return _end(line, State.FAILED, words, next_try_at=timezone.now() + PAUSES[line.attempts - 1])


def _end(line, state, words="", **facts):
    sent = {"sent_at": timezone.now()} if state == State.SENT else {}
    Delivery.objects.filter(pk=line.pk).update(state=state, error=words[:200], **sent, **facts)
    return state
