"""The entries of the audit log: added one by one, never changed, taken away only when old."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from indicators.models import Region

KEPT = timedelta(days=180)
"""How long an entry stays at least (网络安全法 §21: six months); the database refuses the rest."""


class AppendOnlyError(Exception):
    """Somebody wanted to change or delete what was logged."""

    def __init__(self):
        super().__init__("审计日志只能追加，不能修改或删除。")


class AuditEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for system administrators, and for auditors of no region; else their region."""
        if not user.is_authenticated or not user.may_read_log:
            return self.none()
        if user.is_system_admin or user.region_id is None:
            return self
        if user.is_bureau_admin or user.region.level == Region.Level.COUNTY:
            return self.filter(bureau=user.region_id)
        return self.filter(bureau__in=Region.objects.subtree_of(user.region))

    def newest_first(self):
        """As the page and its files list them."""
        return self.order_by("-at", "-pk")

    def prune(self, before):
        """Delete what is older than a moment, which lies ``KEPT`` back at least; returns how many.

        Raises ``AppendOnlyError`` for a later one.
        """
        if before > timezone.now() - KEPT:
            raise AppendOnlyError
        return models.QuerySet.delete(self.filter(at__lt=before))[0]

    def update(self, **values):
        """Refused."""
        raise AppendOnlyError

    def delete(self):
        """Refused."""
        raise AppendOnlyError

    def bulk_update(self, objs, fields, batch_size=None):
        """Refused."""
        raise AppendOnlyError

    delete.alters_data = delete.queryset_only = True
    update.alters_data = True


class AuditEntry(models.Model):
    """One thing that somebody did or was refused.

    Who it was stands here twice: as a link, and in words as they were then. An account that the
    log knows cannot be deleted, only closed.
    """

    class Action(models.TextChoices):
        LOGIN = "login", "登录"
        LOGIN_FAILED = "login_failed", "登录失败"
        LOCK = "lock", "账号锁定"
        LOGOUT = "logout", "退出"
        EXPORT = "export", "导出"
        CHANGE = "change", "改动数据"
        RIGHTS = "rights", "改动权限"
        REFUSED = "refused", "拒绝"

    at = models.DateTimeField("时间", default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="用户",
    )
    username = models.CharField("账号", max_length=150)
    person = models.CharField("姓名", max_length=301)
    role = models.CharField("角色", max_length=60)
    bureau = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="教育局"
    )
    address = models.CharField("来源地址", max_length=45)
    action = models.CharField("类别", max_length=20, choices=Action)
    name = models.CharField("网址名称", max_length=100)
    label = models.CharField("操作", max_length=100)
    object_model = models.CharField("对象类型", max_length=60)
    object_pk = models.CharField("对象编号", max_length=40)
    object_text = models.CharField("对象", max_length=300)
    status = models.PositiveSmallIntegerField("状态码", null=True)
    details = models.JSONField("详情", default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        # What the page can be narrowed by, in the order in which it lists, for readers of all and
        # of one bureau: SQLite, which knows no numbers of rows, else takes the bureau's alone.
        indexes = tuple(
            models.Index(fields=(*columns, "-at", "-id"), name="_".join(("audit", *columns, "at")))
            for column in ((), ("action",), ("user",), ("address",))
            for columns in (column, ("bureau", *column))
        )

    def __str__(self):
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M:%S} {self.username} {self.label}"

    def save(self, **options):
        """Add the entry; one that is there already is not saved again."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(**options | {"force_insert": True})

    def delete(self, **options):
        """Refused."""
        raise AppendOnlyError
