"""Delete what the audit log need not keep: ``manage.py prune_audit --days 365``."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from eduplan.audit.models import KEPT, AuditEntry
from eduplan.audit.recording import record


class Command(BaseCommand):
    """Delete entries older than some days, say how many, and log that."""

    help = "删除超过保存期的审计日志（至少保存 180 天）。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--days",
            type=int,
            default=settings.AUDIT_DAYS,
            help="保存多少天（默认取 EDUPLAN_AUDIT_DAYS，至少 180）",
        )

    @transaction.atomic
    def handle(self, *, days, **options):
        if days < KEPT.days:
            raise CommandError(
                f"审计日志至少保存 {KEPT.days} 天，写的是 {days} 天，没有删除任何内容。"
            )
        gone = AuditEntry.objects.prune(timezone.now() - timedelta(days=days))
        details = {"days": days, "rows": gone}
        record(None, AuditEntry.Action.CHANGE, label="清理审计日志", details=details)
        self.stdout.write(f"已删除 {days} 天以前的审计日志 {gone} 条。")
