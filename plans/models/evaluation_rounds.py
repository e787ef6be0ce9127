"""A round in which a framework is held against schools and counties (自评、复评、抽评)."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from indicators.models import Framework, FrameworkItem, Region, School


class RoundQuerySet(models.QuerySet):
    round_path = ""

    def visible_to(self, user):
        """The own bureau's for its members; for those who are asked, once it was opened."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        asked = f"{self.round_path}assessments__"
        if user.is_school_member:
            return self.filter(**{f"{asked}school": user.school_id}).distinct()
        if not user.is_bureau_member or user.region_id is None:
            return self.none()
        own = Q(**{f"{self.round_path}bureau": user.region_id})
        return self.filter(own | Q(**{f"{asked}county": user.region_id})).distinct()

    def for_list(self):
        """What a line of the list shows."""
        return self.select_related("framework", "bureau").order_by("-year", "-pk")

    def for_change(self, pk):
        """One of them as it stands, locked until the transaction ends."""
        return self.select_for_update(of=("self",)).select_related("bureau").get(pk=pk)


class EvaluationRound(models.Model):
    """A bureau's evaluation by a framework in a year; what is asked is copied when it opens."""

    class State(models.TextChoices):
        DRAFT = "draft", "准备"
        SELF = "self", "自评"
        CHECK = "check", "复评"
        SAMPLE = "sample", "抽评"
        CLOSED = "closed", "已结束"

    class Scope(models.TextChoices):
        ALL = "all", "全部学校"
        STAGES = "stages", "按学段"
        CHOSEN = "chosen", "选定学校"
        NONE = "none", "不评学校"

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="+", verbose_name="指标体系"
    )
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("名称", max_length=120)
    note = models.TextField("说明", blank=True)
    scope = models.CharField("参评学校", max_length=10, choices=Scope, default=Scope.ALL)
    stages = models.JSONField("学段", default=list, blank=True)
    chosen = models.ManyToManyField(School, blank=True, related_name="+", verbose_name="选定学校")
    asks_counties = models.BooleanField(
        "县级条目也评", default=False, help_text="县里评自己；市、省评下面各县"
    )
    self_until = models.DateField("自评截止")
    check_until = models.DateField("复评截止")
    sample_percent = models.PositiveSmallIntegerField(
        "抽评比例（%）",
        default=20,
        validators=(MaxValueValidator(100),),
        help_text="填 0 就不抽评",
    )
    seed = models.PositiveIntegerField("抽签种子", null=True, blank=True)
    state = models.CharField("阶段", max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人"
    )
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    opened_at = models.DateTimeField("开始自评时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="结束人",
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "评估"
        verbose_name_plural = "评估"
        ordering = ("-year", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", "year", "name"),
                name="round_name_once",
                violation_error_message="本局这一年已有同名的评估。",
            ),
            models.CheckConstraint(
                condition=Q(check_until__gte=models.F("self_until")),
                name="round_checks_after_self",
                violation_error_message="复评截止不能早于自评截止。",
            ),
            models.CheckConstraint(
                condition=Q(sample_percent__lte=100),
                name="round_sample_is_a_share",
                violation_error_message="抽评比例是 0 到 100 的整数。",
            ),
        )

    def __str__(self):
        return self.name

    @property
    def is_closed(self):
        """Nothing of it changes any more."""
        return self.state == self.State.CLOSED

    @property
    def has_sample(self):
        """Some of its assessments are to be looked at a second time."""
        return self.sample_percent > 0


class RoundItemQuerySet(RoundQuerySet):
    round_path = "round__"


class RoundItem(models.Model):
    """A leaf of the framework as it stood when the round was opened.

    ``standards`` are dicts with ``stage`` (empty: all), ``text``, ``comparator`` and ``value``;
    ``group`` names the branches above it.
    """

    round = models.ForeignKey(
        EvaluationRound, models.PROTECT, related_name="items", verbose_name="评估"
    )
    item = models.ForeignKey(
        FrameworkItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="体系条目",
    )
    position = models.PositiveSmallIntegerField("顺序")
    group = models.CharField("分类", max_length=400, blank=True)
    code = models.CharField("编号", max_length=20)
    name = models.CharField("名称", max_length=120)
    note = models.CharField("评定要求", max_length=500, blank=True)
    kind = models.CharField("类型", max_length=10, choices=FrameworkItem.Kind)
    scope = models.CharField("范围", max_length=10, choices=FrameworkItem.Scope)
    points = models.DecimalField("分值", max_digits=6, decimal_places=2, null=True, blank=True)
    standards = models.JSONField("标准", default=list, blank=True)

    objects = RoundItemQuerySet.as_manager()

    class Meta:
        verbose_name = "评估条目"
        verbose_name_plural = "评估条目"
        ordering = ("round_id", "position")
        constraints = (
            models.UniqueConstraint(fields=("round", "position"), name="round_item_place"),
        )

    def __str__(self):
        return f"{self.code} {self.name}"

    def standards_of(self, stage):
        """Those that a place of a stage has to meet; all of them where its stage is unknown."""
        return [s for s in self.standards if not stage or s["stage"] in ("", stage)]

    def is_asked_of(self, place):
        """Whether an assessment is about it: a county's items of counties, a stage's of schools."""
        if place.county_id is not None:
            return self.scope == FrameworkItem.Scope.COUNTY
        is_schools = self.scope == FrameworkItem.Scope.SCHOOL
        return is_schools and (not self.standards or bool(self.standards_of(place.stage)))
