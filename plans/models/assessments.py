"""What is said of one school or county in a round: its marks, their evidence, its steps."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.models import Region, School, Stage
from plans.models.evaluation_rounds import EvaluationRound, RoundItem
from plans.models.findings import Finding
from plans.models.kept_files import KeptFile, KeptQuerySet
from plans.models.submission_steps import WrittenOnce, _AppendOnly


class AssessmentQuerySet(models.QuerySet):
    assessment_path = ""

    def visible_to(self, user):
        """The own bureau's for its members, the own school's and county's for who is assessed.

        That somebody is assessed, and how far he is, is no secret from the bureau; what he says
        of himself is, until he hands it in: see ``MarkQuerySet``.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if user.is_school_member:
            return self.filter(**{f"{self.assessment_path}school": user.school_id})
        if user.is_bureau_member and user.region_id is not None:
            return self.filter(self._of_bureau(user) | self._of_county(user))
        return self.none()

    def for_page(self):
        """What a page about one of them shows at its head."""
        return self.select_related("round__bureau", "round__framework", "school", "county")

    def for_change(self, pk):
        """One of them as it stands, locked until the transaction ends; its round is read after.

        Who turns the round locks all of them first: no mark is written after it turned.
        """
        row = self.select_for_update(of=("self",)).get(pk=pk)
        row.round = EvaluationRound.objects.select_related("bureau").get(pk=row.round_id)
        return row

    def owed(self):
        """Those whose turn it is to say something of themselves."""
        turn = {"state__in": Assessment.OWED, "round__state": EvaluationRound.State.SELF}
        return self.filter(**turn)

    def _of_bureau(self, user):
        return Q(**{f"{self.assessment_path}round__bureau": user.region_id})

    def _of_county(self, user):
        return Q(**{f"{self.assessment_path}county": user.region_id})


class Assessment(models.Model):
    """One school, or one county, in a round; its results are written when the round closes."""

    class State(models.TextChoices):
        FILLING = "filling", "自评中"
        SUBMITTED = "submitted", "已提交"
        RETURNED = "returned", "已退回"

    OWED = (State.FILLING, State.RETURNED)
    """States in which it is its own turn."""

    round = models.ForeignKey(
        EvaluationRound, models.PROTECT, related_name="assessments", verbose_name="评估"
    )
    number = models.PositiveSmallIntegerField("序号")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="学校"
    )
    county = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="县"
    )
    stage = models.CharField("学段", max_length=20, choices=Stage, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.FILLING)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="提交人",
    )
    is_sampled = models.BooleanField("抽中", default=False)
    points = models.DecimalField("得分", max_digits=8, decimal_places=2, null=True, blank=True)
    full = models.DecimalField("满分", max_digits=8, decimal_places=2, null=True, blank=True)
    met = models.PositiveSmallIntegerField("达标项数", null=True, blank=True)
    not_met = models.PositiveSmallIntegerField("未达标项数", null=True, blank=True)
    credibility = models.DecimalField(
        "自评可信度（%）", max_digits=5, decimal_places=2, null=True, blank=True
    )
    deviation = models.DecimalField("分差", max_digits=8, decimal_places=2, null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "参评单位"
        verbose_name_plural = "参评单位"
        ordering = ("round_id", "number")
        constraints = (
            models.CheckConstraint(
                condition=Q(school__isnull=True) ^ Q(county__isnull=True),
                name="assessment_of_one",
                violation_error_message="参评的是一所学校或一个县。",
            ),
            models.UniqueConstraint(fields=("round", "school"), name="assessment_school_once"),
            models.UniqueConstraint(fields=("round", "county"), name="assessment_county_once"),
            models.UniqueConstraint(fields=("round", "number"), name="assessment_number_once"),
        )

    def __str__(self):
        return self.place.name

    @property
    def place(self):
        """The school or county."""
        return self.school or self.county

    @property
    def is_own(self):
        """The bureau assesses itself."""
        return self.county_id == self.round.bureau_id

    @property
    def is_handed_in(self):
        """What it says of itself counts and may be read."""
        return self.state == self.State.SUBMITTED


class MarkQuerySet(AssessmentQuerySet):
    """Marks, each seen by whom it concerns once it counts."""

    assessment_path = "assessment__"

    def visible_to(self, user):
        """As assessments; without self marks that nobody has handed in, and without what the
        bureau says of those who are assessed, for these, until the round is closed.
        """
        seen = super().visible_to(user)
        if not user.is_authenticated or user.is_system_admin:
            return seen
        own = Q(step=Mark.Step.SELF)
        if user.is_school_member:
            return seen.filter(own | CLOSED)
        return seen.filter(
            self._of_bureau(user) & self._of_county(user)
            | self._of_county(user) & (own | CLOSED)
            | self._of_bureau(user) & (~own | HANDED_IN)
        )


CLOSED = Q(assessment__round__state=EvaluationRound.State.CLOSED)
HANDED_IN = Q(assessment__state=Assessment.State.SUBMITTED)


class Mark(models.Model):
    """What one step says of one item: points where it has some, else met or not."""

    class Step(models.TextChoices):
        SELF = "self", "自评"
        CHECK = "check", "复评"
        SAMPLE = "sample", "抽评"

    class Verdict(models.TextChoices):
        MET = "met", "达标"
        NOT_MET = "not_met", "未达标"
        NOT_ASKED = "not_asked", "不适用"

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="marks", verbose_name="参评单位"
    )
    item = models.ForeignKey(
        RoundItem, models.PROTECT, related_name="marks", verbose_name="评估条目"
    )
    step = models.CharField("步骤", max_length=10, choices=Step)
    verdict = models.CharField("评定", max_length=10, choices=Verdict, blank=True)
    points = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    document = models.CharField("依据的文件", max_length=120, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="评定人"
    )
    at = models.DateTimeField("评定时间")

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = "评定"
        verbose_name_plural = "评定"
        ordering = ("assessment_id", "item_id", "step")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "item", "step"), name="mark_step_once"),
            models.CheckConstraint(
                condition=Q(verdict="", points__isnull=False)
                | ~Q(verdict="") & Q(points__isnull=True),
                name="mark_says_one_thing",
                violation_error_message="填得分，或者选评定，只填一样。",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0),
                name="mark_points_not_negative",
                violation_error_message="得分不能小于 0。",
            ),
        )

    def __str__(self):
        return self.get_verdict_display() or f"{self.points.normalize():f} 分"

    @property
    def value(self):
        """What it says: points, or the word of the verdict."""
        return self.verdict or self.points


class EvidenceQuerySet(KeptQuerySet, AssessmentQuerySet):
    """Files beside self marks, seen as those are."""

    assessment_path = "assessment__"

    def visible_to(self, user):
        """All of the own school or county; the bureau's once they are handed in."""
        seen = super().visible_to(user)
        if not user.is_authenticated or user.is_system_admin or user.is_school_member:
            return seen
        handed_in = Q(**{f"{self.assessment_path}state": Assessment.State.SUBMITTED})
        return seen.filter(self._of_county(user) | handed_in)


class AssessmentFile(KeptFile):
    """A file that proves a self mark; one that is taken out keeps its bytes as a trace."""

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="files", verbose_name="参评单位"
    )
    item = models.ForeignKey(RoundItem, models.PROTECT, related_name="+", verbose_name="评估条目")
    name = models.CharField("文件名", max_length=255)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    added_at = models.DateTimeField("上传时间")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "自评佐证"
        verbose_name_plural = "自评佐证"
        ordering = ("assessment_id", "item_id", "pk")


class EvidenceContentQuerySet(EvidenceQuerySet):
    assessment_path = "kept__assessment__"


class AssessmentFileContent(models.Model):
    """The heavy part of a file."""

    kept = models.OneToOneField(
        AssessmentFile,
        models.PROTECT,
        primary_key=True,
        related_name="content",
        verbose_name="佐证",
    )
    file = models.BinaryField("文件")

    objects = EvidenceContentQuerySet.as_manager()

    class Meta:
        verbose_name = "自评佐证内容"
        verbose_name_plural = "自评佐证内容"

    def __str__(self):
        return f"{self.kept_id}"


class OfAssessmentQuerySet(_AppendOnly, AssessmentQuerySet):
    """Rows about an assessment that are written and read."""

    assessment_path = "assessment__"


class AssessmentEvent(WrittenOnce):
    """A step that was taken with an assessment: handed in, or given back for a reason."""

    class Action(models.TextChoices):
        HAND_IN = "hand_in", "提交自评"
        GIVE_BACK = "give_back", "退回"

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="events", verbose_name="参评单位"
    )
    action = models.CharField("步骤", max_length=10, choices=Action)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人"
    )
    at = models.DateTimeField("时间")
    reason = models.CharField("原因", max_length=300, blank=True)

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "评估经过"
        verbose_name_plural = "评估经过"
        ordering = ("assessment_id", "at", "pk")

    def __str__(self):
        return f"{self.assessment} {self.get_action_display()}"


class AssessmentFinding(WrittenOnce):
    """That an item of an assessment went into the rectification ledger: once each."""

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="findings", verbose_name="参评单位"
    )
    item = models.ForeignKey(RoundItem, models.PROTECT, related_name="+", verbose_name="评估条目")
    finding = models.OneToOneField(
        Finding, models.PROTECT, related_name="assessed", verbose_name="整改问题"
    )

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "评估发现的问题"
        verbose_name_plural = "评估发现的问题"
        constraints = (
            models.UniqueConstraint(
                fields=("assessment", "item"),
                name="assessment_finding_once",
                violation_error_message="这一条已经列入整改台账。",
            ),
        )

    def __str__(self):
        return f"{self.assessment} {self.item}"
