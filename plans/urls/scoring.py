"""Addresses of scores, judgements and frozen periods."""

from django.urls import path

from plans.views import scoring

urlpatterns = [
    path("tracking/scores/", scoring.scores_page, name="tracking-scores"),
    path("tracking/scores/scheme/", scoring.scheme_page, name="tracking-scheme"),
    path("tracking/scores/freeze/", scoring.freeze, name="tracking-freeze"),
    path("tracking/scores/judgements/<int:pk>/offset/", scoring.offset, name="tracking-offset"),
    path("tracking/scores/<slug:kind>/<int:pk>/", scoring.score_page, name="tracking-score"),
]
