"""What a person proves himself with, beside the current password: only ``accounts`` reads it.

None of it is shown under ``/admin/``: nobody has to see hashes and secrets.
"""

from django.conf import settings
from django.db import models


class FormerPassword(models.Model):
    """The hash of a password that a person had, or has now."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passwords")
    encoded = models.CharField("密码散列", max_length=128)
    set_at = models.DateTimeField("设置时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "用过的密码"
        ordering = ("-pk",)

    def __str__(self):
        return f"{self.user} {self.set_at:%Y-%m-%d}"


class SecondFactor(models.Model):
    """The secret that a person's phone makes codes from (RFC 6238)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor"
    )
    secret = models.CharField("密钥", max_length=64)
    last_step = models.BigIntegerField("上次验证码的时段", help_text="同一验证码只能用一次。")
    since = models.DateTimeField("启用时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "两步验证"

    def __str__(self):
        return str(self.user)


class RecoveryCode(models.Model):
    """The digest of a code that replaces the phone once; used, it is deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField("散列", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "备用验证码"
        constraints = (
            models.UniqueConstraint(fields=("user", "digest"), name="recovery_code_once"),
        )

    def __str__(self):
        return str(self.user)
