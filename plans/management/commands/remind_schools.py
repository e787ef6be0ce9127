"""Tell who owes a plan or self-evaluation: ``manage.py remind_schools [--day DAY]``; daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.evaluating.telling import remind_of_day
from plans.management.days import add_day
from plans.models import Notice
from plans.submitting.reminding import remind

Kind = Notice.Kind


class Command(BaseCommand):
    """Write the notices of a day and say how many; the second time that day none."""

    help = (
        "按上报任务的提醒日期，通知还没有上报的学校；逾期的通知学校并汇总给教育局；"
        "催交评估的自评（每天一次）。"
    )

    def add_arguments(self, parser):
        add_day(parser)

    def handle(self, *, day, **options):
        day = day or timezone.localdate()
        told, asked = remind(day), remind_of_day(day)
        self.stdout.write(
            f"{day}：截止提醒 {told[Kind.DUE]} 条，逾期提醒 {told[Kind.OVERDUE]} 条，"
            f"给教育局的汇总 {told[Kind.ASK]} 条，自评催交 {asked} 条。"
        )
