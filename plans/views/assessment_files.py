"""Requests for the evidence of an assessment enter: files leave, or are taken out."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from indicators.exporting import download
from plans.evaluating import evidence
from plans.models import AssessmentFile, AssessmentFileContent
from plans.views.assessments import saved_first
from plans.views.round_paths import place_of


@require_safe
def assessment_file(request, pk, file):
    """A file as it was sent, never opened by the browser itself."""
    contents = AssessmentFileContent.objects.visible_to(request.user).select_related("kept")
    kept = contents.filter(kept__assessment=place_of(request, pk), kept__removed_at=None)
    content = get_object_or_404(kept, pk=file)
    return download(bytes(content.file), content.kept.name, "application/octet-stream")


@require_POST
def assessment_file_remove(request, pk, file):
    """Save what was typed, then take a file out; that it was there stays to be seen."""
    files = AssessmentFile.objects.visible_to(request.user).kept()
    found = get_object_or_404(files, pk=file, assessment=place_of(request, pk))
    return saved_first(
        request,
        pk,
        lambda place: evidence.take_out(found, user=request.user),
        lambda nothing: f"已删除佐证“{found.name}”。",
    )
