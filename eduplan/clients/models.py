"""The tokens that programs come with: what each may do, where, how often and until when."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from eduplan.accounts.models import Role
from indicators.models import Region

LONGEST = timedelta(days=366)
"""How far ahead a token may expire."""
SOON = timedelta(days=30)
"""How long before its last day a token is shown as ending soon."""
PER_MINUTE = 120
MOST_PER_MINUTE = 6000


class TokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for system administrators; for a bureau's those of its region and below."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if not user.is_bureau_admin:
            return self.none()
        return self.filter(user__post__region__adcode__startswith=user.region.significant)

    def to_rotate(self):
        """Those that end soon and that none replaces yet."""
        today = timezone.localdate()
        standing = self.filter(revoked_at__isnull=True, replaced_by__isnull=True)
        return standing.filter(expires_on__range=(today, today + SOON), user__is_active=True)

    def for_list(self):
        """With the client, his post and the regions: two queries."""
        joined = ("user__post__region", "created_by", "replaces")
        return self.select_related(*joined).prefetch_related("regions")


class Token(models.Model):
    """What a program shows to be let in; the secret itself is shown once and never kept.

    Every token reads what is published in its regions; the scopes are what it may do beyond that.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens", verbose_name="接口账号"
    )
    name = models.CharField("用途", max_length=100)
    prefix = models.CharField("令牌前缀", max_length=8)
    digest = models.CharField("令牌摘要", max_length=64, unique=True)
    reads_drafts = models.BooleanField("可以读取未发布的数据", default=False)
    writes = models.BooleanField("可以写入数据", default=False)
    publishes = models.BooleanField("可以发布数据", default=False)
    regions = models.ManyToManyField(Region, related_name="+", verbose_name="地区范围")
    prefixes = models.CharField("地区代码前缀", max_length=1000)
    requests_per_minute = models.PositiveIntegerField(
        "每分钟请求上限",
        default=PER_MINUTE,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_MINUTE)],
    )
    expires_on = models.DateField("有效期至", help_text="这一天结束后失效。")
    last_used_at = models.DateTimeField("上次使用时间", null=True, blank=True)
    last_used_from = models.CharField("上次使用的地址", max_length=45, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="停用人",
    )
    created_at = models.DateTimeField("生成时间", default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="生成人"
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="接替的令牌",
    )

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = "接口令牌"
        verbose_name_plural = "接口令牌"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(publishes=False) | Q(writes=True),
                name="token_publishes_what_it_writes",
                violation_error_message="能发布数据的令牌，也要能写入数据。",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="token_replaces_another",
            ),
        )

    def __str__(self):
        return f"{self.name}（{self.prefix}…）"

    @property
    def is_expired(self):
        """Its last day is over, as the portal's clock on the wall says."""
        return self.expires_on < timezone.localdate()

    @property
    def is_shut(self):
        """The client itself lets nobody in any more."""
        return not self.user.is_active or self.user.role != Role.DATA_CLIENT

    @property
    def is_standing(self):
        """It lets its program in."""
        return not (self.revoked_at or self.is_expired or self.is_shut)

    @property
    def is_soon_over(self):
        """It lets its program in, but not for long."""
        return self.is_standing and self.expires_on <= timezone.localdate() + SOON

    @property
    def state(self):
        """A tone and a word, as lists show them."""
        if self.revoked_at:
            return "still", "已停用"
        if self.is_expired:
            return "bad", "已过期"
        if self.is_shut:
            return "still", "账号已停用"
        return ("warn", "即将过期") if self.is_soon_over else ("good", "有效")

    @property
    def scope_words(self):
        """What it may do, in words."""
        more = {"reads_drafts": "读未发布", "writes": "写入", "publishes": "发布"}
        return ["读已发布", *(word for name, word in more.items() if getattr(self, name))]
