"""What all files beside something have: one that is taken out keeps its bytes as a trace."""

from django.conf import settings
from django.db import models


class KeptQuerySet(models.QuerySet):
    def kept(self):
        """Those that nobody took out again."""
        return self.filter(removed_at__isnull=True)


class KeptFile(models.Model):
    """Size and digest of a file, and who took it out."""

    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="删除人",
    )
    removed_at = models.DateTimeField("删除时间", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name
