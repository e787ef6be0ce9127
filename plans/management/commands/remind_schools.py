"""Tell schools that owe their plans: ``manage.py remind_schools [--day YYYY-MM-DD]``; daily."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.models import Notice
from plans.submitting.reminding import remind

Kind = Notice.Kind


class Command(BaseCommand):
    """Write the notices of a day and say how many; the second time that day none."""

    help = "按上报任务的提醒日期，通知还没有上报的学校；逾期的通知学校并汇总给教育局（每天一次）。"

    def add_arguments(self, parser):
        parser.add_argument("--day", type=_day, help="当作哪一天（YYYY-MM-DD，默认今天）")

    def handle(self, *, day, **options):
        day = day or timezone.localdate()
        told = remind(day)
        self.stdout.write(
            f"{day}：截止提醒 {told[Kind.DUE]} 条，逾期提醒 {told[Kind.OVERDUE]} 条，"
            f"给教育局的汇总 {told[Kind.ASK]} 条。"
        )


def _day(words):
    """The day that was written; raises ``ArgumentTypeError``."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        message = f"没有“{words}”这一天，请写成 2027-01-08 这样。"
        raise ArgumentTypeError(message) from None
