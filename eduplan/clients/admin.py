"""Back door for administrators: tokens, to look at."""

from django.contrib import admin

from eduplan.clients.models import Token


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """Shown, never altered here: a secret is shown once, by the pages."""

    list_display = ("name", "prefix", "user", "expires_on", "last_used_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("name", "prefix", "user__username")
    exclude = ("digest",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
