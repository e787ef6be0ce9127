"""Addresses of the catalogue of indicators and of their charts."""

from django.urls import path

from indicators.views import catalogue, catalogue_compare

urlpatterns = [
    path("", catalogue.indicator_list, name="indicator-list"),
    path("compare/", catalogue_compare.indicator_compare, name="indicator-compare"),
    path("<str:code>/", catalogue.indicator_page, name="indicator"),
    path("<str:code>/edit/", catalogue.indicator_edit, name="indicator-edit"),
    path("<str:code>/merge/", catalogue.indicator_merge, name="indicator-merge"),
]
