"""Requests for the files beside a submission enter, files leave."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from indicators.exporting import download
from plans.models import AttachmentContent
from plans.views.submission_paths import submission_of


@require_safe
def submission_file(request, pk, file):
    """A file as the school sent it, never opened by the browser itself."""
    contents = AttachmentContent.objects.visible_to(request.user).select_related("attachment")
    kept = contents.filter(
        attachment__submission=submission_of(request, pk), attachment__removed_at=None
    )
    content = get_object_or_404(kept, pk=file)
    return download(bytes(content.file), content.attachment.name, "application/octet-stream")
