"""What a person proves himself with, beside the current password: only ``accounts`` reads it.

None of it is shown under ``/admin/``: nobody has to see hashes and secrets.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone


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


class ResetLinkQuerySet(models.QuerySet):
    def standing(self):
        """Those with which a password can be set now."""
        is_new = models.Q(used_at__isnull=True, ended_at__isnull=True, user__is_active=True)
        return self.filter(is_new, expires_at__gt=timezone.now())

    def end(self):
        """Those that were not used serve no more."""
        return self.filter(used_at=None, ended_at=None).update(ended_at=timezone.now())


class ResetLink(models.Model):
    """A way to set a password once without knowing one; the token itself is stored nowhere."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reset_links")
    token_sha256 = models.CharField("令牌摘要", max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="生成人",
        help_text="空着：本人用邮件申请。",
    )
    made_at = models.DateTimeField("生成时间", default=timezone.now)
    expires_at = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True, blank=True)
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = ResetLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "重置密码的链接"

    def __str__(self):
        return str(self.user)

    @property
    def is_standing(self):
        """A password can be set with it now."""
        is_new = self.used_at is None and self.ended_at is None
        return is_new and self.expires_at > timezone.now() and self.user.is_active
