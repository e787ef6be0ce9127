"""What a school submits in a campaign, with each step that people took."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from indicators.models import School
from plans.models.campaign_forms import FormIndicator, FormSection
from plans.models.campaigns import Campaign
from plans.models.evidence import ReviewState, Statement
from plans.models.kept_files import KeptFile, KeptQuerySet
from plans.models.personal_links import PersonalLink, PersonalLinkQuerySet
from plans.models.reading import FILLING


class SubmissionQuerySet(models.QuerySet):
    submission_path = ""

    def visible_to(self, user):
        """The own bureau's for its members, the own school's for its own, a link's for its holder.

        That a school has a submission, and where it stands, is no secret from its bureau; what it
        says is, until the bureau opens it: see ``ContentQuerySet``.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if user.is_bureau_member and user.region_id is not None:
            return self.of_bureau(user.region_id)
        path = self.submission_path
        if user.is_school_member:
            return self.filter(**{f"{path}school": user.school_id})
        links = FillLink.objects.standing().filter(user=user.pk).order_by().values("submission")
        return self.filter(**{f"{path}pk__in": links})

    def of_bureau(self, bureau):
        """Those in campaigns of a bureau."""
        return self.filter(**{f"{self.submission_path}campaign__bureau": bureau})

    def for_board(self):
        """What a line of the bureau's board shows, and what it may be sorted by."""
        places = enumerate(self.model.State.values)
        rank = Case(*(When(state=state, then=Value(place)) for place, state in places))
        until = Coalesce("due_on", "campaign__closes_on")
        joined = self.select_related("campaign", "school").annotate(rank=rank, until=until)
        return joined.order_by("school__name", "pk")

    def for_page(self):
        """What a page about one of them shows at its head."""
        return self.select_related("campaign__form", "campaign__bureau", "school", "plan")

    def for_change(self, pk):
        """One of them as it stands, with its campaign, locked until the transaction ends."""
        locked = self.select_for_update(of=("self",)).select_related("campaign", "school")
        return locked.get(pk=pk)

    def overdue(self, today):
        """Those that a school still owes after their last day."""
        own = Q(due_on__lt=today)
        common = Q(due_on__isnull=True, campaign__closes_on__lt=today)
        return self.filter(own | common, state__in=self.model.OWED)

    def asking(self):
        """Those that wait for an answer to a request for more time."""
        return self.filter(asked_until__isnull=False)

    def counted(self):
        """State -> how many; every state is there."""
        found = dict(self.order_by().values_list("state").annotate(total=Count("pk")))
        return {state: found.get(state, 0) for state in self.model.State.values}


class Submission(models.Model):
    """The yearly plan of one school in a campaign; its plan exists from its beginning on."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", "未开始"
        FILLING = "filling", "填报中"
        SUBMITTED = "submitted", "已上报"
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "已通过"

    OWED = (State.NOT_STARTED, State.FILLING, State.RETURNED)
    """States in which it is the school's turn."""
    FILLED = (State.FILLING, State.RETURNED)
    """States in which the school may change what it says."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="submissions", verbose_name="上报任务"
    )
    school = models.ForeignKey(
        School, models.PROTECT, related_name="submissions", verbose_name="学校"
    )
    state = models.CharField("状态", max_length=12, choices=State, default=State.NOT_STARTED)
    due_on = models.DateField(
        "本校截止日期", null=True, blank=True, help_text="空着就是上报任务的截止日期"
    )
    submitted_at = models.DateTimeField("上报时间", null=True, blank=True)
    opened_at = models.DateTimeField("局里打开时间", null=True, blank=True)
    approved_at = models.DateTimeField("通过时间", null=True, blank=True)
    asked_until = models.DateField("申请延期到", null=True, blank=True)
    asked_reason = models.CharField("延期理由", max_length=300, blank=True)
    version = models.PositiveIntegerField("办理次数", default=1)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "学校上报"
        verbose_name_plural = "学校上报"
        ordering = ("campaign_id", "school_id")
        indexes = (models.Index(fields=("campaign", "state"), name="submission_board"),)
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "school"),
                name="submission_school_once",
                violation_error_message="该学校已在这次上报中。",
            ),
            models.CheckConstraint(
                condition=Q(asked_until__isnull=True) | ~Q(asked_reason=""),
                name="submission_extension_has_reason",
                violation_error_message="申请延期要写明理由。",
            ),
        )

    def __str__(self):
        return f"{self.school} {self.campaign}"

    @property
    def last_day(self):
        """Until when the school must submit."""
        return self.due_on or self.campaign.closes_on

    @property
    def is_read(self):
        """The bureau reads what it says: nobody reads what may still be withdrawn."""
        waits = self.state == self.State.SUBMITTED and self.opened_at is None
        return self.state not in (self.State.NOT_STARTED, self.State.FILLING) and not waits

    @property
    def days_left(self):
        """Days until the last one; below nothing once it is past."""
        return (self.last_day - timezone.localdate()).days

    @property
    def days_late(self):
        """Days since the last one."""
        return -self.days_left

    @property
    def is_overdue(self):
        """It is the school's turn and its last day is past."""
        return self.state in self.OWED and self.last_day < timezone.localdate()

    @property
    def is_fillable(self):
        """The school may change what it says now."""
        return self.state in self.FILLED and self.campaign.is_open


class ContentQuerySet(SubmissionQuerySet):
    """What a submission says: hidden from the bureau as its plan is, until that is opened."""

    submission_path = "submission__"

    def of_bureau(self, bureau):
        """As of submissions, without what the bureau has not opened."""
        hidden = {f"{self.submission_path}plan__state": FILLING}
        return super().of_bureau(bureau).exclude(**hidden)


class SectionText(models.Model):
    """What a school writes in a section of text."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="texts", verbose_name="学校上报"
    )
    section = models.ForeignKey(FormSection, models.PROTECT, related_name="+", verbose_name="部分")
    text = models.TextField("文字", blank=True)
    version = models.PositiveIntegerField("修改次数", default=1)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="填写人"
    )
    updated_at = models.DateTimeField("填写时间")

    objects = ContentQuerySet.as_manager()

    class Meta:
        verbose_name = "填报的文字"
        verbose_name_plural = "填报的文字"
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "section"),
                name="section_text_once",
                violation_error_message="这一部分已经填写过。",
            ),
        )

    def __str__(self):
        return self.text[:40]


class IndicatorAnswer(models.Model):
    """The target that a school gives for an indicator of the form: a statement of its plan."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="answers", verbose_name="学校上报"
    )
    item = models.ForeignKey(
        FormIndicator, models.PROTECT, related_name="+", verbose_name="表中指标"
    )
    statement = models.OneToOneField(
        Statement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answer",
        verbose_name="量化表述",
    )
    reason = models.CharField("变化原因", max_length=300, blank=True)

    objects = ContentQuerySet.as_manager()

    class Meta:
        verbose_name = "填报的指标"
        verbose_name_plural = "填报的指标"
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "item"),
                name="indicator_answer_once",
                violation_error_message="该指标已经填写过。",
            ),
        )

    def __str__(self):
        return f"{self.item}"

    @property
    def value(self):
        """What the school promises, None where it says nothing (any more)."""
        row = self.statement
        return row.value if row and row.state != ReviewState.REJECTED else None


class AttachmentQuerySet(KeptQuerySet, ContentQuerySet):
    """Files, seen as what a submission says."""


class Attachment(KeptFile):
    """A file beside a submission; one that is taken out keeps its bytes as a trace."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="attachments", verbose_name="学校上报"
    )
    section = models.ForeignKey(FormSection, models.PROTECT, related_name="+", verbose_name="部分")
    name = models.CharField("文件名", max_length=255)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    added_at = models.DateTimeField("上传时间")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ("submission_id", "section_id", "pk")


class OfAttachmentQuerySet(ContentQuerySet):
    submission_path = "attachment__submission__"


class AttachmentContent(models.Model):
    """The heavy part of an attachment."""

    attachment = models.OneToOneField(
        Attachment, models.CASCADE, primary_key=True, related_name="content", verbose_name="附件"
    )
    file = models.BinaryField("文件")

    objects = OfAttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "附件内容"
        verbose_name_plural = "附件内容"

    def __str__(self):
        return f"{self.attachment_id}"


class FillLinkQuerySet(PersonalLinkQuerySet, SubmissionQuerySet):
    submission_path = "submission__"

    def visible_to(self, user):
        """Links are the bureau's own business: never shown to schools or holders of links."""
        is_bureaus = user.is_authenticated and (user.is_system_admin or user.is_bureau_member)
        return super().visible_to(user) if is_bureaus else self.none()


class FillLink(PersonalLink):
    """A way for a head into one submission."""

    HELD, DOING, HOME = "fill_link", "填报", "submission-list"
    JOINS = ("submission__campaign__bureau", "submission__school")
    OPEN = "submission"
    """How the names of the addresses begin that a link opens."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="links", verbose_name="学校上报"
    )

    objects = FillLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "填报链接"
        verbose_name_plural = "填报链接"
        ordering = ("-created_at", "-pk")

    @classmethod
    def opens(cls, name):
        """All of submissions; a page that is not the school's refuses."""
        return name.startswith(cls.OPEN)

    @property
    def place(self):
        """The school that fills in."""
        return self.submission.school

    @property
    def subject(self):
        """The campaign that it fills in for."""
        return f"{self.submission.campaign}"

    @property
    def bureau(self):
        """Whose campaign it is."""
        return self.submission.campaign.bureau

    @property
    def bureau_id(self):
        """Number of the bureau."""
        return self.submission.campaign.bureau_id

    @property
    def last_day(self):
        """Until when the school must submit."""
        return self.submission.last_day

    @property
    def revoke_address(self):
        """Where its bureau closes it."""
        return reverse("submission-link-revoke", args=[self.submission_id, self.pk])

    def get_absolute_url(self):
        """Where its holder begins."""
        return reverse("submission", args=[self.submission_id])
