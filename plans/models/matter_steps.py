"""Each step of a matter and each report on it: who, when, what; written once, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.models.matters import Matter, MatterQuerySet
from plans.models.submission_steps import WrittenOnce, _AppendOnly
from plans.personal import PersonalTextField


class MatterStepQuerySet(_AppendOnly, MatterQuerySet):
    matter_path = "matter__"

    def within(self, matter):
        """Those of a matter and of its parts, however deep they are divided."""
        whole = Q(matter=matter) | Q(matter__parent=matter) | Q(matter__parent__parent=matter)
        return self.filter(whole)

    def for_page(self):
        """With who took each step, its files and what became of its figure, newest first."""
        joined = self.select_related("by", "accepted__by", "accepted__observation")
        return joined.prefetch_related("files__removed_by").order_by("-at", "-pk")


class MatterStep(WrittenOnce):
    """One step that a person took with a matter; a report on its progress is one."""

    class Action(models.TextChoices):
        PROPOSE = "propose", "立项"
        CHANGE = "change", "修改"
        CHECK = "check", "审核"
        DISPATCH = "dispatch", "下发"
        ACKNOWLEDGE = "acknowledge", "签收"
        REPORT = "report", "反馈"
        FINISH = "finish", "报办结"
        GIVE_BACK = "give_back", "退回重办"
        CLOSE = "close", "销号"
        ASK_EXTENSION = "ask_extension", "申请延期"
        GRANT_EXTENSION = "grant_extension", "同意延期"
        REFUSE_EXTENSION = "refuse_extension", "不同意延期"
        URGE = "urge", "催办"
        REMIND = "remind", "发提醒单"
        PRESS = "press", "发催办单"
        INSPECT = "inspect", "发督查通知单"
        STOP = "stop", "终止"
        REOPEN = "reopen", "重新办理"

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="steps", verbose_name="督办事项"
    )
    action = models.CharField("步骤", max_length=20, choices=Action)
    from_state = models.CharField("原状态", max_length=10, choices=Matter.State, blank=True)
    to_state = models.CharField("新状态", max_length=10, choices=Matter.State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人"
    )
    at = models.DateTimeField("时间")
    note = PersonalTextField("说明", blank=True)
    proof = PersonalTextField("佐证说明", blank=True)
    progress = models.PositiveSmallIntegerField("进度", null=True, blank=True)
    figure = models.DecimalField("完成值", max_digits=20, decimal_places=4, null=True, blank=True)
    due_on = models.DateField("时限", null=True, blank=True)
    was_due_on = models.DateField("原时限", null=True, blank=True)
    is_late = models.BooleanField("补报", default=False)

    objects = MatterStepQuerySet.as_manager()

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ("matter_id", "at", "pk")
        indexes = (models.Index(fields=("matter", "action", "-at"), name="matter_last_step"),)

    def __str__(self):
        return f"{self.matter} {self.get_action_display()}"
