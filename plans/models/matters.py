"""What is followed up until it is closed (督办事项): from a plan, an instruction, a meeting."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from indicators.models import Region, School, Unit
from plans.models.evidence import Statement, Task
from plans.models.lead_links import answers_for
from plans.personal import PersonalCharField, PersonalTextField
from plans.tracking.lights import WHOLE, Standing


def divided(matter="pk"):
    """Whether a matter has parts, as an expression: they report, and it does not.

    ``matter`` is the name that its number has in the outer query.
    """
    parts = Matter.objects.filter(parent=OuterRef(matter)).exclude(state=Matter.State.STOPPED)
    return Exists(parts.order_by())


class MatterQuerySet(models.QuerySet):
    matter_path = ""

    def visible_to(self, user):
        """All of the own bureau's for its members; what others answer for, once sent."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        path = self.matter_path
        if user.is_bureau_member and user.region_id is not None:
            return self.filter(**{f"{path}bureau": user.region_id})
        return self.of_whom(user).exclude(**{f"{path}state__in": Matter.INSIDE})

    def sent(self):
        """Those that were dispatched and not stopped."""
        return self.exclude(state__in=(*Matter.INSIDE, Matter.State.STOPPED))

    def running(self):
        """Those that somebody works on or has to take up."""
        return self.filter(state__in=Matter.RUNNING)

    def of_whom(self, user):
        """Those that the user has to report on: his unit's or his school's."""
        led = answers_for(user)
        own = {f"{self.matter_path}{name}": number for name, number in led.items()}
        return self.filter(**own) if own else self.none()

    def for_list(self):
        """What a line of a list shows."""
        joined = self.select_related("lead_unit", "lead_school", "task__plan", "parent")
        return joined.prefetch_related("supporting_units").annotate(is_divided=divided())

    def for_lines(self):
        """What whoever leads them fills in: with the target, and how many parts report instead."""
        kept = Q(parts__isnull=False) & ~Q(parts__state=Matter.State.STOPPED)
        joined = self.for_list().select_related("statement__indicator", "finding__inspection")
        return joined.annotate(part_count=Count("parts", filter=kept))

    def for_page(self):
        """What a page about one of them shows."""
        return self.for_lines().select_related("bureau", "created_by", "statement__plan")

    def for_change(self, pk):
        """One of them as it stands, locked until the transaction ends."""
        return self.select_for_update(of=("self",)).select_related("bureau").get(pk=pk)


class Matter(models.Model):
    """A matter that one unit or school leads, with its last day, progress and state."""

    class Kind(models.TextChoices):
        PLAN = "plan", "计划任务"
        INSTRUCTION = "instruction", "领导批示"
        MEETING = "meeting", "会议议定"
        SUPERIOR = "superior", "上级部署"
        FINDING = "finding", "问题整改"

    class State(models.TextChoices):
        PROPOSED = "proposed", "待审核"
        CHECKED = "checked", "待下发"
        DISPATCHED = "dispatched", "待签收"
        WORKING = "working", "办理中"
        REPORTED = "reported", "待复核"
        CLOSED = "closed", "已销号"
        STOPPED = "stopped", "已终止"

    class Cadence(models.TextChoices):
        WEEKLY = "weekly", "每周"
        MONTHLY = "monthly", "每月"
        QUARTERLY = "quarterly", "每季"
        ONCE = "once", "办结时"

    INSIDE = (State.PROPOSED, State.CHECKED)
    """States in which only the bureau knows of it."""
    RUNNING = (State.DISPATCHED, State.WORKING, State.REPORTED)
    OVER = (State.CLOSED, State.STOPPED)

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    kind = models.CharField("来源", max_length=12, choices=Kind, default=Kind.PLAN)
    origin = PersonalCharField(
        "来源说明", max_length=200, blank=True, help_text="例如：3月4日局长办公会纪要第2项"
    )
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="matters", verbose_name="计划任务"
    )
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name="对应目标",
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="分解自",
    )
    weight = models.DecimalField("权重", max_digits=6, decimal_places=2, default=1)
    number = PersonalCharField("编号", max_length=40, blank=True)
    title = PersonalCharField("事项", max_length=255)
    text = PersonalTextField("内容和要求", blank=True)
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="牵头单位"
    )
    lead_school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办学校"
    )
    supporting_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="配合单位"
    )
    waits_for = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="followers", verbose_name="前置事项"
    )
    leader = PersonalCharField("分管领导", max_length=60, blank=True)
    cadence = models.CharField("反馈频次", max_length=10, choices=Cadence, default=Cadence.MONTHLY)
    begun_on = models.DateField("开始日期")
    due_on = models.DateField("完成时限", null=True, blank=True)
    first_due_on = models.DateField("原定时限", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED)
    turned_on = models.DateField("进入现状态日期", default=timezone.localdate)
    progress = models.PositiveSmallIntegerField(
        "进度", default=0, validators=(MaxValueValidator(WHOLE),)
    )
    note = PersonalTextField("最新进展", blank=True)
    heard_at = models.DateTimeField("最近反馈", null=True, blank=True)
    dispatched_at = models.DateTimeField("下发时间", null=True, blank=True)
    reported_on = models.DateField("报办结日期", null=True, blank=True)
    closed_on = models.DateField("销号日期", null=True, blank=True)
    asked_until = models.DateField("申请延期到", null=True, blank=True)
    asked_reason = PersonalCharField("延期理由", max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="立项人"
    )
    created_at = models.DateTimeField("立项时间", auto_now_add=True)
    version = models.PositiveIntegerField("办理次数", default=1)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "督办事项"
        verbose_name_plural = "督办事项"
        ordering = ("due_on", "pk")
        indexes = (
            # All that a light and the counts beside a list follow from: no row is read for them.
            models.Index(
                fields=(
                    "bureau",
                    "state",
                    "kind",
                    "due_on",
                    "begun_on",
                    "progress",
                    "reported_on",
                    "closed_on",
                ),
                name="matter_lights",
            ),
            models.Index(fields=("bureau", "due_on", "id"), name="matter_list"),
            models.Index(fields=("lead_unit", "state"), name="matter_unit"),
            models.Index(fields=("lead_school", "state"), name="matter_school"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(lead_unit__isnull=True) | Q(lead_school__isnull=True),
                name="matter_one_lead",
                violation_error_message="牵头单位和承办学校只能有一个，其他的请列为配合单位。",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("begun_on")),
                name="matter_due_after_begin",
                violation_error_message="完成时限不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=WHOLE),
                name="matter_progress_percent",
                violation_error_message="进度是 0 到 100 的整数。",
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0),
                name="matter_weight_positive",
                violation_error_message="权重要大于 0。",
            ),
            models.UniqueConstraint(
                fields=("task",),
                condition=Q(parent__isnull=True, task__isnull=False) & ~Q(state="stopped"),
                name="matter_task_once",
                violation_error_message="这项计划任务已经立项督办。",
            ),
        )

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    @property
    def lead(self):
        """Who answers for it; None where nobody is named yet."""
        return self.lead_unit or self.lead_school

    @property
    def is_finding(self):
        """It puts right what an inspection found, and is closed with proof alone."""
        return self.kind == self.Kind.FINDING

    @property
    def is_lasting(self):
        """What it puts right must stay right, without a last day (长期坚持)."""
        found = getattr(self, "finding", None)
        return found is not None and found.manner == found.Manner.LASTING

    @property
    def standing(self):
        """What its light follows from."""
        return Standing(
            begun_on=self.begun_on,
            due_on=self.due_on,
            progress=self.progress,
            reported_on=self.reported_on,
            closed_on=self.closed_on,
        )

    @property
    def is_extended(self):
        """Its last day is another than it was at first."""
        return self.first_due_on is not None and self.due_on != self.first_due_on

    def clean(self):
        """It is no part of itself, and its last day does not lie before its first."""
        if self.parent and self.parent.bureau_id != self.bureau_id:
            raise ValidationError({"parent": "只能分解本局的事项。"})
