"""Addresses of plans and evidence for programs."""

from django.urls import path

from plans.api.views import EvidenceView, PlansView

urlpatterns = [
    path("plans/", PlansView.as_view(), name="api-plans"),
    path("sources/<int:source>/evidence/", EvidenceView.as_view(), name="api-evidence"),
]
