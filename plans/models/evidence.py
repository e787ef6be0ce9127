"""What was found in a plan: tasks, statements, money, duties, deadlines, each at its place."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.models import Comparator, Indicator, Unit
from plans.models.documents import Plan
from plans.models.sources import BureauQuerySet


class ReviewState(models.TextChoices):
    """What a person has decided about a proposal."""

    PROPOSED = "proposed", "待核"
    ACCEPTED = "accepted", "已核"
    CORRECTED = "corrected", "已更正"
    REJECTED = "rejected", "已剔除"


class EvidenceQuerySet(BureauQuerySet):
    """Rows found in a plan."""

    bureau_path = "plan__bureau"


class Evidence(models.Model):
    """A row that stands at a place of its plan's source, in characters of the decoded text."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)ss", verbose_name="计划")
    start = models.PositiveIntegerField("原文起", null=True, blank=True)
    end = models.PositiveIntegerField("原文止", null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("plan", "start", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(start__lte=F("end")),
                name="%(class)s_span_in_order",
                violation_error_message="原文起止位置有误。",
            ),
        )


class Reviewed(Evidence):
    """A proposal that counts only once a person has confirmed it."""

    state = models.CharField(
        "核对", max_length=10, choices=ReviewState, default=ReviewState.PROPOSED
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="核对人",
    )
    reviewed_at = models.DateTimeField("核对时间", null=True, blank=True)

    class Meta(Evidence.Meta):
        abstract = True


class Task(Reviewed):
    """An item of the plan's outline, with who must do it by when.

    The tree is the order and the depth: what follows deeper belongs to the item.
    """

    position = models.PositiveIntegerField("次序")
    depth = models.PositiveSmallIntegerField("层次", default=0)
    number = models.CharField("编号", max_length=40, blank=True)
    title = models.CharField("标题", max_length=255, blank=True)
    text = models.TextField("内容", blank=True)
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="牵头单位"
    )
    supporting_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="配合单位"
    )
    due_on = models.DateField("完成时限", null=True, blank=True)

    class Meta(Reviewed.Meta):
        verbose_name = "任务"
        verbose_name_plural = "任务"
        ordering = ("plan", "position")
        constraints = (
            *Reviewed.Meta.constraints,
            models.UniqueConstraint(
                fields=("plan", "position"),
                name="task_position_once",
                violation_error_message="同一计划内任务次序重复。",
            ),
        )

    def __str__(self):
        return f"{self.number}{self.title}" or self.text[:40]


class Statement(Reviewed):
    """A quantified statement of the text (文中量化表述), in base units."""

    class Nature(models.TextChoices):
        TARGET = "target", "目标"
        ACTUAL = "actual", "完成"
        BASELINE = "baseline", "基期"
        STANDARD = "standard", "标准"
        REFERENCE = "reference", "参照"

    class Category(models.TextChoices):
        INDICATOR = "indicator", "指标"
        FUNDING = "funding", "经费"

    text = models.CharField("数字原样", max_length=255)
    quote = models.TextField("所在句")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    value_high = models.DecimalField("上限", max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=40, blank=True)
    comparator = models.CharField("比较", max_length=10, choices=Comparator)
    nature = models.CharField("性质", max_length=10, choices=Nature)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    category = models.CharField("类别", max_length=10, choices=Category)
    indicator_name = models.CharField("文中指标", max_length=255, blank=True)
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name="目录指标",
    )
    per = models.CharField("计量对象", max_length=40, blank=True)
    scope = models.CharField("范围", max_length=255, blank=True)
    rule = models.CharField("识别规则", max_length=60, blank=True)
    task = models.ForeignKey(
        Task,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name="所在任务",
    )

    class Meta(Reviewed.Meta):
        verbose_name = "量化表述"
        verbose_name_plural = "量化表述"

    def __str__(self):
        return f"{self.indicator_name} {self.text}".strip()


class FundingItem(Reviewed):
    """Money named in the plan: what for, how much, from whom."""

    statement = models.OneToOneField(
        Statement,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="funding_item",
        verbose_name="量化表述",
    )
    purpose = models.CharField("经费项目", max_length=255, blank=True)
    amount = models.DecimalField("金额（元）", max_digits=20, decimal_places=2)
    per = models.CharField("计量对象", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    funding_source = models.CharField("资金来源", max_length=80, blank=True)

    class Meta(Reviewed.Meta):
        verbose_name = "经费项目"
        verbose_name_plural = "经费项目"

    def __str__(self):
        return self.purpose or f"{self.amount}"


class Duty(Evidence):
    """A passage that makes units responsible."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties", verbose_name="计划")
    quote = models.TextField("原句")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="牵头单位")
    supporting_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="配合单位"
    )

    class Meta(Evidence.Meta):
        verbose_name = "责任分工"
        verbose_name_plural = "责任分工"

    def __str__(self):
        return self.quote[:40]


class Deadline(Evidence):
    """A passage that bounds time; ``due_on`` is empty where the source masks the year."""

    class Precision(models.TextChoices):
        DAY = "day", "日"
        TEN_DAYS = "ten_days", "旬"
        MONTH = "month", "月"
        QUARTER = "quarter", "季"
        HALF_YEAR = "half_year", "半年"
        YEAR = "year", "年"

    quote = models.TextField("原句")
    due_on = models.DateField("最后一天", null=True, blank=True)
    precision = models.CharField("精度", max_length=10, choices=Precision)

    class Meta(Evidence.Meta):
        verbose_name = "时限"
        verbose_name_plural = "时限"

    def __str__(self):
        return self.quote
