"""Addresses of what inspections found and how it is put right."""

from django.urls import path

from plans.views import finding_import, findings

urlpatterns = [
    path("tracking/findings/", findings.findings_page, name="tracking-findings"),
    path("tracking/findings/new/", findings.finding_new, name="finding-new"),
    path(
        "tracking/findings/template.xlsx", finding_import.finding_template, name="finding-template"
    ),
    path("tracking/findings/<int:pk>/edit/", findings.finding_edit, name="finding-edit"),
    path("tracking/inspections/new/", findings.inspection_new, name="inspection-new"),
    path("tracking/inspections/<int:pk>/edit/", findings.inspection_edit, name="inspection-edit"),
    path(
        "tracking/inspections/<int:pk>/import/",
        finding_import.finding_import,
        name="finding-import",
    ),
    path(
        "tracking/inspections/<int:pk>/import/<int:upload>/marked.xlsx",
        finding_import.finding_marked,
        name="finding-marked",
    ),
]
