"""What people decided of the items that no figure decides (人工评定), in versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.models.frameworks import FrameworkItem
from indicators.models.regions import Region


class JudgedResultQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Results of the user's region and what lies below it; none for an auditor."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if not user.reads_published:
            return self.none()
        return self.filter(region__adcode__startswith=user.region.significant)

    def of(self, adcode, year):
        """All versions of a county and year."""
        return self.filter(region__adcode=adcode, year=year)

    def current(self):
        """Only the newest version of each, unless that takes the result back."""
        return self.filter(is_current=True).exclude(outcome=JudgedResult.Outcome.WITHDRAWN)


class JudgedResult(models.Model):
    """Whether a county meets a judged item in a year; another decision is another version.

    Written by ``indicators.standing.judging`` alone. ``origin`` names what it comes from where
    that is no single decision of the bureau, such as a round of evaluation.
    """

    class Outcome(models.TextChoices):
        MET = "met", "达标"
        NOT_MET = "not_met", "未达标"
        WITHDRAWN = "withdrawn", "撤回评定"

    item = models.ForeignKey(
        FrameworkItem, models.PROTECT, related_name="results", verbose_name="条目"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    year = models.PositiveSmallIntegerField("年度")
    outcome = models.CharField("评定结果", max_length=10, choices=Outcome)
    reason = models.CharField("理由", max_length=500)
    document = models.CharField("依据的文件或材料", max_length=200)
    decided_on = models.DateField("评定日期")
    origin = models.CharField("评定来源", max_length=80, blank=True)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name="替代的版本",
    )
    is_current = models.BooleanField("最新版本", default=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="记录人"
    )
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)

    objects = JudgedResultQuerySet.as_manager()

    class Meta:
        verbose_name = "人工评定结果"
        verbose_name_plural = "人工评定结果"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("item", "region", "year"),
                condition=Q(is_current=True),
                name="judged_result_current_once",
                violation_error_message="这一年已有评定结果。",
            ),
        )

    def __str__(self):
        return f"{self.item} {self.year}"

    @property
    def is_taken_back(self):
        """It says nothing of the item."""
        return self.outcome == self.Outcome.WITHDRAWN
