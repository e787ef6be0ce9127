"""What was promised and what was reached, in versions that nobody overwrites."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.choices import (
    Comparator,
    Frequency,
    Origin,
    Ownership,
    Residence,
    Sex,
    Stage,
)
from indicators.models.catalogue import Indicator
from indicators.models.owned import School
from indicators.models.regions import Region
from indicators.models.releases import Release
from indicators.periods import PARTS, Period

BREAKDOWNS = ("sex", "residence", "stage", "ownership")
"""Columns that say of which part a figure is; empty where it is of all."""
CURRENT = Q(ended_in__isnull=True, is_withdrawn=False)
"""The newest version, unless that takes the figure back."""


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
        return self.filter(CURRENT)

    def yearly(self):
        """Figures of whole calendar years."""
        return self.filter(frequency=Frequency.YEAR)

    def as_of(self, number):
        """What readers saw after a release: versions that had come out and were not replaced."""
        lasted = Q(ended_in__isnull=True) | Q(ended_in__gt=number)
        return self.filter(lasted, released_in__lte=number, is_withdrawn=False)


class Figure(models.Model):
    """A published value; a correction or withdrawal is a new version, never an overwriting.

    教育统计管理规定 §32: nobody may alter a collected figure. Written by ``indicators.releasing``
    alone, which gives the versions their releases.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name="指标")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="地区")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, verbose_name="学校")
    frequency = models.CharField(
        "时期类型", max_length=12, choices=Frequency, default=Frequency.YEAR
    )
    year = models.PositiveSmallIntegerField("年度")
    part = models.PositiveSmallIntegerField("第几期", default=0)
    value = models.DecimalField("数值", max_digits=20, decimal_places=4)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name="替代的版本",
    )
    first = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="最早的版本"
    )
    released_in = models.ForeignKey(
        Release, models.PROTECT, related_name="+", db_index=False, verbose_name="发布于"
    )
    ended_in = models.ForeignKey(
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="被替代于",
    )
    is_withdrawn = models.BooleanField("撤回", default=False)
    origin = models.CharField("来源", max_length=12, choices=Origin, default=Origin.PLAN)
    note = models.CharField("附注", max_length=200, blank=True)
    reason = models.CharField("更正原因", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="记录人"
    )
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)

    objects = FigureQuerySet.as_manager()

    SUBJECT = ("indicator_id", "region_id", "school_id", "frequency", "year", "part")
    """Columns that say what a figure is of: the same in all its versions."""

    class Meta:
        abstract = True
        ordering = ("indicator_id", "region_id", "-year")
        indexes = (
            # What programs page through by number: every filter has an index that ends in it.
            *(
                models.Index(*fields, "id", condition=CURRENT, name=f"%(class)s_by_{name}")
                for name, *fields in (
                    ("indicator", "indicator"),
                    ("year", "indicator", "year"),
                    ("place", "indicator", "region"),
                    ("region", "region"),
                    ("school", "school"),
                )
            ),
            models.Index(
                fields=("indicator", "region", "school", "year"), name="%(class)s_versions"
            ),
            models.Index(fields=("released_in", "id"), name="%(class)s_released"),
            models.Index(
                fields=("ended_in",),
                condition=Q(ended_in__isnull=False),
                name="%(class)s_ended",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(frequency=frequency, part__range=(min(parts, 1), parts))
                        for frequency, parts in PARTS.items()
                    ),
                    _connector=Q.OR,
                ),
                name="%(class)s_part_of_period",
                violation_error_message="该类时期没有这一期。",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(reason=""),
                name="%(class)s_correction_has_reason",
                violation_error_message="更正已发布的数据必须写明原因。",
            ),
        )

    def __str__(self):
        return f"{self.indicator} {self.period.code} {self.value.normalize():f}"

    @property
    def subject(self):
        """What the value is of; a version never changes that."""
        return tuple(getattr(self, name) for name in self.SUBJECT)

    @property
    def period(self):
        """What the value is of: a year, school year, term, quarter or month."""
        return Period(self.year, self.part, self.frequency)


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


class ObservationQuerySet(FigureQuerySet):
    def reached(self):
        """What was reached in a whole year, all pupils, schools and places taken together."""
        return self.reached_by_stage().filter(stage="")

    def reached_by_stage(self):
        """The same, and beside it what was reached in each stage of education."""
        whole = {name: "" for name in BREAKDOWNS if name != "stage"}
        return self.yearly().filter(nature=Observation.Nature.ACTUAL, **whole)


class Observation(Figure):
    """What was reached, or what a target started from; of all pupils, schools and places, or of
    a part of them where a breakdown says which."""

    class Nature(models.TextChoices):
        ACTUAL = "actual", "完成值"
        BASELINE = "baseline", "基期值"
        ESTIMATE = "estimate", "预计值"
        REFERENCE = "reference", "参照值"

    class Status(models.TextChoices):
        FINAL = "final", "正式"
        PROVISIONAL = "provisional", "初步"

    nature = models.CharField("性质", max_length=10, choices=Nature, default=Nature.ACTUAL)
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.FINAL)
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    residence = models.CharField("城乡", max_length=10, choices=Residence, blank=True)
    stage = models.CharField("分学段", max_length=20, choices=Stage, blank=True)
    ownership = models.CharField("办别", max_length=10, choices=Ownership, blank=True)

    objects = ObservationQuerySet.as_manager()

    SUBJECT = (*Figure.SUBJECT, "nature", *BREAKDOWNS)

    class Meta(Figure.Meta):
        verbose_name = "监测值"
        verbose_name_plural = "监测值"
