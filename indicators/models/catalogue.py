"""What is measured: indicators and the other names that documents give them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from indicators.choices import Stage
from indicators.models.regions import Region


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The catalogue is common property of all who sign in."""
        return self if user.is_authenticated else self.none()

    def kept(self):
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def entered(self):
        """Those that people and programs give figures of: no formula reckons them."""
        return self.kept().filter(formula="")


class Indicator(models.Model):
    """Something that can be measured again and again."""

    class Direction(models.TextChoices):
        HIGHER = "higher", "越高越好"
        LOWER = "lower", "越低越好"
        NEUTRAL = "neutral", "无方向"

    class Kind(models.TextChoices):
        NUMBER = "number", "数量"
        RATE = "rate", "比率"
        RATIO = "ratio", "比值"
        AMOUNT = "amount", "金额"
        AREA = "area", "面积"
        YES_NO = "yes_no", "是否"

    class Aggregation(models.TextChoices):
        """How the figures of schools make one of their county; empty where nobody decided."""

        SUM = "sum", "合计"
        WEIGHTED_MEAN = "weighted_mean", "加权平均"
        LATEST = "latest", "取最近一期"
        NONE = "none", "不能汇总"

    code = models.CharField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80, unique=True)
    unit = models.CharField("单位", max_length=20)
    stage = models.CharField("学段", max_length=20, choices=Stage, blank=True)
    direction = models.CharField(
        "方向", max_length=10, choices=Direction, default=Direction.NEUTRAL
    )
    kind = models.CharField("类型", max_length=10, choices=Kind, default=Kind.NUMBER)
    aggregation = models.CharField(
        "汇总方式",
        max_length=15,
        choices=Aggregation,
        blank=True,
        help_text="各校的数怎样成为全县的数；没有选定的不汇总",
    )
    weight = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="weighs",
        verbose_name="权数",
        help_text="加权平均时用哪个指标作权数，例如在校生数",
    )
    aggregation_note = models.CharField("汇总说明", max_length=120, blank=True)
    definition = models.TextField("定义", blank=True)
    source_note = models.TextField("出处", blank=True)

    numerator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分子"
    )
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分母"
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="其中数属于",
        help_text="例如“公办幼儿园数”属于“幼儿园数”：其中数不能大于总数",
    )
    formula = models.TextField(
        "公式",
        blank=True,
        help_text="由其他指标的代码组成的算式，例如 pri.pupils / pri.teachers",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name="并入",
        help_text="重复的指标并入哪一个；原代码仍能查到",
    )

    objects = IndicatorQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="指标的修改")

    class Meta:
        verbose_name = "指标"
        verbose_name_plural = "指标"
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(aggregation="weighted_mean", weight__isnull=False)
                | (~Q(aggregation="weighted_mean") & Q(weight__isnull=True)),
                name="indicator_weight_of_mean",
                violation_error_message="加权平均要选权数，其他汇总方式不选。",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(
                    numerator__isnull=False,
                    denominator__isnull=False,
                    kind__in=("rate", "ratio"),
                ),
                name="indicator_parts_of_rate",
                violation_error_message="分子和分母要一起选，并且只有比率和比值才有。",
            ),
            models.CheckConstraint(
                condition=Q(formula="") | Q(numerator__isnull=True),
                name="indicator_formula_or_parts",
                violation_error_message="分子分母和公式只能写一种。",
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="indicator_part_of_another",
                violation_error_message="指标不能是自己的其中数。",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="indicator_merged_elsewhere",
                violation_error_message="指标不能并入自己。",
            ),
        )

    def __str__(self):
        return self.name


class IndicatorAliasQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The catalogue's own names, and those that the user's bureau has learned."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        own = Q(bureau=user.region_id) if user.is_bureau_member else Q(pk__in=())
        return self.filter(Q(bureau__isnull=True) | own)

    def known_to(self, bureau):
        """The catalogue's own names, and those that a bureau has learned."""
        return self.filter(Q(bureau__isnull=True) | Q(bureau=bureau))

    def learned(self):
        """Names that a person taught by matching a statement."""
        return self.filter(bureau__isnull=False)


class IndicatorAlias(models.Model):
    """Another name that documents use for an indicator; a learned one serves its bureau alone."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="aliases", verbose_name="指标"
    )
    name = models.CharField("别名", max_length=80)
    bureau = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="学得的教育局"
    )
    learned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="选定人",
    )
    learned_at = models.DateTimeField("选定时间", null=True, blank=True)

    objects = IndicatorAliasQuerySet.as_manager()

    class Meta:
        verbose_name = "指标别名"
        verbose_name_plural = "指标别名"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "name"),
                condition=Q(bureau__isnull=True),
                name="alias_once",
                violation_error_message="该指标已有此别名。",
            ),
            models.UniqueConstraint(
                fields=("bureau", "name"),
                name="alias_learned_once",
                violation_error_message="本局已为这一名称选定过指标。",
            ),
        )

    def __str__(self):
        return self.name
