"""Rounds of evaluation, and what is said in them."""

from django.contrib import admin

from plans.admin.documents import EvidenceOnly
from plans.models import (
    Assessment,
    AssessmentEvent,
    AssessmentFile,
    AssessmentFileContent,
    AssessmentFinding,
    EvaluationRound,
    Mark,
    RoundItem,
)


@admin.register(EvaluationRound)
class EvaluationRoundAdmin(EvidenceOnly):
    list_display = ("name", "bureau", "year", "framework", "state", "closed_at")
    list_filter = ("state",)
    search_fields = ("name",)
    list_select_related = ("bureau", "framework")


@admin.register(RoundItem)
class RoundItemAdmin(EvidenceOnly):
    list_display = ("code", "name", "round", "kind", "scope", "points")
    list_filter = ("kind", "scope")
    search_fields = ("name",)
    list_select_related = ("round",)


@admin.register(Assessment)
class AssessmentAdmin(EvidenceOnly):
    list_display = ("round", "school", "county", "state", "submitted_at", "is_sampled", "points")
    list_filter = ("state", "is_sampled")
    search_fields = ("school__name", "county__name")
    list_select_related = ("round", "school", "county")


@admin.register(Mark)
class MarkAdmin(EvidenceOnly):
    list_display = ("assessment", "item", "step", "verdict", "points", "by", "at")
    list_filter = ("step", "verdict")
    list_select_related = ("assessment__school", "assessment__county", "item", "by")


@admin.register(AssessmentFile)
class AssessmentFileAdmin(EvidenceOnly):
    list_display = ("name", "assessment", "item", "size", "added_at", "removed_at")
    search_fields = ("name",)
    list_select_related = ("assessment__school", "assessment__county", "item")


@admin.register(AssessmentFileContent)
class AssessmentFileContentAdmin(EvidenceOnly):
    list_display = ("kept",)
    list_select_related = ("kept",)
    exclude = ("file",)


@admin.register(AssessmentEvent)
class AssessmentEventAdmin(EvidenceOnly):
    list_display = ("assessment", "action", "by", "at", "reason")
    list_filter = ("action",)
    list_select_related = ("assessment__school", "assessment__county", "by")


@admin.register(AssessmentFinding)
class AssessmentFindingAdmin(EvidenceOnly):
    list_display = ("assessment", "item", "finding")
    list_select_related = ("assessment__school", "assessment__county", "item", "finding__matter")
