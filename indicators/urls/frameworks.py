"""Addresses of frameworks and of how a county stands against them."""

from django.urls import path

from indicators.views import (
    framework_judging,
    framework_standards,
    frameworks,
    frameworks_building,
    frameworks_standing,
)

COUNTY = "<slug:code>/counties/<str:adcode>/<int:year>/"

urlpatterns = [
    path("", frameworks.framework_list, name="framework-list"),
    path("new/", frameworks_building.framework_new, name="framework-new"),
    path("standing/", frameworks_standing.standing_choice, name="standing-choice"),
    path("<slug:code>/", frameworks.framework_page, name="framework"),
    path("<slug:code>/items/new/", frameworks_building.item_new, name="framework-item-new"),
    path("<slug:code>/items/<int:pk>/", frameworks_building.item_edit, name="framework-item"),
    path(
        "<slug:code>/items/<int:pk>/delete/",
        frameworks_building.item_delete,
        name="framework-item-delete",
    ),
    path(
        "<slug:code>/items/<int:pk>/standards/",
        framework_standards.item_standards,
        name="framework-standards",
    ),
    path(
        "<slug:code>/items/<int:pk>/standards/<int:standard>/",
        framework_standards.standard_edit,
        name="framework-standard",
    ),
    path(
        "<slug:code>/items/<int:pk>/standards/<int:standard>/delete/",
        framework_standards.standard_delete,
        name="framework-standard-delete",
    ),
    path("<slug:code>/template/", frameworks_building.tree_template, name="framework-template"),
    path("<slug:code>/import/", frameworks_building.tree_import, name="framework-import"),
    path(COUNTY, frameworks_standing.standing, name="standing"),
    path(
        f"{COUNTY}schools/<int:school>/",
        frameworks_standing.standing_school,
        name="standing-school",
    ),
    path(f"{COUNTY}items/<int:pk>/judge/", framework_judging.standing_judge, name="standing-judge"),
    path(f"{COUNTY}what-if/", frameworks_standing.standing_what_if, name="standing-what-if"),
]
