"""Figures that a bureau has entered and not yet published: its own work, shown to nobody else."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from indicators.choices import Frequency, Origin, Ownership, Residence, Sex, Stage
from indicators.models.catalogue import Indicator
from indicators.models.figures import BREAKDOWNS, Observation
from indicators.models.owned import School
from indicators.models.regions import Region
from indicators.periods import PARTS, Period
from indicators.values import shown

KEY = ("indicator", "region", "school", "frequency", "year", "part", "nature", *BREAKDOWNS)
"""What says which figure a draft proposes; of each there is one draft a bureau."""


class Key(NamedTuple):
    """Which figure an observation or a draft is, whatever its version."""

    indicator_id: int
    region_id: int
    school_id: int | None
    frequency: str
    year: int
    part: int
    nature: str = "actual"
    sex: str = ""
    residence: str = ""
    stage: str = ""
    ownership: str = ""

    @property
    def is_whole(self):
        """Whether the figure is of all, not of a part of them."""
        return not any(self[-4:])


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts of the user's own bureau, for its members; all for system administrators."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if not user.is_bureau_member or user.region_id is None:
            return self.none()
        return self.filter(bureau=user.region_id)

    def of_period(self, period):
        """Drafts of one year, school year, term, quarter or month."""
        return self.filter(frequency=period.frequency, year=period.year, part=period.part)

    def for_list(self):
        """With all that a page says of each."""
        return self.select_related(
            "bureau", "indicator", "region", "school", "supersedes", "entered_by"
        )


class Draft(models.Model):
    """One proposed observation; an empty value proposes to withdraw the published one.

    ``supersedes`` is the version that was published when the draft was entered: where another
    one has come out since, a person decides again.
    """

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="教育局")
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name="指标")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, verbose_name="学校")
    frequency = models.CharField(
        "时期类型", max_length=12, choices=Frequency, default=Frequency.YEAR
    )
    year = models.PositiveSmallIntegerField("年度")
    part = models.PositiveSmallIntegerField("第几期", default=0)
    nature = models.CharField(
        "性质",
        max_length=10,
        choices=Observation.Nature,
        default=Observation.Nature.ACTUAL,
    )
    status = models.CharField(
        "状态",
        max_length=12,
        choices=Observation.Status,
        default=Observation.Status.FINAL,
    )
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    residence = models.CharField("城乡", max_length=10, choices=Residence, blank=True)
    stage = models.CharField("分学段", max_length=20, choices=Stage, blank=True)
    ownership = models.CharField("办别", max_length=10, choices=Ownership, blank=True)
    value = models.DecimalField("数值", max_digits=20, decimal_places=4, null=True, blank=True)
    note = models.CharField("附注", max_length=200, blank=True)
    reason = models.CharField("更正原因", max_length=300, blank=True)
    origin = models.CharField("来源", max_length=12, choices=Origin, default=Origin.ENTRY)
    supersedes = models.ForeignKey(
        Observation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="替代的版本",
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "待发布的数据"
        verbose_name_plural = "待发布的数据"
        ordering = ("indicator__code", "school_id", "year", "part", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", *KEY),
                condition=Q(school__isnull=False),
                name="draft_of_school_once",
                violation_error_message="这一数据已有一条待发布的记录。",
            ),
            models.UniqueConstraint(
                fields=("bureau", *(name for name in KEY if name != "school")),
                condition=Q(school__isnull=True),
                name="draft_of_region_once",
                violation_error_message="这一数据已有一条待发布的记录。",
            ),
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(frequency=frequency, part__range=(min(parts, 1), parts))
                        for frequency, parts in PARTS.items()
                    ),
                    _connector=Q.OR,
                ),
                name="draft_part_of_period",
                violation_error_message="该类时期没有这一期。",
            ),
        )

    def __str__(self):
        return f"{self.indicator} {self.period.code}"

    @property
    def period(self):
        """What the value is of."""
        return Period(self.year, self.part, self.frequency)

    @property
    def key(self):
        """Which figure it proposes."""
        return key_of(self)

    @property
    def place(self):
        """The school, or the region where it is of all."""
        return self.school or self.region

    @property
    def breakdown(self):
        """Of which part the figure is, in words; empty where it is of all."""
        words = (getattr(self, f"get_{name}_display")() for name in BREAKDOWNS)
        return "、".join(word for word in words if word)

    @property
    def before(self):
        """The published value that it would replace, as text; empty where there is none."""
        return shown(self.supersedes.value) if self.supersedes else ""

    @property
    def after(self):
        """The proposed value as text; empty where it proposes to withdraw."""
        return shown(self.value)


LASTING = timedelta(days=3)
"""How long a file waits for its sender."""


class FigureUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the user himself sent and may still write."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user.pk, uploaded_at__gte=timezone.now() - LASTING)

    def keep(self, user, *, name, file):
        """Keep a user's file, instead of an earlier one; drop those nobody came back for."""
        since = timezone.now() - LASTING
        self.filter(Q(user=user) | Q(uploaded_at__lt=since)).delete()
        return self.create(user=user, name=name, file=file)


class FigureUpload(models.Model):
    """A table of figures as a person sent it; only the newest of each person is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="用户"
    )
    name = models.CharField("文件名", max_length=255)
    file = models.BinaryField("文件")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = FigureUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "上传的数据表"
        verbose_name_plural = "上传的数据表"

    def __str__(self):
        return self.name


def key_of(row):
    """The key of an observation or a draft."""
    return Key(*(getattr(row, column) for column in Key._fields))
