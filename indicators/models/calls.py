"""Calls that a client may repeat without doing twice what they do."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

LASTING = timedelta(days=7)
"""How long a call is known by its key."""


class CallQuerySet(models.QuerySet):
    def known(self, client, key):
        """The call of a client under a key, None where there was none lately."""
        since = timezone.now() - LASTING
        self.filter(client=client, at__lt=since).delete()
        return self.filter(client=client, key=key).first()


class Call(models.Model):
    """A call that wrote, under the key that its client gave it, with what was answered."""

    client = models.CharField("接口账号", max_length=60)
    key = models.CharField("幂等键", max_length=100)
    digest = models.CharField("内容摘要", max_length=64)
    answer = models.JSONField("回答")
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "接口写入"
        verbose_name_plural = "接口写入"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("client", "key"),
                name="call_once",
                violation_error_message="这一幂等键已经用过。",
            ),
        )

    def __str__(self):
        return self.key
