"""A bureau's call for the yearly plans of its schools: which, by which form, until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from indicators.models import Region, School
from plans.models.campaign_forms import CampaignForm


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own bureau's for its members, for schools and links those that they take part in."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if user.is_bureau_member and user.region_id is not None:
            return self.filter(bureau=user.region_id)
        if user.is_school_member:
            return self.filter(submissions__school=user.school_id)
        link = {"revoked_at__isnull": True, "expires_at__gt": timezone.now(), "user": user.pk}
        return self.filter(**{f"submissions__links__{name}": value for name, value in link.items()})

    def running(self, day):
        """Those in which schools fill in on a day."""
        return self.filter(state=self.model.State.OPEN, opens_on__lte=day).order_by("pk")


class Campaign(models.Model):
    """A round of submissions (年度计划上报)."""

    class State(models.TextChoices):
        DRAFT = "draft", "准备中"
        OPEN = "open", "上报中"
        CLOSED = "closed", "已结束"

    class Scope(models.TextChoices):
        ALL = "all", "全部学校"
        STAGES = "stages", "按学段"
        TOWNS = "towns", "按乡镇"
        CHOSEN = "chosen", "选定学校"

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=120)
    form = models.ForeignKey(
        CampaignForm, models.PROTECT, related_name="campaigns", verbose_name="上报表"
    )
    scope = models.CharField("范围", max_length=10, choices=Scope, default=Scope.ALL)
    stages = models.JSONField("学段", default=list, blank=True)
    towns = models.JSONField("乡镇", default=list, blank=True)
    chosen = models.ManyToManyField(School, blank=True, related_name="+", verbose_name="选定学校")
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期")
    reminder_days = models.JSONField(
        "提醒", default=list, blank=True, help_text="截止前几天提醒，例如 7、3、1"
    )
    note = models.TextField("说明", blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人"
    )
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    opened_at = models.DateTimeField("开放时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "上报任务"
        verbose_name_plural = "上报任务"
        ordering = ("-year", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")),
                name="campaign_opens_before_it_closes",
                violation_error_message="开始日期不能晚于截止日期。",
            ),
        )

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        """Schools may fill in now: it is opened and its first day has come."""
        return self.state == self.State.OPEN and self.opens_on <= timezone.localdate()
