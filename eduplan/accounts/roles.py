"""What people do in the portal; rights follow from it."""

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


BUREAU_ROLES = (Role.BUREAU_ADMIN, Role.BUREAU_STAFF, Role.BUREAU_LEADER)
IMPORT_ROLES = (Role.BUREAU_ADMIN, Role.BUREAU_STAFF)
"""Roles that bring documents in and report on matters for their section."""
SCHOOL_ROLES = (Role.SCHOOL_HEAD, Role.SCHOOL_CLERK)
SUBTREE_ROLES = (Role.SUPERVISOR, Role.DATA_CLIENT)
"""Roles that read what is published in their region and everywhere below it."""
PLACELESS_ROLES = (Role.SYSTEM_ADMIN, Role.AUDITOR)
"""Roles that may be held for no region at all."""
