"""What is measured, where and by whom, what was promised, what was reached."""

import re

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.choices import Comparator, Stage


class RegionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Division codes are public facts: whoever has signed in may read them."""
        return self if user.is_authenticated else self.none()

    def subtree_of(self, region):
        """The region itself and everything below it, by the significant digits of its code."""
        return self.filter(adcode__startswith=region.significant)

    def called(self, words):
        """Regions of a six-digit code that begins the words, else of that name, else so begun."""
        code = re.match(r"\d{6}(?!\d)", words)
        if code:
            return self.filter(adcode=code.group())
        exact = self.filter(Q(name=words) | Q(full_name=words))
        return exact if exact.exists() else self.filter(name__startswith=words)

    def in_year(self, year):
        """Only the regions that existed in a year."""
        began = Q(since__isnull=True) | Q(since__lte=year)
        return self.filter(began, Q(until__isnull=True) | Q(until__gte=year))


class Region(models.Model):
    """A division of GB/T 2260, current or abolished."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省级"
        PREFECTURE = "prefecture", "地级"
        COUNTY = "county", "县级"

    adcode = models.CharField("行政区划代码", max_length=6)
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=120)
    level = models.CharField("级别", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    since = models.PositiveSmallIntegerField("启用年", null=True, blank=True)
    until = models.PositiveSmallIntegerField("最后一年", null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "地区"
        verbose_name_plural = "地区"
        # The current one first: databases differ on where an empty year stands.
        ordering = ("adcode", F("until").desc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(
                fields=("adcode", "name"),
                name="region_adcode_name",
                violation_error_message="该代码与名称的地区已经存在。",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
                name="region_since_before_until",
                violation_error_message="启用年不能晚于最后一年。",
            ),
        )

    def __str__(self):
        return self.full_name

    @property
    def significant(self):
        """The digits of the code that its whole subtree shares."""
        width = {self.Level.PROVINCE: 2, self.Level.PREFECTURE: 4}.get(self.level, 6)
        return self.adcode[:width]


class OwnedQuerySet(models.QuerySet):
    """Rows of a dimension that belong to a region."""

    def visible_to(self, user):
        """All for system administrators, else the region's; outside a bureau, confirmed ones.

        What nobody has confirmed may be a word of a draft.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if not user.reads_published:
            return self.none()
        own = self.filter(region__adcode__startswith=user.region.significant)
        return own if user.is_bureau_member else own.filter(is_confirmed=True)


class Owned(models.Model):
    """A unit or school: what documents name, until a person confirms that it exists."""

    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name="所属地区"
    )
    name = models.CharField("名称", max_length=120)
    is_confirmed = models.BooleanField("已确认", default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("region_id", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "name"),
                name="%(class)s_region_name",
                violation_error_message="该地区已有同名记录。",
            ),
            models.UniqueConstraint(
                fields=("name",),
                condition=Q(region__isnull=True),
                name="%(class)s_name_without_region",
                violation_error_message="已有同名且未定地区的记录。",
            ),
        )

    def __str__(self):
        return self.name


class Unit(Owned):
    """A section, department, town or school office that can be responsible (责任单位)."""

    class Meta(Owned.Meta):
        verbose_name = "单位"
        verbose_name_plural = "单位"


class School(Owned):
    """A school, kindergarten, college or teaching point."""

    school_code = models.CharField("学校标识码", max_length=10, blank=True)
    stage = models.CharField("学段", max_length=20, choices=Stage, blank=True)
    town = models.CharField("乡镇（街道）", max_length=60, blank=True)

    class Meta(Owned.Meta):
        verbose_name = "学校"
        verbose_name_plural = "学校"
        constraints = (
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=("school_code",),
                condition=~Q(school_code=""),
                name="school_code_once",
                violation_error_message="该学校标识码已被使用。",
            ),
        )


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The catalogue is common property of all who sign in."""
        return self if user.is_authenticated else self.none()


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

    class Aggregation(models.TextChoices):
        """How the figures of schools make one of their county; empty where nobody decided."""

        SUM = "sum", "合计"
        WEIGHTED_MEAN = "weighted_mean", "加权平均"
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

    objects = IndicatorQuerySet.as_manager()

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


class FigureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published figures of the user's region and what lies below it; none for an auditor."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if not user.reads_published:
            return self.none()
        return self.filter(region__adcode__startswith=user.region.significant)

    def current(self):
        """Only the newest version of each figure, unless that takes it back."""
        return self.filter(superseded_by__isnull=True, is_withdrawn=False)


class Figure(models.Model):
    """A published value; a correction or withdrawal is a new version, never an overwriting.

    教育统计管理规定 §32: nobody may alter a collected figure.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name="指标")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="地区")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, verbose_name="学校")
    year = models.PositiveSmallIntegerField("年度")
    value = models.DecimalField("数值", max_digits=20, decimal_places=4)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name="替代的版本",
    )
    is_withdrawn = models.BooleanField("撤回", default=False)
    reason = models.CharField("更正原因", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="记录人"
    )
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("indicator_id", "region_id", "-year")
        constraints = (
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(reason=""),
                name="%(class)s_correction_has_reason",
                violation_error_message="更正已发布的数据必须写明原因。",
            ),
        )

    def __str__(self):
        return f"{self.indicator} {self.year} {self.value.normalize():f}"


class Target(Figure):
    """What was promised for a year."""

    comparator = models.CharField(
        "比较", max_length=10, choices=Comparator, default=Comparator.EXACTLY
    )
    value_high = models.DecimalField("上限", max_digits=20, decimal_places=4, null=True, blank=True)
    baseline = models.DecimalField("基期值", max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta(Figure.Meta):
        verbose_name = "目标值"
        verbose_name_plural = "目标值"


class Observation(Figure):
    """What was reached, or the value that a target started from."""

    class Nature(models.TextChoices):
        ACTUAL = "actual", "完成值"
        BASELINE = "baseline", "基期值"

    nature = models.CharField("性质", max_length=10, choices=Nature, default=Nature.ACTUAL)

    class Meta(Figure.Meta):
        verbose_name = "监测值"
        verbose_name_plural = "监测值"
