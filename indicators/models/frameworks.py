"""Frameworks of indicators (指标体系): trees of items, and standards that items have to meet."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from indicators.choices import Comparator, Stage
from indicators.models.catalogue import Indicator
from indicators.models.regions import Region

LEVELS = "ABC"
"""Names of the levels of a tree, from the top."""


class FrameworkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """National ones for all who sign in; a bureau's own for its region and those above it."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        national = Q(bureau__isnull=True)
        if not user.reads_published:
            return self.filter(national)
        return self.filter(national | Q(bureau__adcode__startswith=user.region.significant))

    def for_list(self):
        """With the number of what is measured and judged."""
        leaves = Q(items__kind__in=("measured", "judged"))
        return self.annotate(leaves=models.Count("items", filter=leaves))


class Framework(models.Model):
    """A scheme of evaluation, in one version; ``bureau`` is set where a bureau built it."""

    code = models.SlugField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("印发机关", max_length=80, blank=True)
    version = models.CharField("版本", max_length=20, blank=True)
    note = models.TextField("说明", blank=True)
    bureau = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="编制的教育局"
    )
    least_met = models.PositiveSmallIntegerField(
        "每校至少达标项数", null=True, blank=True, help_text="例如七项中至少六项"
    )
    rest_percent = models.PositiveSmallIntegerField(
        "其余项至少达到标准的百分之几", null=True, blank=True
    )
    points_from = models.PositiveSmallIntegerField(
        "教学点至少多少学生才计入", null=True, blank=True, help_text="空着：教学点都计入"
    )
    is_rule_verified = models.BooleanField("学校规则已核实", default=False)
    rule_doubt = models.CharField("学校规则未核实之处", max_length=200, blank=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "指标体系"
        verbose_name_plural = "指标体系"
        ordering = (F("bureau").asc(nulls_first=True), "code")

    def __str__(self):
        return self.name

    def is_built_by(self, user):
        """Whether the user may change it: an administrator of the bureau whose own it is."""
        return user.is_bureau_admin and self.bureau_id == user.region_id is not None


class FrameworkItemQuerySet(models.QuerySet):
    def measured(self):
        """Items that figures decide."""
        return self.filter(kind=FrameworkItem.Kind.MEASURED)


class FrameworkItem(models.Model):
    """A node of the tree; a measured one is a figure, or a part for each so many of a whole."""

    class Kind(models.TextChoices):
        GROUP = "group", "分类"
        MEASURED = "measured", "按数据判定"
        JUDGED = "judged", "人工评定"

    class Scope(models.TextChoices):
        SCHOOL = "school", "逐校"
        COUNTY = "county", "全县"

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="items", verbose_name="指标体系"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    code = models.CharField("编号", max_length=20)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类型", max_length=10, choices=Kind, default=Kind.GROUP)
    scope = models.CharField("范围", max_length=10, choices=Scope, default=Scope.COUNTY)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标"
    )
    part = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分子"
    )
    whole = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分母"
    )
    per = models.PositiveSmallIntegerField(
        "每多少", default=1, validators=(MinValueValidator(1),), help_text="每百名学生填 100"
    )
    is_lack_of_whole = models.BooleanField("缺的是分母", default=False)
    note = models.CharField("评定要求", max_length=500, blank=True)
    points = models.DecimalField(
        "分值",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(Decimal("0.01")),),
        help_text="按分评定的填满分；按达标评定的空着",
    )
    sequence = models.PositiveSmallIntegerField("顺序", default=0)

    objects = FrameworkItemQuerySet.as_manager()

    class Meta:
        verbose_name = "体系条目"
        verbose_name_plural = "体系条目"
        ordering = ("framework_id", "sequence", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "code"),
                name="framework_item_code",
                violation_error_message="该指标体系已有这个编号。",
            ),
            models.CheckConstraint(
                condition=Q(part__isnull=True, whole__isnull=True)
                | Q(part__isnull=False, whole__isnull=False),
                name="framework_item_part_with_whole",
                violation_error_message="分子和分母要么都填，要么都不填。",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gt=0),
                name="framework_item_points_positive",
                violation_error_message="分值要大于 0；按达标评定的请空着。",
            ),
        )

    def __str__(self):
        return self.name


class StandardQuerySet(models.QuerySet):
    def in_force(self, region, year):
        """Those of the country and of the region and what lies above it, valid in a year."""
        code = region.adcode
        chain = {code, f"{code[:4]}00", f"{code[:2]}0000"}
        return self.filter(
            Q(region__isnull=True) | Q(region__adcode__in=chain),
            Q(until__isnull=True) | Q(until__gte=year),
            since__lte=year,
        ).select_related("region")


class Standard(models.Model):
    """What an item has to reach in a stage, from a year on; a region may set its own."""

    class Measure(models.TextChoices):
        VALUE = "value", "标准"
        VARIATION = "variation", "差异系数上限"

    item = models.ForeignKey(
        FrameworkItem, models.CASCADE, related_name="standards", verbose_name="条目"
    )
    measure = models.CharField("衡量", max_length=10, choices=Measure, default=Measure.VALUE)
    stage = models.CharField("学段", max_length=20, choices=Stage, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="地区"
    )
    since = models.PositiveSmallIntegerField("自哪一年起")
    until = models.PositiveSmallIntegerField("到哪一年止", null=True, blank=True)
    comparator = models.CharField(
        "比较", max_length=10, choices=Comparator, default=Comparator.AT_LEAST
    )
    value = models.DecimalField("数值", max_digits=20, decimal_places=4)
    unit = models.CharField("单位", max_length=20, blank=True)
    document = models.CharField("文件", max_length=120, blank=True)
    article = models.CharField("条款", max_length=60, blank=True)
    is_verified = models.BooleanField("已核实", default=False)
    doubt = models.CharField("未核实之处", max_length=200, blank=True)

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = "标准"
        verbose_name_plural = "标准"
        ordering = ("item_id", "measure", "stage", "since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("item", "measure", "stage", "region", "since"),
                name="standard_of_region_once",
                violation_error_message="该地区这一年起已有标准。",
            ),
            models.UniqueConstraint(
                fields=("item", "measure", "stage", "since"),
                condition=Q(region__isnull=True),
                name="standard_once",
                violation_error_message="这一年起已有全国标准。",
            ),
            models.CheckConstraint(
                condition=Q(comparator__in=(Comparator.AT_LEAST, Comparator.AT_MOST)),
                name="standard_is_a_bound",
                violation_error_message="标准只能是“不低于”或“不超过”。",
            ),
            models.CheckConstraint(
                condition=Q(is_verified=True) | ~Q(doubt=""),
                name="standard_says_its_doubt",
                violation_error_message="未核实的标准要写明什么没有核实。",
            ),
        )

    def __str__(self):
        return f"{self.get_comparator_display()}{self.value.normalize():f}{self.unit}"
