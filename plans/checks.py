"""The settings enter, complaints about notices that would not go out, or lead nowhere, leave."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Warning, register

from plans.channels import channels_on
from plans.channels.webhook import SCHEMES, is_safe


@register()
def notices_lead_somewhere(app_configs, **kwargs):
    """What leaves the portal leads back to it."""
    address = settings.ADDRESS
    if address and (urlsplit(address).scheme not in SCHEMES or not urlsplit(address).netloc):
        words = "EDUPLAN_ADDRESS 要写完整，例如 https://jy.example.gov.cn。"
        return [Error(words, id="plans.E001")]
    if channels_on() and not address:
        words = "通知会发出系统，但没有设置 EDUPLAN_ADDRESS，收到的人看不到页面的地址。"
        return [Warning(words, id="plans.W001")]
    return []


@register()
def gateway_is_safe(app_configs, **kwargs):
    """Requests to the gateway are signed, and go by HTTP."""
    if not settings.WEBHOOK_URL or is_safe():
        return []
    words = (
        "EDUPLAN_WEBHOOK_URL 要以 http:// 或 https:// 开头，并且要设置签名密钥 "
        "EDUPLAN_WEBHOOK_SECRET；否则不会发送。"
    )
    return [Error(words, id="plans.E002")]
