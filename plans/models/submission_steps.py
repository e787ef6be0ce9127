"""Each step of a submission: who, when, why, and what it said then; written once, never changed."""

from django.conf import settings
from django.db import models

from plans.models.campaign_forms import FormSection
from plans.models.submissions import ContentQuerySet, Submission, SubmissionQuerySet


class AppendOnlyError(Exception):
    """Somebody tried to change or delete what was written once."""


class _AppendOnly:
    """Rows that are written and read."""

    def update(self, **values):
        """Refused: what happened stays as it was written."""
        raise AppendOnlyError

    def delete(self):
        """Refused, as ``update``."""
        raise AppendOnlyError


class StepQuerySet(_AppendOnly, SubmissionQuerySet):
    submission_path = "submission__"

    def for_page(self):
        """With who took each step and what was said of single fields, newest first."""
        return self.select_related("by").prefetch_related("comments").order_by("-at", "-pk")


class OfStepQuerySet(_AppendOnly, SubmissionQuerySet):
    submission_path = "event__submission__"


class TextOfStepQuerySet(_AppendOnly, ContentQuerySet):
    submission_path = "event__submission__"


class WrittenOnce(models.Model):
    """A row that is never changed or deleted."""

    class Meta:
        abstract = True

    def save(self, *args, **options):
        """Write it for the first time."""
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*args, **options)

    def delete(self, *args, **options):
        """Refused."""
        raise AppendOnlyError


class SubmissionEvent(WrittenOnce):
    """One step that a person took with a submission."""

    class Action(models.TextChoices):
        ADD = "add", "列入上报"
        BEGIN = "begin", "开始填报"
        SUBMIT = "submit", "上报"
        WITHDRAW = "withdraw", "撤回"
        OPEN = "open", "打开审阅"
        GIVE_BACK = "give_back", "退回"
        APPROVE = "approve", "通过"
        UNLOCK = "unlock", "解锁退回"
        ASK_EXTENSION = "ask_extension", "申请延期"
        GRANT_EXTENSION = "grant_extension", "同意延期"
        REFUSE_EXTENSION = "refuse_extension", "不同意延期"
        REMIND = "remind", "提醒"

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="events", verbose_name="学校上报"
    )
    action = models.CharField("步骤", max_length=20, choices=Action)
    from_state = models.CharField("原状态", max_length=12, choices=Submission.State, blank=True)
    to_state = models.CharField("新状态", max_length=12, choices=Submission.State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人"
    )
    at = models.DateTimeField("时间")
    reason = models.CharField("原因", max_length=300, blank=True)
    due_on = models.DateField("截止日期", null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ("submission_id", "at", "pk")
        indexes = (
            models.Index(fields=("submission", "action", "-at"), name="submission_last_step"),
        )

    def __str__(self):
        return f"{self.submission} {self.get_action_display()}"


class FieldComment(WrittenOnce):
    """What the bureau says of one field when it gives a submission back.

    ``field`` is the key of a section, an item of the form or a row of the plan.
    """

    event = models.ForeignKey(
        SubmissionEvent, models.PROTECT, related_name="comments", verbose_name="办理记录"
    )
    field = models.CharField("位置", max_length=20)
    text = models.CharField("意见", max_length=500)

    objects = OfStepQuerySet.as_manager()

    class Meta:
        verbose_name = "逐项意见"
        verbose_name_plural = "逐项意见"
        ordering = ("event_id", "pk")

    def __str__(self):
        return self.text[:40]


class SubmittedText(WrittenOnce):
    """A text as it was submitted."""

    event = models.ForeignKey(
        SubmissionEvent, models.PROTECT, related_name="texts", verbose_name="办理记录"
    )
    section = models.ForeignKey(FormSection, models.PROTECT, related_name="+", verbose_name="部分")
    text = models.TextField("文字", blank=True)

    objects = TextOfStepQuerySet.as_manager()

    class Meta:
        verbose_name = "上报时的文字"
        verbose_name_plural = "上报时的文字"

    def __str__(self):
        return self.text[:40]
