"""Addresses of plans and evidence for programs."""

from django.urls import path

from indicators.addresses import NUMBER
from plans.api.views import EvidenceView, PlansView, PlanView

urlpatterns = [
    path("plans/", PlansView.as_view(), name="api-plans"),
    path(f"plans/<{NUMBER}:id>/", PlanView.as_view(), name="api-plan"),
    path(f"sources/<{NUMBER}:source>/evidence/", EvidenceView.as_view(), name="api-evidence"),
]
