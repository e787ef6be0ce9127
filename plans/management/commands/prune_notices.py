"""Delete notices that were read long ago: ``manage.py prune_notices --days 180``."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.models import Notice

LEAST = 30
"""Days: what is told once a month is not told anew because it was forgotten."""


class Command(BaseCommand):
    """Delete read notices older than some days, with their deliveries, and say how many."""

    help = f"删除多少天以前已读的通知（至少 {LEAST} 天）；未读的保留。"

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=180, help="保存多少天（默认 180）")

    def handle(self, *, days, **options):
        if not LEAST <= days <= 36_500:
            raise CommandError(f"通知至少保存 {LEAST} 天，写的是 {days} 天，没有删除任何内容。")
        gone = Notice.objects.prune(timezone.now() - timedelta(days=days))
        self.stdout.write(f"已删除 {days} 天以前已读的通知 {gone} 条。")
