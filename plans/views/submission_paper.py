"""Requests for a submission on paper enter; the page to print, or a Word file, leaves."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.exporting import download
from plans import submitting
from plans.models import Submission
from plans.paper_file import DOCX, word_file
from plans.views.submission_paths import own_submission


@require_safe
def submission_print(request, pk):
    """The plan as it will be printed."""
    submission = own_submission(request, pk)
    context = {"submission": submission, "parts": _parts(request, submission), "comments": {}}
    return render(request, "submissions/print.html", context)


@require_safe
def submission_docx(request, pk):
    """The plan as a Word file to keep or to sign."""
    submission = own_submission(request, pk)
    data = word_file(submission, _parts(request, submission))
    name = f"{submission.school}{submission.campaign.year}年度工作计划.docx"
    return download(data, name, DOCX)


def _parts(request, submission):
    """What it says; nothing before it is begun."""
    if submission.state == Submission.State.NOT_STARTED:
        return []
    return submitting.parts_of(submission, request.user)
