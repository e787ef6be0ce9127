"""Lists of people and schools that administrators sent, waiting until they say what to write."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

LASTING = timedelta(hours=12)


class ListUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the user himself sent, as long as it waits."""
        since = timezone.now() - LASTING
        mine = self.filter(user=user.pk, uploaded_at__gte=since)
        return mine if user.is_authenticated else self.none()

    def keep(self, user, **facts):
        """Keep a user's list, instead of an earlier one; drop those that nobody came back for."""
        since = timezone.now() - LASTING
        self.filter(models.Q(user=user) | models.Q(uploaded_at__lt=since)).delete()
        return self.create(user=user, **facts)


class ListUpload(models.Model):
    """A workbook as a person sent it; only the newest of each person is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="用户"
    )
    region = models.ForeignKey(
        "indicators.Region", models.CASCADE, related_name="+", verbose_name="地区"
    )
    kind = models.CharField("名单", max_length=10)
    name = models.CharField("文件名", max_length=255)
    file = models.BinaryField("文件")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = ListUploadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上传的名单"

    def __str__(self):
        return self.name
