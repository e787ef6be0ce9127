"""Addresses of rounds of evaluation."""

from django.urls import path

from plans.views import (
    assessment_files,
    assessments,
    round_results,
    round_turning,
    rounds,
)

ONE = "rounds/assessments/<int:pk>/"

urlpatterns = [
    path("rounds/", rounds.round_list, name="round-list"),
    path("rounds/new/", rounds.round_new, name="round-new"),
    path("rounds/<int:pk>/", rounds.round_page, name="round"),
    path("rounds/<int:pk>/edit/", rounds.round_edit, name="round-edit"),
    path("rounds/<int:pk>/remind/", rounds.round_remind, name="round-remind"),
    path("rounds/<int:pk>/turn/<slug:step>/", round_turning.round_turn, name="round-turn"),
    path("rounds/<int:pk>/credibility/", round_results.round_credibility, name="round-credibility"),
    path("rounds/<int:pk>/result/", round_results.round_result, name="round-result"),
    path(ONE, assessments.assessment_page, name="assessment"),
    path(f"{ONE}mark/", assessments.assessment_mark, name="assessment-mark"),
    path(f"{ONE}agree/", assessments.assessment_agree, name="assessment-agree"),
    path(f"{ONE}hand-in/", assessments.assessment_hand_in, name="assessment-hand-in"),
    path(f"{ONE}give-back/", assessments.assessment_give_back, name="assessment-give-back"),
    path(f"{ONE}findings/", assessments.assessment_find, name="assessment-find"),
    path(f"{ONE}files/<int:file>/", assessment_files.assessment_file, name="assessment-file"),
    path(
        f"{ONE}files/<int:file>/remove/",
        assessment_files.assessment_file_remove,
        name="assessment-file-remove",
    ),
]
