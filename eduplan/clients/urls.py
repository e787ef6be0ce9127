"""Addresses of administering the clients of the data interface."""

from django.urls import path

from eduplan.clients import views

urlpatterns = [
    path("clients/", views.client_list, name="client-list"),
    path("clients/new/", views.client_new, name="client-new"),
    path("clients/<int:pk>/", views.client_page, name="client-page"),
    path("clients/<int:pk>/once/", views.client_once, name="client-once"),
    path("clients/<int:pk>/edit/", views.client_edit, name="client-edit"),
    path("clients/<int:pk>/rotate/", views.client_rotate, name="client-rotate"),
    path("clients/<int:pk>/revoke/", views.client_revoke, name="client-revoke"),
]
