"""A notice enters, a signed request to a gateway of SMS or WeChat Work leaves."""

import hmac
import json
from http.client import HTTPException, InvalidURL
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils import timezone

from plans.channels.channel import Channel, NotSentError, RefusedError, UnclearError

TIMEOUT = 10
"""Seconds to wait for the gateway."""
SCHEMES = ("http", "https")
REFUSALS = {400, 413, 422}
"""Answers about the message; all others are about the gateway or the settings, and may change."""

PERHAPS = 504
"""A proxy before the gateway did not wait for its answer."""


class _NoRedirects(HTTPRedirectHandler):
    """Names and numbers of people go to the gateway that is set, and to nobody it points at."""

    def redirect_request(self, *args):
        return None


OPENER = build_opener(_NoRedirects)


class Webhook(Channel):
    """By HTTP POST to ``EDUPLAN_WEBHOOK_URL``, signed with ``EDUPLAN_WEBHOOK_SECRET``."""

    name = "webhook"
    label = "短信或企业微信网关"

    def is_on(self):
        return bool(settings.WEBHOOK_URL)

    def reaches(self, user):
        return bool(getattr(user, "phone", ""))

    def send(self, delivery, address):
        if not is_safe():
            raise NotSentError("网关地址或签名密钥没有设置好")
        try:
            with OPENER.open(request_of(delivery, address), timeout=TIMEOUT):
                pass
        except HTTPError as error:
            error.close()
            raise _answered(error.code) from None
        except InvalidURL:
            raise NotSentError("网关地址写得不对") from None
        except URLError as error:
            raise NotSentError(f"连不上网关（{type(error.reason).__name__}）") from None
        except (OSError, HTTPException) as error:
            words = f"网关没有答复，不知是否送达（{type(error).__name__}）"
            raise UnclearError(words) from None


def is_safe():
    """Whether requests can be signed and go by HTTP."""
    return bool(settings.WEBHOOK_SECRET) and urlsplit(settings.WEBHOOK_URL).scheme in SCHEMES


def request_of(delivery, address):
    """The request: its JSON, and headers with the moment and the signature of both.

    The signature is HMAC-SHA256 of moment, full stop and body, in hexadecimal digits.
    """
    body = json.dumps(_said(delivery, address), ensure_ascii=False).encode()
    moment = str(int(timezone.now().timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "eduplan",
        "X-Eduplan-Timestamp": moment,
        "X-Eduplan-Signature": signature_of(settings.WEBHOOK_SECRET, moment, body),
    }
    return Request(settings.WEBHOOK_URL, data=body, headers=headers, method="POST")


def signature_of(secret, moment, body):
    """What the gateway reckons too, to know whom a request is from."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, "sha256").hexdigest()


def _said(delivery, address):
    notice = delivery.notice
    return {
        "id": delivery.pk,
        "user": notice.user.username,
        "name": str(notice.user),
        "phone": getattr(notice.user, "phone", ""),
        "text": notice.text,
        "address": address,
        "at": notice.created_at.isoformat(),
    }


def _answered(code):
    words = f"网关答复 {code}"
    if code == PERHAPS:
        return UnclearError(f"{words}，不知是否送达")
    return RefusedError(words) if code in REFUSALS else NotSentError(words)
