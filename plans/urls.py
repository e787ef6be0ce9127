"""Addresses of sources and plans."""

from django.urls import path
from django.views.generic import RedirectView

from plans import views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="source-list"), name="home"),
    path("sources/", views.source_list, name="source-list"),
    path("sources/import/", views.source_import, name="source-import"),
    path("sources/<int:pk>/", views.source_page, name="source"),
    path("sources/<int:pk>/file/", views.source_file, name="source-file"),
    path("plans/", views.plan_list, name="plan-list"),
    path("plans/<int:pk>/", views.plan_page, name="plan"),
]
