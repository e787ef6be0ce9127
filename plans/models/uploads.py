"""Tables that people sent and that wait until they say what to write."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from plans.models.documents import Plan
from plans.models.evidence import EvidenceQuerySet

LASTING = timedelta(hours=12)
MATTERS = "matters"
"""Kind of the table of a person's matters, which belongs to no plan."""
FINDINGS = "findings"
"""Kind of a list of findings, which belongs to no plan either."""


class TableUploadQuerySet(EvidenceQuerySet):
    def waiting(self, user, plan, kind):
        """What the user himself sent for a table of a plan and may still write."""
        since = timezone.now() - LASTING
        return self.visible_to(user).filter(user=user, plan=plan, kind=kind, uploaded_at__gte=since)

    def waiting_lines(self, user, kind=MATTERS):
        """What the user himself sent for a table of no plan and may still write."""
        since = timezone.now() - LASTING
        return self.filter(user=user, plan=None, kind=kind, uploaded_at__gte=since)

    def keep(self, user, plan, **facts):
        """Keep a user's table, instead of an earlier one; drop those that nobody came back for."""
        since = timezone.now() - LASTING
        self.filter(models.Q(user=user) | models.Q(uploaded_at__lt=since)).delete()
        return self.create(user=user, plan=plan, **facts)


class TableUpload(models.Model):
    """A workbook as a person sent it; only the newest of each person is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="用户"
    )
    plan = models.ForeignKey(
        Plan, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="计划"
    )
    kind = models.CharField("表格", max_length=10)
    name = models.CharField("文件名", max_length=255)
    file = models.BinaryField("文件")
    written = models.JSONField("已写入的行", default=dict)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = TableUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "上传的表格"
        verbose_name_plural = "上传的表格"

    def __str__(self):
        return self.name
