"""Back door for administrators: users."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from eduplan.accounts.models import User
from eduplan.audit.rights import record_rights, rights_of

PLACE = ("角色与归属", {"fields": ("role", "region", "unit", "school")})
"""Rights follow from these alone: Django's groups and permissions are not shown."""


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Django's user pages with role and place."""

    list_display = ("username", "last_name", "role", "region", "unit", "school", "is_active")
    list_filter = ("role", "is_active", "is_staff")
    search_fields = ("username", "last_name", "first_name", "region__name", "school__name")
    list_select_related = ("region", "unit", "school")
    autocomplete_fields = ("region", "unit", "school")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("姓名", {"fields": ("last_name", "first_name", "email")}),
        PLACE,
        ("登录", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("日期", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (*DjangoUserAdmin.add_fieldsets, PLACE)

    def save_model(self, request, obj, form, change):
        """Remember the rights as they were."""
        request.rights_before = rights_of(User.objects.get(pk=obj.pk) if change else None)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Log what the account may do now and could before; without a log, nothing is saved."""
        super().save_related(request, form, formsets, change)
        label = "修改账号" if change else "新增账号"
        record_rights(request, form.instance, before=request.rights_before, label=label)
