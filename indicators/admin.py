"""Back door for administrators: dimensions, catalogue and published figures."""

from django.contrib import admin

from indicators.models import (
    Call,
    Draft,
    Edition,
    FigureUpload,
    Framework,
    FrameworkItem,
    Indicator,
    IndicatorAlias,
    JudgedResult,
    Observation,
    Region,
    Release,
    School,
    Standard,
    Target,
    Unit,
)


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    list_display = ("adcode", "name", "full_name", "level", "since", "until")
    list_filter = ("level",)
    search_fields = ("adcode", "name", "full_name")
    autocomplete_fields = ("parent",)


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    list_display = ("name", "region", "is_confirmed")
    list_filter = ("is_confirmed",)
    search_fields = ("name", "region__full_name")
    list_select_related = ("region",)
    autocomplete_fields = ("region",)


@admin.register(School)
class SchoolAdmin(admin.ModelAdmin):
    list_display = ("name", "region", "town", "stage", "school_code", "is_confirmed")
    list_filter = ("stage", "is_confirmed")
    search_fields = ("name", "school_code", "region__full_name")
    list_select_related = ("region",)
    autocomplete_fields = ("region",)


class AliasInline(admin.TabularInline):
    model = IndicatorAlias
    extra = 1


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "unit", "stage", "kind", "direction", "aggregation")
    list_filter = ("stage", "kind", "direction", "aggregation")
    search_fields = ("code", "name", "aliases__name")
    autocomplete_fields = ("weight", "numerator", "denominator", "part_of")
    readonly_fields = ("merged_into",)
    inlines = (AliasInline,)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shown, never altered here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("release", "at", "names")


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ("number", "at", "by")
    list_select_related = ("by",)


@admin.register(Framework)
class FrameworkAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "number", "version", "bureau")
    list_select_related = ("bureau",)


@admin.register(FrameworkItem)
class FrameworkItemAdmin(ReadOnlyAdmin):
    list_display = ("framework", "code", "name", "kind", "indicator")
    list_select_related = ("framework", "indicator")
    list_filter = ("framework",)


@admin.register(Standard)
class StandardAdmin(ReadOnlyAdmin):
    list_display = ("item", "measure", "stage", "region", "since", "value", "is_verified")
    list_select_related = ("item", "region")
    list_filter = ("is_verified", "stage")


@admin.register(JudgedResult)
class JudgedResultAdmin(ReadOnlyAdmin):
    list_display = ("item", "region", "year", "outcome", "decided_on", "is_current", "recorded_by")
    list_select_related = ("item", "region", "recorded_by")
    list_filter = ("year", "outcome", "is_current")


class FigureAdmin(ReadOnlyAdmin):
    """Published figures: a correction is a new version."""

    list_display = ("indicator", "region", "school", "year", "value", "recorded_by", "recorded_at")
    list_filter = ("year", "indicator__stage")
    search_fields = ("indicator__name", "region__full_name", "school__name")
    list_select_related = ("indicator", "region", "school", "recorded_by")


admin.site.register(Target, FigureAdmin)
admin.site.register(Observation, FigureAdmin)


@admin.register(Call)
class CallAdmin(ReadOnlyAdmin):
    list_display = ("client", "key", "at")


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    """What bureaus have entered and not yet published."""

    list_display = ("indicator", "bureau", "school", "year", "value", "entered_by", "entered_at")
    list_filter = ("year", "origin")
    search_fields = ("indicator__name", "bureau__full_name", "school__name")
    list_select_related = ("indicator", "bureau", "school", "entered_by")


@admin.register(FigureUpload)
class FigureUploadAdmin(ReadOnlyAdmin):
    """Tables that wait for whoever sent them; what is in them is not shown."""

    list_display = ("name", "user", "uploaded_at")
    list_select_related = ("user",)
    exclude = ("file",)
