"""Addresses of sources and plans."""

from django.urls import path
from django.views.generic import RedirectView

from plans.views import library, sources

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="source-list"), name="home"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/import/", sources.source_import, name="source-import"),
    path("sources/<int:pk>/", sources.source_page, name="source"),
    path("sources/<int:pk>/file/", sources.source_file, name="source-file"),
    path("plans/", library.plan_list, name="plan-list"),
    path("plans/<int:pk>/", library.plan_page, name="plan"),
]
