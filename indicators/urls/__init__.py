"""Addresses of indicators and their figures."""

from django.urls import include, path

urlpatterns = [
    path("indicators/", include("indicators.urls.catalogue")),
    path("frameworks/", include("indicators.urls.frameworks")),
    path("figures/", include("indicators.urls.entry")),
]
