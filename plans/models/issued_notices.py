"""Notices that were issued to who leads matters (督查通知单、催办单): number, file, receipt."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from indicators.models import Region, School, Unit
from plans.models.lead_links import answers_for
from plans.models.matter_steps import MatterStep
from plans.models.matters import Matter
from plans.models.submission_steps import WrittenOnce, _AppendOnly
from plans.personal import PersonalCharField

Step = MatterStep.Action
ANSWERS = (Step.REPORT, Step.FINISH, Step.ASK_EXTENSION)
"""Steps by which who leads a matter answers a notice about it."""


def receives_as(user):
    """What all notices that went to the user's unit or school have in common; empty where none."""
    return {name.removeprefix("lead_"): value for name, value in answers_for(user).items()}


class OfNotice(_AppendOnly, models.QuerySet):
    """What an issued notice is, or hangs on one."""

    notice_path = ""

    def visible_to(self, user):
        """All of the own bureau's for its members, their own for who leads matters besides."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if user.is_bureau_member and user.region_id is not None:
            return self.filter(**{f"{self.notice_path}bureau": user.region_id})
        return self.to(user)

    def to(self, user):
        """Those that went to the user's unit or school."""
        own = {f"{self.notice_path}{name}": value for name, value in receives_as(user).items()}
        return self.filter(**own) if own else self.none()


class IssuedNoticeQuerySet(OfNotice):
    """The notices themselves, as a register lists them."""

    def unsigned(self):
        """Those that nobody has signed for."""
        return self.filter(receipt__isnull=True)

    def shown(self, what):
        """Those of ``for_list`` that nobody signed for or answered, or not in time; else all."""
        if what == "unsigned":
            return self.unsigned()
        if what == "overdue":
            return self.filter(is_open=True, answer_by__lt=timezone.localdate())
        return self.filter(is_open=True) if what == "open" else self

    def for_list(self):
        """With whom they went to, receipt, matters, and whether all of these were answered."""
        open_rows = IssuedRow.objects.filter(notice=OuterRef("pk")).unanswered()
        joined = self.select_related("unit", "school", "by", "receipt__by")
        return joined.annotate(is_open=Exists(open_rows)).prefetch_related("rows")


class IssuedNotice(WrittenOnce):
    """A notice to one unit or school, as it was issued."""

    class Level(models.TextChoices):
        REMIND = "remind", "提醒单"
        URGE = "urge", "催办单"
        INSPECT = "inspect", "督查通知单"

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    year = models.PositiveSmallIntegerField("年度")
    number = models.CharField("文号", max_length=40)
    level = models.CharField("文种", max_length=10, choices=Level)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="学校"
    )
    signer = models.CharField("落款", max_length=40)
    on = models.DateField("签发日")
    answer_by = models.DateField("要求反馈日")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="出具人"
    )
    at = models.DateTimeField("出具时间")

    objects = IssuedNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "督查通知"
        verbose_name_plural = "督查通知"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("bureau", "-at"), name="issued_register"),)
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", "year", "number"),
                name="issued_number_once",
                violation_error_message="这个文号今年已经用过。",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(school__isnull=True),
                name="issued_to_one",
                violation_error_message="通知单要发给一个单位或一所学校。",
            ),
        )

    def __str__(self):
        return f"{self.get_level_display()} {self.number}"

    @property
    def to_whom(self):
        """The unit or school that it went to."""
        return self.unit or self.school

    @property
    def matters(self):
        """Numbers of the matters that it is about; see ``for_list``."""
        return [row.matter_id for row in self.rows.all()]

    @property
    def answer_in_words(self):
        """Whether it was answered; see ``for_list``."""
        if not self.is_open:
            return "已回复"
        return "逾期未回复" if self.is_overdue else "待回复"

    @property
    def is_overdue(self):
        """The day of its answer is over and something is still unanswered; see ``for_list``."""
        return self.is_open and timezone.localdate() > self.answer_by


class IssuedRowQuerySet(_AppendOnly, models.QuerySet):
    def unanswered(self):
        """Those whose matter runs on, and nobody reported on it or its parts since."""
        steps = MatterStep.objects.within(OuterRef("matter"))
        since = steps.filter(action__in=ANSWERS, at__gt=OuterRef("notice__at"))
        return self.exclude(matter__state__in=Matter.OVER).filter(~Exists(since.order_by()))


class IssuedRow(WrittenOnce):
    """A matter that a notice was about, with the step that its history has of it."""

    notice = models.ForeignKey(
        IssuedNotice, models.PROTECT, related_name="rows", verbose_name="督查通知"
    )
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+", verbose_name="督办事项")
    step = models.OneToOneField(
        MatterStep, models.PROTECT, related_name="issued_row", verbose_name="办理记录"
    )

    objects = IssuedRowQuerySet.as_manager()

    class Meta:
        verbose_name = "督查通知的事项"
        verbose_name_plural = "督查通知的事项"
        ordering = ("notice_id", "pk")

    def __str__(self):
        return f"{self.notice_id} {self.matter_id}"


class OfIssuedNoticeQuerySet(OfNotice):
    notice_path = "notice__"


class IssuedFile(WrittenOnce):
    """The Word document of a notice, byte for byte as it was issued."""

    notice = models.OneToOneField(
        IssuedNotice, models.PROTECT, primary_key=True, related_name="file", verbose_name="督查通知"
    )
    content = models.BinaryField("文件")

    objects = OfIssuedNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "督查通知的文件"
        verbose_name_plural = "督查通知的文件"

    def __str__(self):
        return f"{self.notice_id}"


class NoticeReceipt(WrittenOnce):
    """Who signed for a notice and when: in the portal, or on paper as the bureau recorded it."""

    notice = models.OneToOneField(
        IssuedNotice, models.PROTECT, related_name="receipt", verbose_name="督查通知"
    )
    name = PersonalCharField("签收人", max_length=60)
    received_on = models.DateField("签收日")
    is_paper = models.BooleanField("纸质回执", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    at = models.DateTimeField("登记时间")

    objects = OfIssuedNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "督查通知的签收"
        verbose_name_plural = "督查通知的签收"
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.notice_id} {self.at:%Y-%m-%d}"
