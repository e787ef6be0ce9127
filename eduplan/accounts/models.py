"""The user: who signs in, in which role, for which region, unit or school."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a person does in the portal; rights follow from it in every ``visible_to``."""

    SYSTEM_ADMIN = "system_admin", "系统管理员"
    BUREAU_ADMIN = "bureau_admin", "局管理员"
    BUREAU_STAFF = "bureau_staff", "科室人员"
    BUREAU_LEADER = "bureau_leader", "局领导"
    SCHOOL_HEAD = "school_head", "校长（园长）"
    SCHOOL_CLERK = "school_clerk", "学校填报员"
    SUPERVISOR = "supervisor", "上级主管"
    DATA_CLIENT = "data_client", "数据接口"
    AUDITOR = "auditor", "审计员"


class User(AbstractUser):
    """A person or program that may sign in."""

    role = models.CharField("角色", max_length=20, choices=Role, default=Role.BUREAU_STAFF)
    region = models.ForeignKey(
        "indicators.Region", models.PROTECT, null=True, blank=True, verbose_name="所属地区"
    )
    unit = models.ForeignKey(
        "indicators.Unit", models.PROTECT, null=True, blank=True, verbose_name="所属科室"
    )
    school = models.ForeignKey(
        "indicators.School", models.PROTECT, null=True, blank=True, verbose_name="所属学校"
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self):
        return self.get_full_name() or self.username

    @property
    def is_system_admin(self):
        """Sees every bureau's records."""
        return self.is_superuser or self.role == Role.SYSTEM_ADMIN

    @property
    def is_bureau_member(self):
        """Works in a bureau: sees all that is its own, drafts included."""
        return self.role in {Role.BUREAU_ADMIN, Role.BUREAU_STAFF, Role.BUREAU_LEADER}

    @property
    def is_bureau_admin(self):
        """Administers a bureau."""
        return self.role == Role.BUREAU_ADMIN and self.region_id is not None

    @property
    def may_read_log(self):
        """May look up in the audit log who did what."""
        return self.is_system_admin or self.is_bureau_admin or self.role == Role.AUDITOR

    @property
    def may_import(self):
        """May bring documents into the bureau's portal."""
        return self.role in {Role.BUREAU_ADMIN, Role.BUREAU_STAFF} and self.region_id is not None
