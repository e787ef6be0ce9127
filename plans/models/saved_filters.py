"""The conditions of a list that a person keeps under a name."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q


class SavedFilterQuerySet(models.QuerySet):
    def of(self, user):
        """Those that the user keeps himself and may change."""
        return self.filter(user=user.pk)

    def visible_to(self, user):
        """The user's own, and what colleagues of the same bureau share."""
        own = Q(user=user.pk)
        if not user.is_authenticated or not user.is_bureau_member:
            return self.filter(own)
        colleagues = get_user_model().objects.of_bureau(user.region_id).values("pk")
        return self.filter(own | Q(is_shared=True, user__in=colleagues))

    def default_of(self, user, page):
        """The one that the user opens a list with, None without one."""
        return self.of(user).filter(page=page, is_default=True).first()


class SavedFilter(models.Model):
    """Conditions of a list under a name."""

    class Page(models.TextChoices):
        """Lists that can be filtered, by the names of their addresses."""

        PLANS = "plan-list", "计划"
        SOURCES = "source-list", "来源文件"
        MATTERS = "matter-list", "督办事项"
        OVERVIEW = "tracking", "督办总览"
        LEDGER = "tracking-ledger", "台账"
        CALENDAR = "tracking-calendar", "工作行事历"
        TIMELINE = "tracking-timeline", "倒排工期"
        FINDINGS = "tracking-findings", "整改台账"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_filters",
        verbose_name="用户",
    )
    page = models.CharField("列表", max_length=20, choices=Page)
    name = models.CharField("名称", max_length=40, error_messages={"blank": "请写一个名称。"})
    query = models.TextField("条件", max_length=2000)
    is_default = models.BooleanField("打开列表时使用", default=False)
    is_shared = models.BooleanField("本局同事可用", default=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = "常用筛选"
        verbose_name_plural = "常用筛选"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "page", "name"),
                name="saved_filter_name_once",
                violation_error_message="您已有同名的常用筛选，请换一个名称。",
            ),
            models.UniqueConstraint(
                fields=("user", "page"),
                condition=Q(is_default=True),
                name="saved_filter_default_once",
                violation_error_message="每个列表只能有一个默认筛选。",
            ),
        )

    def __str__(self):
        return self.name
