"""Matters that are followed up, scores and building projects."""

from django.contrib import admin

from plans.admin.documents import EvidenceOnly
from plans.models import (
    AcceptedFigure,
    Finding,
    Inspection,
    IssuedFile,
    IssuedNotice,
    IssuedRow,
    LeadLink,
    Matter,
    MatterFile,
    MatterFileContent,
    MatterStep,
    NoticeReceipt,
    Period,
    Project,
    ProjectStage,
    ScoreJudgement,
    ScoreScheme,
    TrackingRules,
)


@admin.register(Matter)
class MatterAdmin(EvidenceOnly):
    list_display = ("number", "title", "bureau", "lead_unit", "lead_school", "state", "due_on")
    list_filter = ("kind", "state")
    search_fields = ("number", "title")
    list_select_related = ("bureau", "lead_unit", "lead_school")


@admin.register(Inspection)
class InspectionAdmin(EvidenceOnly):
    list_display = ("name", "bureau", "kind", "issuer", "day")
    list_filter = ("kind",)
    search_fields = ("name",)
    list_select_related = ("bureau",)


@admin.register(Finding)
class FindingAdmin(EvidenceOnly):
    list_display = ("matter", "inspection", "manner", "person")
    list_filter = ("manner",)
    search_fields = ("matter__title",)
    list_select_related = ("matter", "inspection")


@admin.register(MatterStep)
class MatterStepAdmin(EvidenceOnly):
    list_display = ("matter", "action", "by", "at", "progress")
    list_filter = ("action",)
    search_fields = ("matter__title",)
    list_select_related = ("matter", "by")


@admin.register(MatterFile)
class MatterFileAdmin(EvidenceOnly):
    list_display = ("name", "step", "size", "removed_at")
    search_fields = ("name",)
    list_select_related = ("step__matter",)


@admin.register(MatterFileContent)
class MatterFileContentAdmin(EvidenceOnly):
    list_display = ("matter_file",)
    list_select_related = ("matter_file",)
    exclude = ("file",)


@admin.register(AcceptedFigure)
class AcceptedFigureAdmin(EvidenceOnly):
    list_display = ("step", "observation", "by", "at")
    list_select_related = ("step__matter", "observation__indicator", "by")


@admin.register(LeadLink)
class LeadLinkAdmin(EvidenceOnly):
    list_display = ("name", "unit", "school", "expires_at", "revoked_at", "last_used_at")
    search_fields = ("name", "unit__name", "school__name")
    list_select_related = ("unit", "school")
    exclude = ("token_sha256",)


@admin.register(ScoreScheme)
class ScoreSchemeAdmin(EvidenceOnly):
    list_display = ("bureau", "on_time", "reached", "heard", "cap", "by", "at")
    list_select_related = ("bureau", "by")


@admin.register(ScoreJudgement)
class ScoreJudgementAdmin(EvidenceOnly):
    list_display = ("bureau", "unit", "school", "day", "points", "is_veto", "by")
    list_filter = ("is_veto",)
    search_fields = ("reason",)
    list_select_related = ("bureau", "unit", "school", "by")


@admin.register(Period)
class PeriodAdmin(EvidenceOnly):
    list_display = ("bureau", "kind", "begins_on", "ends_on", "closed_by", "closed_at")
    list_filter = ("kind",)
    list_select_related = ("bureau", "closed_by")


@admin.register(Project)
class ProjectAdmin(EvidenceOnly):
    list_display = ("name", "bureau", "school", "nature", "investment", "ends_on")
    list_filter = ("nature",)
    search_fields = ("name",)
    list_select_related = ("bureau", "school")


@admin.register(ProjectStage)
class ProjectStageAdmin(EvidenceOnly):
    list_display = ("project", "name", "first_day", "last_day", "done_on")
    list_select_related = ("project",)


@admin.register(TrackingRules)
class TrackingRulesAdmin(EvidenceOnly):
    list_display = ("bureau", "near", "behind", "yellow_days", "red_days", "by", "at")
    list_select_related = ("bureau", "by")


@admin.register(IssuedNotice)
class IssuedNoticeAdmin(EvidenceOnly):
    list_display = ("number", "level", "bureau", "unit", "school", "on", "answer_by", "by")
    list_filter = ("level",)
    search_fields = ("number",)
    list_select_related = ("bureau", "unit", "school", "by")


@admin.register(IssuedRow)
class IssuedRowAdmin(EvidenceOnly):
    list_display = ("notice", "matter", "step")
    list_select_related = ("notice", "matter", "step__matter")


@admin.register(IssuedFile)
class IssuedFileAdmin(EvidenceOnly):
    list_display = ("notice",)
    list_select_related = ("notice",)
    exclude = ("content",)


@admin.register(NoticeReceipt)
class NoticeReceiptAdmin(EvidenceOnly):
    list_display = ("notice", "name", "received_on", "is_paper", "by", "at")
    list_filter = ("is_paper",)
    list_select_related = ("notice", "by")
