"""Addresses of building projects."""

from django.urls import path

from plans.views import projects

urlpatterns = [
    path("projects/", projects.project_list, name="project-list"),
    path("projects/new/", projects.project_new, name="project-new"),
    path("projects/<int:pk>/", projects.project_page, name="project"),
    path("projects/<int:pk>/edit/", projects.project_edit, name="project-edit"),
    path("projects/<int:pk>/stages/<int:stage>/", projects.stage_done, name="project-stage"),
]
