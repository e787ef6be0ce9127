"""Addresses of sources and plans."""

from django.urls import path
from django.views.generic import RedirectView

from plans.views import (
    history,
    library,
    names,
    new_plan,
    outline,
    outline_rows,
    publishing,
    review,
    review_rows,
    search,
    sources,
)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="source-list"), name="home"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/import/", sources.source_import, name="source-import"),
    path("sources/<int:pk>/", sources.source_page, name="source"),
    path("sources/<int:pk>/file/", sources.source_file, name="source-file"),
    path("names/", names.name_list, name="name-list"),
    path("names/<int:pk>/forget/", names.name_forget, name="name-forget"),
    path("plans/", library.plan_list, name="plan-list"),
    path("plans/new/", new_plan.plan_new, name="plan-new"),
    path("plans/<int:pk>/", library.plan_page, name="plan"),
    path("plans/<int:pk>/publish/", publishing.publish_page, name="publish"),
    path("plans/<int:pk>/unpublish/", publishing.unpublish_plan, name="unpublish"),
    path("plans/<int:pk>/review/", review.review_page, name="review"),
    path("plans/<int:pk>/review/section/", review.review_section, name="review-section"),
    path("plans/<int:pk>/review/undo/", review.review_undo, name="review-undo"),
    path("plans/<int:pk>/review/aside/", review.review_aside, name="review-aside"),
    path("plans/<int:pk>/review/news/", review.review_news, name="review-news"),
    path("plans/<int:pk>/review/add/", review_rows.row_add, name="review-add"),
    path(
        "plans/<int:pk>/review/problems/<int:problem>/",
        review.review_problem,
        name="review-problem",
    ),
    path("plans/<int:pk>/review/<str:key>/", review_rows.row_card, name="review-row"),
    path("plans/<int:pk>/review/<str:key>/form/", review_rows.row_form, name="review-form"),
    path("plans/<int:pk>/review/<str:key>/decide/", review_rows.row_decide, name="review-decide"),
    path("plans/<int:pk>/review/<str:key>/match/", review_rows.row_match, name="review-match"),
    path("plans/<int:pk>/review/<str:key>/hold/", review.review_hold, name="review-hold"),
    path("search/", search.search_page, name="search"),
    path("plans/<int:pk>/edit/", outline.edit_page, name="plan-edit"),
    path("plans/<int:pk>/edit/outline/", outline.outline_change, name="plan-outline"),
    path("plans/<int:pk>/edit/undo/", outline.edit_undo, name="plan-edit-undo"),
    path("plans/<int:pk>/edit/new/<str:kind>/", outline_rows.edit_new, name="plan-edit-new"),
    path("plans/<int:pk>/edit/<str:key>/", outline_rows.edit_row, name="plan-edit-row"),
    path("plans/<int:pk>/history/", history.history_page, name="plan-history"),
    path("plans/<int:pk>/history/differences/", history.differences_page, name="plan-differences"),
    path("plans/<int:pk>/history/restore/", history.restore, name="plan-restore"),
]
