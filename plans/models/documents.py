"""A document of a source, and what in it looks doubtful."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from indicators.models import Region, School
from plans.models.reading import of_own_school, published_to
from plans.models.sources import BureauQuerySet, OfSourceQuerySet, Source
from plans.personal import PersonalCharField, PersonalTextField


class PlanQuerySet(BureauQuerySet):
    plan_path = ""

    def read_by(self, user):
        """What is published for the user, and what is his school's."""
        return self.filter(published_to(user) | of_own_school(user))

    def current(self):
        """Only those that stand in the newest version of their file, or in no file."""
        newer = Source.objects.filter(previous=OuterRef("source"))
        return self.filter(~Exists(newer))

    def for_list(self):
        """What a line of the list shows; a join would be sorted along with all that is left out."""
        return self.prefetch_related("region")

    def beside(self, plan):
        """Plans that one is best compared with: of the year before, of the place above it."""
        if plan.year is None or plan.region_id is None:
            return self.none()
        below_county = plan.level in (self.model.Level.SCHOOL, self.model.Level.TOWNSHIP)
        above = Q(region=plan.region_id if below_county else plan.region.parent_id)
        above &= Q(year=plan.year, school=None) & ~Q(level=plan.level)
        own = Q(region__adcode=plan.region.adcode, school=plan.school_id, level=plan.level)
        before = own & Q(year=plan.year - 1, kind=plan.kind)
        return self.filter(before | above & Q(kind=self.model.Kind.PLAN)).order_by("year", "pk")

    def for_page(self):
        """What the head of a plan page shows."""
        joined = ("source__newer", "region", "school", "bureau", "submission__campaign")
        return self.select_related(*joined)


class Plan(models.Model):
    """A document of a source: an annual plan, or a report, speech, notice beside it."""

    class Kind(models.TextChoices):
        PLAN = "plan", "计划"
        REPORT = "report", "总结"
        SPEECH = "speech", "讲话"
        NOTICE = "notice", "通知"
        ARTICLE = "article", "文章"
        NEWS = "news", "新闻"

    class Level(models.TextChoices):
        NATIONAL = "national", "国家"
        PROVINCE = "province", "省级"
        PREFECTURE = "prefecture", "地级"
        COUNTY = "county", "县级"
        TOWNSHIP = "township", "乡镇"
        SCHOOL = "school", "学校"
        UNKNOWN = "unknown", "未识别"

    class State(models.TextChoices):
        PROPOSED = "proposed", "待核"
        DRAFT = "draft", "编制中"
        FILLING = "filling", "学校填报（局里未打开）"
        SUBMITTED = "submitted", "学校已上报"
        PUBLISHED = "published", "已发布"
        SET_ASIDE = "set_aside", "搁置（非教育文件）"

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="来源"
    )
    start = models.PositiveIntegerField("原文起", null=True, blank=True)
    end = models.PositiveIntegerField("原文止", null=True, blank=True)
    title = PersonalCharField("标题", max_length=255)
    kind = models.CharField("文种", max_length=10, choices=Kind, default=Kind.PLAN)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    level = models.CharField("层级", max_length=10, choices=Level, default=Level.UNKNOWN)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="地区"
    )
    region_name = PersonalCharField("文中地区", max_length=255, blank=True)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="学校"
    )
    issuer = PersonalCharField("发文单位", max_length=255, blank=True)
    doc_number = PersonalCharField("文号", max_length=80, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED)
    schools = models.ManyToManyField(
        School, blank=True, related_name="mentioned_in", verbose_name="文中学校"
    )
    copied_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name="沿用的计划",
    )
    submission = models.OneToOneField(
        "plans.Submission",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan",
        verbose_name="学校上报",
        help_text="有此项的计划由学校填报、由局里通过，不走核对和发布",
    )
    version = models.PositiveIntegerField("修改次数", default=1)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="文头确认人",
    )
    confirmed_at = models.DateTimeField("文头确认时间", null=True, blank=True)

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords(
        verbose_name="计划的修改",
        history_change_reason_field=PersonalTextField("原因", blank=True, null=True),
    )

    class Meta:
        verbose_name = "计划"
        verbose_name_plural = "计划"
        ordering = ("source_id", "start", "pk")
        indexes = (models.Index(fields=("bureau", "source", "start", "id"), name="plan_in_order"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(source__isnull=True) | Q(start__lt=F("end")),
                name="plan_span_in_order",
                violation_error_message="原文起止位置有误。",
            ),
            models.UniqueConstraint(
                fields=("source", "start"),
                name="plan_place_once",
                violation_error_message="来源的同一位置已有一份文件。",
            ),
        )

    def __str__(self):
        return self.title

    @property
    def key(self):
        """Name of the row in addresses and anchors."""
        return f"h{self.pk}"

    @property
    def is_published(self):
        """Its figures count; every further change gives a reason."""
        return self.state == self.State.PUBLISHED


class ProblemQuerySet(OfSourceQuerySet):
    def unresolved(self):
        """Those that nobody has settled yet."""
        return self.filter(resolved_at__isnull=True)


class Problem(models.Model):
    """Something doubtful that the import found and a person must see."""

    class Stage(models.TextChoices):
        READING = "reading", "读取"
        REPAIR = "repair", "文字修复"
        SPLITTING = "splitting", "分篇"
        HEADER = "header", "文头"
        STATEMENTS = "statements", "量化表述"
        CONSISTENCY = "consistency", "数据一致性"
        IMPORTING = "importing", "入库"
        PERSONAL = "personal", "个人信息"

    source = models.ForeignKey(
        Source, models.CASCADE, related_name="problems", verbose_name="来源文件"
    )
    plan = models.ForeignKey(
        Plan,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="problems",
        verbose_name="计划",
    )
    stage = models.CharField("环节", max_length=20, choices=Stage)
    message = PersonalTextField("问题")
    start = models.PositiveIntegerField("原文起", null=True, blank=True)
    end = models.PositiveIntegerField("原文止", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="处理人",
    )
    resolved_at = models.DateTimeField("处理时间", null=True, blank=True)
    note = PersonalCharField("处理说明", max_length=300, blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = "疑点"
        verbose_name_plural = "疑点"
        ordering = ("source_id", "start", "pk")

    def __str__(self):
        return self.message
