"""The app of plans, from the document to the last closed line."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Label ``plans``."""

    name = "plans"
    verbose_name = "计划"
