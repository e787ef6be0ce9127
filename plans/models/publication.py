"""What a plan gave to the indicators, what people corrected, and who has a row open."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.models import Observation, Target
from plans.models.documents import Plan
from plans.models.evidence import EvidenceQuerySet, Statement
from plans.models.sources import BureauQuerySet
from plans.personal import PersonalCharField


class Publication(models.Model):
    """One act of publishing a plan; taking it back leaves the act and its trace."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="publications", verbose_name="计划")
    number = models.PositiveSmallIntegerField("第几次")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人"
    )
    published_at = models.DateTimeField("发布时间")
    reason = PersonalCharField("原因", max_length=300, blank=True)
    counts = models.JSONField("发布内容", default=dict)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤回人",
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_reason = PersonalCharField("撤回原因", max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "发布"
        verbose_name_plural = "发布"
        ordering = ("plan_id", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "number"),
                name="publication_number_once",
                violation_error_message="该计划的这一次发布已经存在。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="publication_withdrawal_has_reason",
                violation_error_message="撤回发布必须写明原因。",
            ),
        )

    def __str__(self):
        return f"{self.plan} 第{self.number}次发布"


class PublishedFigureQuerySet(BureauQuerySet):
    bureau_path = "publication__plan__bureau"
    plan_path = "publication__plan__"

    def newest_first(self):
        """What a statement gave last comes first."""
        return self.select_related("target", "observation").order_by("-publication__number")


class PublishedFigure(models.Model):
    """The evidence of a published figure: the statement that it was read from."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="figures", verbose_name="发布"
    )
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="figures", verbose_name="量化表述"
    )
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="目标值"
    )
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监测值"
    )

    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "已发布数据的出处"
        verbose_name_plural = "已发布数据的出处"
        constraints = (
            models.CheckConstraint(
                condition=Q(target__isnull=True) ^ Q(observation__isnull=True),
                name="published_figure_is_one",
                violation_error_message="一条出处只对应一个目标值或一个监测值。",
            ),
        )

    def __str__(self):
        return f"{self.statement}"

    @property
    def figure(self):
        """The published value itself."""
        return self.target or self.observation


class CorrectionQuerySet(BureauQuerySet):
    bureau_path = "statement__plan__bureau"
    plan_path = "statement__plan__"


class Correction(models.Model):
    """A field that extraction filled wrongly: what it said and what a person says."""

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="corrections", verbose_name="量化表述"
    )
    field = models.CharField("字段", max_length=40)
    proposed = PersonalCharField("识别为", max_length=255, blank=True)
    corrected = PersonalCharField("更正为", max_length=255, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "更正"
        verbose_name_plural = "更正"
        constraints = (
            models.UniqueConstraint(
                fields=("statement", "field"),
                name="correction_once",
                violation_error_message="该字段的更正已有记录。",
            ),
        )

    def __str__(self):
        return f"{self.proposed} → {self.corrected}"


class OpenRow(models.Model):
    """The row that a person has in a form just now."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name="用户",
    )
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="open_rows", verbose_name="计划")
    key = models.CharField("记录", max_length=20)
    opened_at = models.DateTimeField("打开时间")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "打开的记录"
        verbose_name_plural = "打开的记录"

    def __str__(self):
        return self.key
