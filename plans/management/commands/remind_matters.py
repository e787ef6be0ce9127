"""Tell people what of their matters is late or waits: ``manage.py remind_matters``; daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.management.days import add_day
from plans.tracking.reminding import remind


class Command(BaseCommand):
    """Write the digest of a day and say how many got it; the second time that day none."""

    help = "把督办事项的逾期、临近、该反馈、待签收和待审核汇总成每人一条通知（每天一次）。"

    def add_arguments(self, parser):
        add_day(parser)

    def handle(self, *, day, **options):
        day = day or timezone.localdate()
        self.stdout.write(f"{day}：督办提醒 {remind(day)} 人。")
