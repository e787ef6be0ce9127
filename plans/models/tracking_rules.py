"""By what rules a bureau follows matters up: when lights turn, who is told when, until when."""

from functools import cached_property

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Max

from indicators.models import Region
from plans.models.scoring import WrittenOnceOfBureau
from plans.models.submission_steps import WrittenOnce
from plans.tracking import working_days
from plans.tracking.lights import Rules

WEEK = tuple(range(1, 8))
"""Monday is 1, as ``date.isoweekday`` has it."""


def every_day():
    """All days of the week."""
    return list(WEEK)


class TrackingRulesQuerySet(WrittenOnceOfBureau):
    def newest(self):
        """Those that count, one of each bureau that made any."""
        last = self.model.objects.order_by().values("bureau").annotate(last=Max("pk"))
        return self.filter(pk__in=last.values("last"))


class TrackingRules(WrittenOnce):
    """Rules of a bureau (督办规则); the newest count, older ones stay to be read."""

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    near = models.PositiveSmallIntegerField(
        "临近：还剩几个工作日转黄灯", default=Rules().near, validators=(MaxValueValidator(60),)
    )
    behind = models.PositiveSmallIntegerField(
        "滞后：进度落后时间多少个百分点转黄灯",
        default=Rules().behind,
        validators=(MaxValueValidator(100),),
    )
    yellow_days = models.PositiveSmallIntegerField(
        "黄灯持续几个工作日告知分管领导",
        default=3,
        validators=(MaxValueValidator(60),),
    )
    red_days = models.PositiveSmallIntegerField(
        "逾期几个工作日告知全体局领导",
        default=5,
        validators=(MaxValueValidator(60),),
    )
    weekdays = models.JSONField("每日提醒在星期几发送", default=every_day, blank=True)
    on_rest_days = models.BooleanField("节假日和休息日也发送", default=False)
    tells_supporting = models.BooleanField("下发和每日提醒同时告知配合单位", default=False)
    limits = models.JSONField("各来源的办理时限（工作日）", default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="制定人"
    )
    at = models.DateTimeField("制定时间")

    objects = TrackingRulesQuerySet.as_manager()

    class Meta:
        verbose_name = "督办规则"
        verbose_name_plural = "督办规则"
        ordering = ("bureau_id", "-at", "-pk")

    def __str__(self):
        return f"{self.bureau} {self.at:%Y-%m-%d}"

    @cached_property
    def lights(self):
        """When a light turns."""
        return Rules(near=self.near, behind=self.behind)

    def days_for(self, kind):
        """Working days that a kind of matter gets; 0 where it gets none."""
        return self.limits.get(kind, settings.MATTER_DAYS.get(kind, 0))

    def tells_on(self, day):
        """Whether the digest goes out on a day."""
        is_chosen = day.isoweekday() in self.weekdays
        return is_chosen and (self.on_rest_days or working_days.is_working_day(day))
