"""Addresses of what a person is told."""

from django.urls import path

from plans.views import notices

urlpatterns = [
    path("notices/", notices.notice_list, name="notice-list"),
    path("notices/read/", notices.notice_read_all, name="notice-read-all"),
    path("notices/<int:pk>/open/", notices.notice_open, name="notice-open"),
]
