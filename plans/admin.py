"""Back door for administrators: sources, plans and what was found in them."""

from django.contrib import admin

from plans.models import (
    Deadline,
    Duty,
    FundingItem,
    Plan,
    Problem,
    Source,
    SourceContent,
    Statement,
    Task,
)


class EvidenceOnly(admin.ModelAdmin):
    """Looked at here, never written: it comes in by import alone."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Source)
class SourceAdmin(EvidenceOnly):
    list_display = ("name", "bureau", "media_type", "characters", "version", "uploaded_at")
    list_filter = ("media_type", "script")
    search_fields = ("name", "sha256", "bureau__full_name")
    list_select_related = ("bureau",)
    date_hierarchy = "uploaded_at"


@admin.register(SourceContent)
class SourceContentAdmin(EvidenceOnly):
    list_display = ("source",)
    search_fields = ("source__name", "source__sha256")
    list_select_related = ("source",)
    fields = ("source", "text", "clean")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("file", "text", "clean", "offsets", "removals")


@admin.register(Plan)
class PlanAdmin(admin.ModelAdmin):
    list_display = ("title", "kind", "year", "region", "level", "issuer", "doc_number", "state")
    list_filter = ("kind", "level", "state", "year")
    search_fields = ("title", "issuer", "doc_number", "region__full_name")
    list_select_related = ("region",)
    autocomplete_fields = ("bureau", "region", "school")
    raw_id_fields = ("source",)
    exclude = ("schools",)


class EvidenceAdmin(admin.ModelAdmin):
    """Rows of a plan; the plan is picked by search, never from a list of all."""

    autocomplete_fields = ("plan",)
    list_select_related = ("plan",)
    readonly_fields = ("start", "end")


@admin.register(Task)
class TaskAdmin(EvidenceAdmin):
    list_display = ("number", "title", "plan", "lead_unit", "due_on", "state")
    list_filter = ("state",)
    search_fields = ("title", "text", "plan__title", "lead_unit__name")
    list_select_related = ("plan", "lead_unit")
    autocomplete_fields = ("plan", "lead_unit", "supporting_units")


@admin.register(Statement)
class StatementAdmin(EvidenceAdmin):
    list_display = ("indicator_name", "text", "unit", "nature", "year", "category", "plan", "state")
    list_filter = ("state", "nature", "category", "comparator")
    search_fields = ("indicator_name", "quote", "plan__title")
    autocomplete_fields = ("plan", "indicator", "task", "reviewed_by")


@admin.register(FundingItem)
class FundingItemAdmin(EvidenceAdmin):
    list_display = ("purpose", "amount", "per", "year", "funding_source", "plan", "state")
    list_filter = ("state", "year")
    search_fields = ("purpose", "funding_source", "plan__title")
    autocomplete_fields = ("plan", "statement", "reviewed_by")


@admin.register(Duty)
class DutyAdmin(EvidenceAdmin):
    list_display = ("quote", "lead_unit", "plan")
    search_fields = ("quote", "lead_unit__name", "plan__title")
    list_select_related = ("plan", "lead_unit")
    autocomplete_fields = ("plan", "lead_unit", "supporting_units")


@admin.register(Deadline)
class DeadlineAdmin(EvidenceAdmin):
    list_display = ("quote", "due_on", "precision", "plan")
    list_filter = ("precision",)
    search_fields = ("quote", "plan__title")


@admin.register(Problem)
class ProblemAdmin(admin.ModelAdmin):
    list_display = ("stage", "message", "source", "plan")
    list_filter = ("stage",)
    search_fields = ("message", "source__name", "plan__title")
    list_select_related = ("source", "plan")
    autocomplete_fields = ("source", "plan")
