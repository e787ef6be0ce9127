"""A window for administrators on every table: sources, plans, and what was made of them."""

from django.contrib import admin

from plans.models import (
    AssignedTarget,
    AssignmentSet,
    Attachment,
    Campaign,
    CampaignForm,
    Correction,
    Deadline,
    Delivery,
    Division,
    Dropped,
    Duty,
    FieldComment,
    FillLink,
    FormIndicator,
    FormSection,
    FundingItem,
    IndicatorAnswer,
    Letter,
    Notice,
    OpenRow,
    Passage,
    PersonalMention,
    Plan,
    Problem,
    Publication,
    PublishedFigure,
    SavedFilter,
    SearchEntry,
    SectionText,
    Source,
    SourceContent,
    Statement,
    Submission,
    SubmissionEvent,
    SubmittedText,
    TableUpload,
    Task,
)
from plans.personal import is_personal

OF_SUBMISSION = ("submission__school", "submission__campaign")
"""What names a submission."""


class EvidenceOnly(admin.ModelAdmin):
    """Looked at here, never written: it changes by import and by the pages, which keep history."""

    def get_search_fields(self, request):
        """Words that may hold personal data cannot be searched by whom they are hidden from."""
        fields = super().get_search_fields(request)
        if request.reader.sees:
            return fields
        return [name for name in fields if not is_personal(self.model, name)]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
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
class PlanAdmin(EvidenceOnly):
    list_display = ("title", "kind", "year", "region", "level", "issuer", "doc_number", "state")
    list_filter = ("kind", "level", "state", "year")
    search_fields = ("title", "issuer", "doc_number", "region__full_name")
    list_select_related = ("region",)
    exclude = ("schools",)


@admin.register(Task)
class TaskAdmin(EvidenceOnly):
    list_display = ("number", "title", "plan", "lead_unit", "due_on", "state")
    list_filter = ("state",)
    search_fields = ("title", "text", "plan__title", "lead_unit__name")
    list_select_related = ("plan", "lead_unit")


@admin.register(Statement)
class StatementAdmin(EvidenceOnly):
    list_display = ("indicator_name", "text", "unit", "nature", "year", "category", "plan", "state")
    list_filter = ("state", "nature", "category", "comparator")
    search_fields = ("indicator_name", "quote", "plan__title")


@admin.register(FundingItem)
class FundingItemAdmin(EvidenceOnly):
    list_display = ("purpose", "amount", "per", "year", "funding_source", "plan", "state")
    list_filter = ("state", "year")
    search_fields = ("purpose", "funding_source", "plan__title")


@admin.register(Duty)
class DutyAdmin(EvidenceOnly):
    list_display = ("quote", "lead_unit", "plan")
    search_fields = ("quote", "lead_unit__name", "plan__title")
    list_select_related = ("plan", "lead_unit")


@admin.register(Deadline)
class DeadlineAdmin(EvidenceOnly):
    list_display = ("quote", "due_on", "precision", "plan")
    list_filter = ("precision",)
    search_fields = ("quote", "plan__title")


@admin.register(Problem)
class ProblemAdmin(EvidenceOnly):
    list_display = ("stage", "message", "source", "plan")
    list_filter = ("stage",)
    search_fields = ("message", "source__name", "plan__title")
    list_select_related = ("source", "plan")


@admin.register(PersonalMention)
class PersonalMentionAdmin(EvidenceOnly):
    """Where personal data stands, never what it says."""

    list_display = ("kind", "source", "start", "end")
    list_filter = ("kind",)
    search_fields = ("source__sha256",)
    list_select_related = ("source",)
    fields = ("source", "kind", "start", "end")


@admin.register(Publication)
class PublicationAdmin(EvidenceOnly):
    list_display = ("plan", "number", "published_by", "published_at", "withdrawn_at")
    search_fields = ("plan__title",)
    list_select_related = ("plan", "published_by")


@admin.register(PublishedFigure)
class PublishedFigureAdmin(EvidenceOnly):
    list_display = ("statement", "publication", "target", "observation")
    search_fields = ("statement__indicator_name", "publication__plan__title")
    list_select_related = (
        "statement",
        "publication__plan",
        "target__indicator",
        "observation__indicator",
    )


@admin.register(Correction)
class CorrectionAdmin(EvidenceOnly):
    list_display = ("statement", "field", "proposed", "corrected")
    list_filter = ("field",)
    search_fields = ("statement__indicator_name", "proposed", "corrected")
    list_select_related = ("statement",)


@admin.register(Dropped)
class DroppedAdmin(EvidenceOnly):
    list_display = ("plan", "key", "reason", "dropped_by", "dropped_at")
    search_fields = ("plan__title", "key", "reason")
    list_select_related = ("plan", "dropped_by")


@admin.register(OpenRow)
class OpenRowAdmin(EvidenceOnly):
    list_display = ("user", "plan", "key", "opened_at")
    search_fields = ("plan__title", "key")
    list_select_related = ("user", "plan")


@admin.register(SavedFilter)
class SavedFilterAdmin(EvidenceOnly):
    list_display = ("name", "user", "page", "is_default", "is_shared")
    list_filter = ("page", "is_shared")
    search_fields = ("name", "user__username")
    list_select_related = ("user",)


@admin.register(SearchEntry)
class SearchEntryAdmin(EvidenceOnly):
    list_display = ("kind", "title", "bureau")
    list_filter = ("kind",)
    search_fields = ("title",)
    list_select_related = ("bureau",)


@admin.register(TableUpload)
class TableUploadAdmin(EvidenceOnly):
    list_display = ("user", "plan", "kind")
    search_fields = ("plan__title",)
    list_select_related = ("user", "plan")


@admin.register(CampaignForm)
class CampaignFormAdmin(EvidenceOnly):
    list_display = ("title", "version", "bureau", "stage", "state", "frozen_at")
    list_filter = ("state", "stage")
    search_fields = ("title", "code")
    list_select_related = ("bureau",)


@admin.register(FormSection)
class FormSectionAdmin(EvidenceOnly):
    list_display = ("title", "form", "kind", "is_required", "position")
    list_filter = ("kind",)
    search_fields = ("title", "form__title")
    list_select_related = ("form",)


@admin.register(FormIndicator)
class FormIndicatorAdmin(EvidenceOnly):
    list_display = ("indicator", "section", "is_required", "low", "high", "jump")
    search_fields = ("indicator__name", "section__form__title")
    list_select_related = ("indicator", "section")


@admin.register(Campaign)
class CampaignAdmin(EvidenceOnly):
    list_display = ("title", "bureau", "year", "state", "opens_on", "closes_on")
    list_filter = ("state", "year")
    search_fields = ("title", "bureau__full_name")
    list_select_related = ("bureau",)


@admin.register(Submission)
class SubmissionAdmin(EvidenceOnly):
    list_display = ("school", "campaign", "state", "due_on", "submitted_at", "approved_at")
    list_filter = ("state",)
    search_fields = ("school__name", "campaign__title")
    list_select_related = ("school", "campaign")


@admin.register(SectionText, SubmittedText)
class SectionTextAdmin(EvidenceOnly):
    list_display = ("section", "text")
    search_fields = ("section__title", "text")
    list_select_related = ("section",)


@admin.register(IndicatorAnswer)
class IndicatorAnswerAdmin(EvidenceOnly):
    list_display = ("item", "submission", "statement", "reason")
    search_fields = ("submission__school__name", "item__indicator__name")
    list_select_related = ("item__indicator", "statement", *OF_SUBMISSION)


@admin.register(Attachment)
class AttachmentAdmin(EvidenceOnly):
    list_display = ("name", "submission", "size", "added_by", "added_at", "removed_at")
    search_fields = ("name", "submission__school__name")
    list_select_related = ("added_by", *OF_SUBMISSION)


@admin.register(SubmissionEvent)
class SubmissionEventAdmin(EvidenceOnly):
    list_display = ("submission", "action", "from_state", "to_state", "by", "at", "reason")
    list_filter = ("action",)
    search_fields = ("submission__school__name", "reason")
    list_select_related = ("by", *OF_SUBMISSION)
    date_hierarchy = "at"


@admin.register(FieldComment)
class FieldCommentAdmin(EvidenceOnly):
    list_display = ("text", "field", "event")
    search_fields = ("text",)
    list_select_related = tuple(f"event__{path}" for path in OF_SUBMISSION)


@admin.register(FillLink)
class FillLinkAdmin(EvidenceOnly):
    list_display = ("name", "submission", "expires_at", "revoked_at", "last_used_at", "created_by")
    search_fields = ("name", "submission__school__name")
    list_select_related = ("created_by", *OF_SUBMISSION)
    exclude = ("token_sha256",)


@admin.register(Passage)
class PassageAdmin(EvidenceOnly):
    """That a school's file was read, never what it says: the school alone may know that."""

    list_display = ("field", *OF_SUBMISSION, "origin", "is_used")
    list_filter = ("origin",)
    list_select_related = OF_SUBMISSION
    fields = ("field", "origin", "is_used")


@admin.register(Notice)
class NoticeAdmin(EvidenceOnly):
    """That somebody was told something and when he read it, never what it says."""

    list_display = ("user", "kind", "created_at", "read_at")
    list_filter = ("kind",)
    search_fields = ("user__username",)
    list_select_related = ("user",)
    fields = ("user", "kind", "created_at", "read_at")


@admin.register(Delivery)
class DeliveryAdmin(EvidenceOnly):
    """Where the way out of the portal is blocked, and by what."""

    list_display = ("notice", "channel", "state", "attempts", "next_try_at", "sent_at", "error")
    list_filter = ("channel", "state")
    search_fields = ("notice__user__username", "error")
    list_select_related = ("notice",)


@admin.register(AssignmentSet)
class AssignmentSetAdmin(EvidenceOnly):
    list_display = ("campaign", "version", "state", "created_by", "issued_by", "issued_at")
    list_filter = ("state",)
    search_fields = ("campaign__title", "reason")
    list_select_related = ("campaign", "created_by", "issued_by")


@admin.register(Division)
class DivisionAdmin(EvidenceOnly):
    list_display = ("indicator", "whole", "basis", "measure", "assignment_set", "updated_by")
    list_filter = ("basis",)
    search_fields = ("indicator__name", "assignment_set__campaign__title")
    list_select_related = ("indicator", "measure", "assignment_set__campaign", "updated_by")


@admin.register(AssignedTarget)
class AssignedTargetAdmin(EvidenceOnly):
    list_display = ("submission", "division", "proposed", "value")
    search_fields = ("submission__school__name", "division__indicator__name")
    list_select_related = ("division__indicator", *OF_SUBMISSION)


@admin.register(Letter)
class LetterAdmin(EvidenceOnly):
    list_display = ("submission", "assignment_set")
    search_fields = ("submission__school__name",)
    list_select_related = ("assignment_set__campaign", *OF_SUBMISSION)
