"""Addresses of the data interface for programs."""

from django.urls import path

from indicators.addresses import NUMBER, WORD
from indicators.api import details
from indicators.api.comparison import CompareView
from indicators.api.documents import Described, Index, documents
from indicators.api.drafts import DraftsView
from indicators.api.resources import DRAFTS, OBSERVATIONS, TABLES
from indicators.api.series import SeriesView
from indicators.api.views import ObservationsView, StructureView, TableView

urlpatterns = [
    path("observations/", ObservationsView.as_view(), name="api-observations"),
    path("drafts/", DraftsView.as_view(), name="api-drafts"),
    *(
        path(f"{name}/", TableView.as_view(table=table), name=f"api-{name}")
        for name, table in TABLES.items()
        if table not in (OBSERVATIONS, DRAFTS)
    ),
    path(f"indicators/<{WORD}:code>/", details.IndicatorView.as_view(), name="api-indicator"),
    path(f"regions/<{WORD}:adcode>/", details.RegionView.as_view(), name="api-region"),
    path(f"schools/<{NUMBER}:id>/", details.SchoolView.as_view(), name="api-school"),
    path(f"frameworks/<{WORD}:code>/", details.FrameworkView.as_view(), name="api-framework"),
    path(f"observations/<{NUMBER}:id>/", details.ObservationView.as_view(), name="api-observation"),
    path(f"targets/<{NUMBER}:id>/", details.TargetView.as_view(), name="api-target"),
    path("series/", SeriesView.as_view(), name="api-series"),
    path("compare/", CompareView.as_view(), name="api-compare"),
    path("structure/", StructureView.as_view(), name="api-structure"),
    path("", Index.as_view(), name="api-index"),
    path("openapi.json", Described.as_view(), name="api-openapi"),
    path("docs/", documents, name="api-documents"),
]
