"""Addresses where schools fill in their yearly plans."""

from django.urls import path

from plans.views import (
    submission_files,
    submission_fill,
    submission_paper,
    submission_word,
    submissions,
)

ONE = "submissions/<int:pk>/"

urlpatterns = [
    path("submissions/", submissions.submission_list, name="submission-list"),
    path(ONE, submissions.submission_page, name="submission"),
    path(f"{ONE}begin/", submissions.submission_begin, name="submission-begin"),
    path(f"{ONE}copy/", submissions.submission_copy, name="submission-copy"),
    path(f"{ONE}withdraw/", submissions.submission_withdraw, name="submission-withdraw"),
    path(f"{ONE}extension/", submissions.submission_extension, name="submission-extension"),
    path(f"{ONE}submit/", submissions.submission_submit, name="submission-submit"),
    path(f"{ONE}fill/", submission_fill.submission_fill, name="submission-fill"),
    path(f"{ONE}word/", submission_word.submission_word, name="submission-word"),
    path(f"{ONE}print/", submission_paper.submission_print, name="submission-print"),
    path(f"{ONE}plan.docx", submission_paper.submission_docx, name="submission-docx"),
    path(
        f"{ONE}files/<int:file>/",
        submission_files.submission_file,
        name="submission-file",
    ),
]
