"""Addresses of entering and importing figures."""

from django.urls import path

from indicators.views.entry import entry_grid
from indicators.views.entry_import import (
    figure_import,
    figure_mapping,
    figure_marked,
    figure_template,
)
from indicators.views.entry_publishing import draft_discard, draft_list

urlpatterns = [
    path("entry/", entry_grid, name="figure-entry"),
    path("drafts/", draft_list, name="draft-list"),
    path("drafts/discard/", draft_discard, name="draft-discard"),
    path("import/", figure_import, name="figure-import"),
    path("import/template/", figure_template, name="figure-template"),
    path("import/<int:upload>/", figure_mapping, name="figure-mapping"),
    path("import/<int:upload>/marked/", figure_marked, name="figure-marked"),
]
