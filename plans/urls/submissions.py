"""Addresses where schools fill in their yearly plans."""

from django.urls import path

from plans.views import submission_files

urlpatterns = [
    path(
        "submissions/<int:pk>/files/<int:file>/",
        submission_files.submission_file,
        name="submission-file",
    ),
]
