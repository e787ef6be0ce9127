"""Requests about the evidence of a matter enter: files leave or are taken out, figures accepted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from indicators.exporting import download
from plans.models import MatterFile, MatterFileContent, MatterStep
from plans.tracking import accepting, evidence
from plans.views.matter_page import page
from plans.views.matter_paths import matter_of
from plans.views.paths import said


@require_safe
def matter_file(request, pk, file):
    """A file as it was sent, never opened by the browser itself."""
    contents = MatterFileContent.objects.visible_to(request.user).select_related("matter_file")
    kept = contents.filter(matter_file__step__matter=pk, matter_file__removed_at=None)
    content = get_object_or_404(kept, pk=file)
    return download(bytes(content.file), content.matter_file.name, "application/octet-stream")


@require_POST
def matter_file_remove(request, pk, file):
    """Take a file out; that it was there stays to be seen."""
    matter = matter_of(request, pk)
    files = MatterFile.objects.visible_to(request.user).kept().select_related("step")
    found = get_object_or_404(files, pk=file, step__matter=matter)
    try:
        evidence.take_out(found, user=request.user)
    except ValidationError as error:
        return page(request, matter, trouble=said(error), status=422)
    messages.success(request, f"已删除佐证“{found.name}”。")
    return redirect("matter", pk)


@require_POST
def matter_accept_figure(request, pk, step):
    """Make a reported figure the one that counts."""
    matter = matter_of(request, pk)
    found = get_object_or_404(MatterStep.objects.visible_to(request.user), pk=step, matter=matter)
    try:
        kept = accepting.accept(found, user=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        return page(request, matter, trouble=said(error), status=422)
    messages.success(request, f"已采纳，完成值记为 {kept.observation}。")
    return redirect("matter", pk)
