"""What schools are asked for: a form of sections, versioned, the bureau's own or for all."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from indicators.models import Comparator, Indicator, Region, Stage
from plans.models.evidence import RATIO

DIRECTIONS = {"higher": Comparator.AT_LEAST, "lower": Comparator.AT_MOST}
"""How a target bounds an indicator that should rise or fall."""


class CampaignFormQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Standard forms and the own bureau's for its members, all for system administrators."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if not user.is_bureau_member or user.region_id is None:
            return self.none()
        return self.filter(Q(bureau__isnull=True) | Q(bureau=user.region_id))

    def offered(self):
        """Those that a new campaign may use."""
        return self.filter(state=self.model.State.READY)

    def for_list(self, user):
        """With how many campaigns use each, as far as the user sees them: retired ones last."""
        own = Q() if user.is_system_admin else Q(campaigns__bureau=user.region_id)
        counted = self.select_related("bureau").annotate(
            campaign_count=models.Count("campaigns", filter=own, distinct=True),
            section_count=models.Count("sections", distinct=True),
            last=models.Case(models.When(state=self.model.State.RETIRED, then=1), default=0),
        )
        home = F("bureau").asc(nulls_first=True)
        return counted.order_by("last", home, "title", "-version", "pk")

    def for_page(self):
        """With sections, their indicators in order, and the version before."""
        joined = self.select_related("supersedes", "bureau")
        return joined.prefetch_related("sections__indicators__indicator")


class CampaignForm(models.Model):
    """A form for the yearly plans of schools; one that a campaign used stays as it was."""

    class State(models.TextChoices):
        DRAFT = "draft", "编制中"
        READY = "ready", "可使用"
        RETIRED = "retired", "已停用"

    bureau = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="所属教育局",
        help_text="空着就是各局都可以用的标准表",
    )
    code = models.CharField("代码", max_length=40, blank=True)
    title = models.CharField("名称", max_length=120)
    stage = models.CharField("学段", max_length=20, choices=Stage, blank=True)
    version = models.PositiveSmallIntegerField("版本", default=1)
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later_versions",
        verbose_name="由此改成",
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    frozen_at = models.DateTimeField("首次用于上报", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="编制人",
    )
    created_at = models.DateTimeField("编制时间", auto_now_add=True)

    objects = CampaignFormQuerySet.as_manager()

    class Meta:
        verbose_name = "上报表"
        verbose_name_plural = "上报表"
        ordering = ("title", "-version", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("code", "version"),
                condition=Q(bureau__isnull=True),
                name="standard_form_version_once",
                violation_error_message="这一标准表的该版本已经存在。",
            ),
        )

    def __str__(self):
        return f"{self.title}（第{self.version}版）"

    @property
    def is_standard(self):
        """It belongs to no bureau: all may use it, none may change it."""
        return self.bureau_id is None

    @property
    def is_frozen(self):
        """A campaign has used it or it is everybody's: a change makes a new version."""
        return self.frozen_at is not None or self.is_standard


class FormPartQuerySet(models.QuerySet):
    """Parts of a form, which are seen with it."""

    form_path = "form"

    def visible_to(self, user):
        """Parts of the forms that the user sees."""
        forms = CampaignForm.objects.visible_to(user).order_by().values("pk")
        return self.filter(**{f"{self.form_path}__in": forms})


class FormSection(models.Model):
    """A section of a form: a text to write, or rows of one kind to enter."""

    class Kind(models.TextChoices):
        TEXT = "text", "文字"
        INDICATORS = "indicators", "指标"
        TASKS = "tasks", "任务"
        FUNDING = "funding", "经费"
        ATTACHMENTS = "attachments", "附件"

    ONCE = (Kind.TASKS, Kind.FUNDING)
    """Kinds that a form has once at most: a plan has one outline and one list of money."""

    form = models.ForeignKey(
        CampaignForm, models.CASCADE, related_name="sections", verbose_name="上报表"
    )
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    title = models.CharField("标题", max_length=80)
    hint = models.TextField("填写说明", blank=True)
    is_required = models.BooleanField("必填", default=True)
    most_characters = models.PositiveIntegerField("最多字数", null=True, blank=True)

    objects = FormPartQuerySet.as_manager()

    class Meta:
        verbose_name = "上报表的部分"
        verbose_name_plural = "上报表的部分"
        ordering = ("form_id", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("form", "kind"),
                condition=Q(kind__in=("tasks", "funding")),
                name="form_section_kind_once",
                violation_error_message="一张表里，任务和经费各只能有一个部分。",
            ),
        )

    def __str__(self):
        return self.title

    @property
    def key(self):
        """Name of the section in addresses, anchors and comments."""
        return f"x{self.pk}"


class FormIndicatorQuerySet(FormPartQuerySet):
    form_path = "section__form"


class FormIndicator(models.Model):
    """An indicator that a school gives its target for, and what counts as doubtful."""

    section = models.ForeignKey(
        FormSection, models.CASCADE, related_name="indicators", verbose_name="部分"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name="目录指标"
    )
    position = models.PositiveSmallIntegerField("次序")
    is_required = models.BooleanField("必填", default=True)
    low = models.DecimalField("不小于", max_digits=20, decimal_places=4, null=True, blank=True)
    high = models.DecimalField("不大于", max_digits=20, decimal_places=4, null=True, blank=True)
    jump = models.PositiveSmallIntegerField(
        "变化超过（%）要说明原因",
        null=True,
        blank=True,
        help_text="与上一年相比，变化超过这个百分比时要写明原因",
    )
    part_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="计入",
        help_text="其中项：各其中项相加不能超过这一项",
    )

    objects = FormIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "上报表的指标"
        verbose_name_plural = "上报表的指标"
        ordering = ("section_id", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("section", "indicator"),
                name="form_indicator_once",
                violation_error_message="这一部分已经有该指标。",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="form_indicator_low_below_high",
                violation_error_message="“不小于”不能大于“不大于”。",
            ),
        )

    def __str__(self):
        return f"{self.indicator}"

    @property
    def key(self):
        """Name of the item in addresses, anchors and comments."""
        return f"i{self.pk}"

    @property
    def comparator(self):
        """How a target for it is meant, by the direction of its indicator."""
        return DIRECTIONS.get(self.indicator.direction, Comparator.EXACTLY)

    def clean(self):
        """One number can answer it, and what it is part of is measured alike."""
        wrong = {}
        if self.indicator_id and self.indicator.unit == RATIO:
            wrong["indicator"] = "比值要填两个数，请改用比率或数量指标。"
        if self.section_id and self.section.kind != FormSection.Kind.INDICATORS:
            wrong["section"] = "指标只能放在“指标”部分里。"
        if self.part_of and self.part_of.indicator.unit != self.indicator.unit:
            wrong["part_of"] = f"“{self.part_of}”的单位与这一项不同，不能计入。"
        if wrong:
            raise ValidationError(wrong)
