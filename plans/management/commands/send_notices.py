"""Send notices out of the portal: ``manage.py send_notices``; every few minutes by cron."""

from django.core.management.base import BaseCommand, CommandError

from plans.models import Delivery
from plans.sending import last_error, send_waiting

State = Delivery.State


class Command(BaseCommand):
    """Send what waits and say how many; exit status 1 where a channel sent nothing at all."""

    help = "把等待的通知经邮件、短信或企业微信网关发出（每几分钟一次，可以同时运行）。"

    def handle(self, **options):
        found = send_waiting()
        if not found:
            self.stdout.write("没有设置发送渠道（EDUPLAN_EMAIL_URL、EDUPLAN_WEBHOOK_URL）。")
        for channel, states in found.items():
            self.stdout.write(
                f"{channel.label}：发出 {states[State.SENT]} 条，"
                f"未成功将重试 {states[State.FAILED]} 条，不再发送 {states[State.GIVEN_UP]} 条。"
            )
        blocked = [c for c, n in found.items() if n[State.FAILED] and not n[State.SENT]]
        if blocked:
            raise CommandError("\n".join(_complaint(channel) for channel in blocked))


def _complaint(channel):
    return f"{channel.label}这次一条也没有发出：{last_error(channel)}。请检查设置和网络。"
