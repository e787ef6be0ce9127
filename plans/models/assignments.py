"""What a bureau assigns to its schools: versions of targets and terms, and the letters they make.

An assigned target is no target of its school. What a school answers for is what its head promised
and the bureau approved: that alone becomes a ``Target``, counts in the county's figure and is
measured at the end of the year. An assignment says what the bureau expects; written as a school's
target it would put words into the mouth of a school that never said them, and a county sum would
count its own wish as a promise.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q, Subquery

from indicators.models import Indicator
from plans.models.campaigns import Campaign
from plans.models.submission_steps import WrittenOnce
from plans.models.submissions import Submission, SubmissionQuerySet

PREAMBLE = (
    "为全面完成{年度}年度教育工作目标，明确工作责任，经研究，现将{年度}年度主要工作目标下达{学校}。"
    "请认真组织实施，确保如期完成。"
)
TERMS = """\
学校对所列目标负总责，校（园）长是第一责任人。
学校每季度自查一次目标进展，于季末向{教育局}书面报告。
年终由{教育局}对照本责任书逐项考核，考核结果作为学校年度评价的依据。
因政策调整等原因确需变更目标的，由学校书面申请，{教育局}研究同意后重新下达。
本责任书一式两份，{教育局}和{学校}各执一份，自双方签字盖章之日起生效。"""


class AssignmentSetQuerySet(models.QuerySet):
    campaign_path = "campaign__"

    def visible_to(self, user):
        """The bureau's own business; schools see their letters, once issued."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if not user.is_bureau_member or user.region_id is None:
            return self.none()
        return self.filter(**{f"{self.campaign_path}bureau": user.region_id})

    def newest_first(self):
        """The version that stands or is being made comes first."""
        return self.select_related("issued_by").order_by("-version")


class AssignmentSet(models.Model):
    """A version of all that a bureau assigns in a campaign, with the words of the letters."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        ISSUED = "issued", "已下达"

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="assignment_sets", verbose_name="上报任务"
    )
    version = models.PositiveSmallIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    reason = models.CharField("变更原因", max_length=300, blank=True)
    bureau_name = models.CharField("教育局名称", max_length=60)
    preamble = models.TextField("开头", default=PREAMBLE)
    terms = models.TextField("责任与考核", default=TERMS, help_text="每条一行，编号自动加上")
    has_promises = models.BooleanField(
        "列入学校自定目标", default=True, help_text="没有分解的指标，列已通过的学校目标"
    )
    has_tasks = models.BooleanField("列入重点任务", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人"
    )
    created_at = models.DateTimeField("起草时间", auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="下达人",
    )
    issued_at = models.DateTimeField("下达时间", null=True, blank=True)

    objects = AssignmentSetQuerySet.as_manager()

    class Meta:
        verbose_name = "目标分解"
        verbose_name_plural = "目标分解"
        ordering = ("campaign_id", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "version"),
                name="assignment_version_once",
                violation_error_message="这一版目标分解已经存在。",
            ),
            models.UniqueConstraint(
                fields=("campaign",),
                condition=Q(state="draft"),
                name="assignment_draft_once",
                violation_error_message="已有一版草稿，请在草稿上修改。",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""),
                name="assignment_change_has_reason",
                violation_error_message="下达以后再改，必须写明原因。",
            ),
        )

    def __str__(self):
        return f"{self.campaign} 目标分解第{self.version}版"

    @property
    def is_issued(self):
        """It is out: it stays as it is, and a change makes a new version."""
        return self.state == self.State.ISSUED


class DivisionQuerySet(AssignmentSetQuerySet):
    campaign_path = "assignment_set__campaign__"


class Division(models.Model):
    """How the county's figure for an indicator was divided among schools."""

    class Basis(models.TextChoices):
        PUPILS_NOW = "pupils_now", "按本年人数"
        PUPILS_BEFORE = "pupils_before", "按上年人数"
        EQUALLY = "equally", "各校平均"
        SAME = "same", "各校同县目标"
        BY_HAND = "by_hand", "手工填写"

    assignment_set = models.ForeignKey(
        AssignmentSet, models.CASCADE, related_name="divisions", verbose_name="目标分解"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name="目录指标"
    )
    whole = models.DecimalField("全县目标", max_digits=20, decimal_places=4)
    basis = models.CharField("分解办法", max_length=15, choices=Basis)
    measure = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人数指标"
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="分解人"
    )
    updated_at = models.DateTimeField("分解时间", auto_now=True)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = "指标的分解"
        verbose_name_plural = "指标的分解"
        ordering = ("assignment_set_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("assignment_set", "indicator"),
                name="division_indicator_once",
                violation_error_message="这一指标已经分解过。",
            ),
        )

    def __str__(self):
        return f"{self.indicator} {self.get_basis_display()}"


class AssignedTargetQuerySet(SubmissionQuerySet):
    submission_path = "submission__"

    def visible_to(self, user):
        """As of submissions; outside the bureau only what is issued."""
        rows = super().visible_to(user)
        if user.is_authenticated and (user.is_system_admin or user.is_bureau_member):
            return rows
        return rows.filter(division__assignment_set__state=AssignmentSet.State.ISSUED)

    def issued_to(self, submission):
        """Those in the newest letters of a submission's campaign."""
        issued = AssignmentSet.objects.filter(
            campaign=submission.campaign_id, state=AssignmentSet.State.ISSUED
        )
        newest = issued.order_by("-version").values("pk")[:1]
        own = self.filter(submission=submission, division__assignment_set=Subquery(newest))
        return own.select_related("division")


class AssignedTarget(models.Model):
    """What a bureau expects of a school for an indicator; see the module for what it is not."""

    division = models.ForeignKey(
        Division, models.CASCADE, related_name="parts", verbose_name="指标的分解"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="assigned_targets", verbose_name="学校上报"
    )
    proposed = models.DecimalField(
        "按办法算得", max_digits=20, decimal_places=4, null=True, blank=True
    )
    value = models.DecimalField("分解目标", max_digits=20, decimal_places=4)

    objects = AssignedTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "分解到校的目标"
        verbose_name_plural = "分解到校的目标"
        ordering = ("division_id", "submission_id")
        constraints = (
            models.UniqueConstraint(
                fields=("division", "submission"),
                name="assigned_target_school_once",
                violation_error_message="这一指标已经分解到该学校。",
            ),
        )

    def __str__(self):
        return f"{self.submission_id} {self.value.normalize():f}"

    @property
    def is_corrected(self):
        """A person gave it another value than the way of dividing did."""
        return self.value != self.proposed


class LetterQuerySet(SubmissionQuerySet):
    submission_path = "submission__"

    def newest_first(self):
        """The one that stands comes first."""
        joined = self.select_related("assignment_set", "submission__school")
        return joined.order_by("-assignment_set__version")


class Letter(WrittenOnce):
    """A target letter as it was issued to a school (目标责任书): what it says never changes."""

    assignment_set = models.ForeignKey(
        AssignmentSet, models.PROTECT, related_name="letters", verbose_name="目标分解"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="letters", verbose_name="学校上报"
    )
    content = models.JSONField("内容")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "目标责任书"
        verbose_name_plural = "目标责任书"
        ordering = ("assignment_set_id", "submission_id")
        constraints = (
            models.UniqueConstraint(
                fields=("assignment_set", "submission"),
                name="letter_school_once",
                violation_error_message="这一版已经有该学校的责任书。",
            ),
        )

    def __str__(self):
        return f"{self.submission} 目标责任书"
