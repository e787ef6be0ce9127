"""What a person is told, and whether it went out of the portal to where he is."""

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The person's own, whoever he is: nobody reads what another one is told."""
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def unread(self):
        """Those that nobody has opened yet."""
        return self.filter(read_at__isnull=True)

    def for_list(self):
        """Unread ones first, then the newest."""
        is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
        return self.annotate(is_read=is_read).order_by("is_read", "-created_at", "-pk")

    def prune(self, before):
        """Delete those that were read before a moment, with their deliveries; how many."""
        _, gone = self.filter(read_at__lt=before).delete()
        return gone.get(self.model._meta.label, 0)

    def read(self):
        """Mark them as read, those that were not; how many."""
        return self.unread().update(read_at=timezone.now())


class Notice(models.Model):
    """Something that a person is told; ``once`` names what he is never told twice."""

    class Kind(models.TextChoices):
        NOTE = "note", "通知"
        STEP = "step", "办理结果"
        ASK = "ask", "等待答复"
        DUE = "due", "截止提醒"
        OVERDUE = "overdue", "逾期提醒"
        DIGEST = "digest", "每日提醒"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="收件人"
    )
    kind = models.CharField("种类", max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.CharField("内容", max_length=300)
    where = models.CharField("去处", max_length=200, help_text="本系统里的地址")
    once = models.CharField("不重复的标记", max_length=120, blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("user",), condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=("user", "-created_at"), name="notice_of_user"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("user", "once"),
                condition=~Q(once=""),
                name="notice_once",
                violation_error_message="这件事已经通知过此人。",
            ),
        )

    def __str__(self):
        # Not what it says, which is its person's alone: the back door shows this.
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d}"


class DeliveryQuerySet(models.QuerySet):
    def due(self, now):
        """Those whose turn has come."""
        return self.filter(state__in=self.model.OPEN, next_try_at__lte=now)

    def for_sending(self):
        """With whom they go to and what they say."""
        return self.select_related("notice__user").order_by("next_try_at", "pk")


class Delivery(models.Model):
    """A notice on its way to its person by a channel that leads out of the portal.

    Who sends takes it first (``SENDING``), so that two who send at once never send the same.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待发送"
        SENDING = "sending", "发送中"
        SENT = "sent", "已发送"
        FAILED = "failed", "未成功，将重试"
        GIVEN_UP = "given_up", "不再发送"

    OPEN = (State.WAITING, State.FAILED)
    """States in which it is still to be sent."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="deliveries", verbose_name="通知"
    )
    channel = models.CharField("渠道", max_length=20)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_try_at = models.DateTimeField("下次发送", default=timezone.now)
    taken_at = models.DateTimeField("最近一次发送", null=True, blank=True)
    sent_at = models.DateTimeField("送出时间", null=True, blank=True)
    error = models.CharField("未成功的原因", max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "通知的发送"
        verbose_name_plural = "通知的发送"
        ordering = ("next_try_at", "pk")
        indexes = (
            models.Index(
                fields=("next_try_at",),
                condition=~Q(state__in=("sent", "given_up")),
                name="delivery_open",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("notice", "channel"),
                name="delivery_once",
                violation_error_message="这条通知已经经这个渠道发送。",
            ),
        )

    def __str__(self):
        return f"{self.channel} {self.get_state_display()}"
