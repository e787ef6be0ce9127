"""The app of indicators and the dimensions they are measured in."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Label ``indicators``."""

    name = "indicators"
    verbose_name = "指标与数据"
