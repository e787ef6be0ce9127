"""Addresses where a bureau follows, reads and decides on the plans of its schools."""

from django.urls import path

from plans.views import board, board_acts, submission_decisions, submission_links, submission_review

urlpatterns = [
    path("campaigns/<int:pk>/", board.board, name="campaign"),
    path("campaigns/<int:pk>/export.xlsx", board.board_export, name="campaign-export"),
    path("campaigns/<int:pk>/approve/", board_acts.board_approve, name="campaign-approve"),
    path("campaigns/<int:pk>/remind/", board_acts.board_remind, name="campaign-remind"),
    path("campaigns/<int:pk>/links/", submission_links.campaign_links, name="campaign-links"),
    path("submissions/<int:pk>/review/", submission_review.review, name="submission-review"),
    path(
        "submissions/<int:pk>/review/open/",
        submission_decisions.review_open,
        name="submission-open",
    ),
    path(
        "submissions/<int:pk>/review/give-back/",
        submission_decisions.review_give_back,
        name="submission-give-back",
    ),
    path(
        "submissions/<int:pk>/review/approve/",
        submission_decisions.review_approve,
        name="submission-approve",
    ),
    path(
        "submissions/<int:pk>/review/unlock/",
        submission_decisions.review_unlock,
        name="submission-unlock",
    ),
    path(
        "submissions/<int:pk>/review/answer/",
        submission_decisions.review_answer,
        name="submission-answer",
    ),
    path("submissions/<int:pk>/links/", submission_links.links_page, name="submission-links"),
    path(
        "submissions/<int:pk>/links/<int:link>/revoke/",
        submission_links.link_revoke,
        name="submission-link-revoke",
    ),
]
