"""What a school's file or its last plan says about a field, until the school decides."""

from django.conf import settings
from django.db import models

from plans.models.submissions import Submission, SubmissionQuerySet


class PassageQuerySet(SubmissionQuerySet):
    submission_path = "submission__"

    def of_bureau(self, bureau):
        """None: what a school brings along to fill in its form is nobody else's to read."""
        return self.none()

    def visible_to(self, user):
        """The school's own and a link's holder's alone."""
        is_other = user.is_authenticated and user.is_system_admin
        return self.none() if is_other else super().visible_to(user)


class Passage(models.Model):
    """A stretch of text beside a field of a submission; gone once it is decided or submitted.

    ``field`` is the key of a section, an item of the form or a row of the plan; empty where the
    school has still to say which section it belongs to.
    """

    class Origin(models.TextChoices):
        FILE = "file", "识别自文件"
        COPIED = "copied", "沿用上年"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="passages", verbose_name="学校上报"
    )
    field = models.CharField("位置", max_length=20, blank=True)
    origin = models.CharField("来历", max_length=10, choices=Origin, default=Origin.FILE)
    title = models.CharField("原文标题", max_length=120, blank=True)
    text = models.TextField("原文")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6, null=True, blank=True)
    is_used = models.BooleanField(
        "已填入", default=False, help_text="位置上现在写的就是它，等学校确认"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    added_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = "待用的原文"
        verbose_name_plural = "待用的原文"
        ordering = ("submission_id", "pk")

    def __str__(self):
        return self.title or self.text[:40]
