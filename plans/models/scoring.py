"""How a bureau scores its units, what people judged, and periods that were frozen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.models import Region, School, Unit
from plans.models.submission_steps import WrittenOnce, _AppendOnly
from plans.personal import PersonalCharField


class OfBureauQuerySet(models.QuerySet):
    """Rows that only members of their bureau see."""

    def visible_to(self, user):
        """The own bureau's for its members, all for system administrators."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if user.is_bureau_member and user.region_id is not None:
            return self.filter(bureau=user.region_id)
        return self.none()


class WrittenOnceOfBureau(_AppendOnly, OfBureauQuerySet):
    """Rows of a bureau that are written and read."""


class ScoreScheme(WrittenOnce):
    """Points and weights of a bureau's scores (考核办法); the newest counts, older ones stay."""

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    on_time = models.DecimalField("按时办结（分）", max_digits=5, decimal_places=2, default=60)
    reached = models.DecimalField("目标达成（分）", max_digits=5, decimal_places=2, default=30)
    heard = models.DecimalField("按期反馈（分）", max_digits=5, decimal_places=2, default=10)
    cap = models.DecimalField("加减分上限（分）", max_digits=5, decimal_places=2, default=10)
    weights = models.JSONField("各类事项的权重", default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="制定人"
    )
    at = models.DateTimeField("制定时间")

    objects = WrittenOnceOfBureau.as_manager()

    class Meta:
        verbose_name = "考核办法"
        verbose_name_plural = "考核办法"
        ordering = ("bureau_id", "-at", "-pk")

    def __str__(self):
        return f"{self.bureau} {self.at:%Y-%m-%d}"


class Judged(models.Model):
    """Who is judged: a unit or a school."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="学校"
    )

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(school__isnull=True),
                name="%(class)s_of_one",
                violation_error_message="请选择一个单位或一所学校。",
            ),
        )

    @property
    def whom(self):
        """The unit or the school."""
        return self.unit or self.school


class ScoreJudgement(WrittenOnce, Judged):
    """Points given or taken by a person, with a reason; a wrong one is offset, never erased."""

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    day = models.DateField("日期", help_text="计入这一天所在的考核期")
    points = models.DecimalField("加减分", max_digits=5, decimal_places=2, default=0)
    is_veto = models.BooleanField("一票否决", default=False)
    reason = PersonalCharField("理由", max_length=300)
    offsets = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offset_by",
        verbose_name="冲销",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="评定人"
    )
    at = models.DateTimeField("评定时间")

    objects = WrittenOnceOfBureau.as_manager()

    class Meta(Judged.Meta):
        verbose_name = "加减分"
        verbose_name_plural = "加减分"
        ordering = ("-day", "-pk")
        constraints = (
            *Judged.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="judgement_has_reason",
                violation_error_message="加减分要写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(points=0) | Q(is_veto=True) | Q(offsets__isnull=False),
                name="judgement_says_something",
                violation_error_message="请填写加分或减分，或选择一票否决。",
            ),
        )

    def __str__(self):
        return self.reason[:40]

    @property
    def is_standing(self):
        """It offsets nothing, and nothing offsets it."""
        return self.offsets_id is None and getattr(self, "offset_by", None) is None


class Period(WrittenOnce):
    """A month, quarter or year that was closed (考核期); what it held then stays as it was."""

    class Kind(models.TextChoices):
        MONTH = "month", "月"
        QUARTER = "quarter", "季度"
        YEAR = "year", "年度"

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    kind = models.CharField("种类", max_length=10, choices=Kind)
    begins_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="封存人"
    )
    closed_at = models.DateTimeField("封存时间")
    scheme = models.ForeignKey(
        ScoreScheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="考核办法",
    )
    snapshot = models.JSONField("封存的评分")
    matters = models.JSONField("封存的事项", default=list, blank=True)

    objects = WrittenOnceOfBureau.as_manager()

    class Meta:
        verbose_name = "考核期"
        verbose_name_plural = "考核期"
        ordering = ("-ends_on", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", "kind", "begins_on"),
                name="period_closed_once",
                violation_error_message="这一期已经封存。",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__lte=F("ends_on")),
                name="period_begins_before_it_ends",
                violation_error_message="开始日期不能晚于结束日期。",
            ),
        )

    def __str__(self):
        if self.kind == self.Kind.YEAR:
            return f"{self.begins_on.year}年度"
        if self.kind == self.Kind.QUARTER:
            return f"{self.begins_on.year}年第{(self.begins_on.month + 2) // 3}季度"
        return f"{self.begins_on.year}年{self.begins_on.month}月"
