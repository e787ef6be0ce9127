"""Addresses where a bureau builds its forms and runs its campaigns."""

from django.urls import path

from plans.views import campaign_forms, campaign_turns, campaigns, form_builder

urlpatterns = [
    path("forms/", campaign_forms.form_list, name="form-list"),
    path("forms/new/", campaign_forms.form_new, name="form-new"),
    path("forms/<int:pk>/", form_builder.form_page, name="form"),
    path("forms/<int:pk>/parts/<str:key>/", form_builder.form_part, name="form-part"),
    path("forms/<int:pk>/add/<str:key>/", form_builder.form_add, name="form-add"),
    path("forms/<int:pk>/arrange/", form_builder.form_arrange, name="form-arrange"),
    path("forms/<int:pk>/turn/", form_builder.form_turn, name="form-turn"),
    path("campaigns/", campaigns.campaign_list, name="campaign-list"),
    path("campaigns/new/", campaigns.campaign_new, name="campaign-new"),
    path("campaigns/<int:pk>/edit/", campaigns.campaign_edit, name="campaign-edit"),
    path("campaigns/<int:pk>/turn/", campaign_turns.campaign_turn, name="campaign-turn"),
    path("campaigns/<int:pk>/schools/", campaign_turns.campaign_schools, name="campaign-schools"),
]
