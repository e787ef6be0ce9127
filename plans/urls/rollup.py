"""Addresses of the roll-up of campaigns, the division of targets, and target letters."""

from django.urls import path

from plans.views import rollup, rollup_letters

urlpatterns = [
    path("campaigns/<int:pk>/rollup/", rollup.campaign_rollup, name="campaign-rollup"),
    path(
        "campaigns/<int:pk>/rollup/<int:indicator>/",
        rollup.campaign_rollup_indicator,
        name="campaign-rollup-indicator",
    ),
    path(
        "campaigns/<int:pk>/rollup/<int:indicator>/division/",
        rollup.campaign_rollup_division,
        name="campaign-rollup-division",
    ),
    path("campaigns/<int:pk>/letters/", rollup_letters.campaign_letters, name="campaign-letters"),
    path(
        "campaigns/<int:pk>/letters/issue/",
        rollup_letters.campaign_letters_issue,
        name="campaign-letters-issue",
    ),
    path(
        "campaigns/<int:pk>/letters/revise/",
        rollup_letters.campaign_letters_revise,
        name="campaign-letters-revise",
    ),
    path(
        "campaigns/<int:pk>/letters/all.zip",
        rollup_letters.campaign_letters_all,
        name="campaign-letters-all",
    ),
    path(
        "campaigns/<int:pk>/letters/<int:submission>/",
        rollup_letters.campaign_letter,
        name="campaign-letter",
    ),
    path(
        "submissions/<int:pk>/letter/", rollup_letters.submission_letter, name="submission-letter"
    ),
]
