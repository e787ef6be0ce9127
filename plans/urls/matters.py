"""Addresses where matters are proposed, sent, reported on and closed."""

from django.urls import path

from plans.step_forms import ASKED, address_of
from plans.views import (
    lead_links,
    matter_before,
    matter_files,
    matter_page,
    matter_parts,
    matter_proposing,
    matters,
    my_matters,
    my_matters_files,
)

STEPS = [
    path(
        f"matters/<int:pk>/{address_of(step)}/",
        matter_page.matter_step,
        {"step": step},
        name=f"matter-{address_of(step)}",
    )
    for step in ASKED
]

urlpatterns = [
    path("matters/", matters.matter_list, name="matter-list"),
    path("matters/export.xlsx", matters.matter_export, name="matter-export"),
    path("matters/many/", matters.matter_many, name="matter-many"),
    path("matters/new/", matter_proposing.matter_new, name="matter-new"),
    path("matters/links/", lead_links.links_page, name="lead-links"),
    path("matters/links/many/", lead_links.links_many, name="lead-links-many"),
    path("matters/links/<int:pk>/revoke/", lead_links.link_revoke, name="lead-link-revoke"),
    path("plans/<int:pk>/matters/", matter_proposing.matter_propose, name="matter-propose"),
    path("matters/<int:pk>/", matter_page.matter_page, name="matter"),
    path("matters/<int:pk>/edit/", matter_proposing.matter_edit, name="matter-edit"),
    path("matters/<int:pk>/parts/", matter_parts.matter_parts, name="matter-parts"),
    path("matters/<int:pk>/before/", matter_before.matter_before, name="matter-before"),
    *STEPS,
    path(
        "matters/<int:pk>/figures/<int:step>/",
        matter_files.matter_accept_figure,
        name="matter-accept-figure",
    ),
    path("matters/<int:pk>/files/<int:file>/", matter_files.matter_file, name="matter-file"),
    path(
        "matters/<int:pk>/files/<int:file>/remove/",
        matter_files.matter_file_remove,
        name="matter-file-remove",
    ),
    path("my-matters/", my_matters.my_matters, name="my-matters"),
    path("my-matters/<int:pk>/", my_matters.my_matters_line, name="my-matters-line"),
    path("my-matters/export.xlsx", my_matters_files.my_matters_export, name="my-matters-export"),
    path("my-matters/import/", my_matters_files.my_matters_import, name="my-matters-import"),
    path(
        "my-matters/import/<int:upload>/marked.xlsx",
        my_matters_files.my_matters_marked,
        name="my-matters-marked",
    ),
]
