"""The app of indicators and the dimensions they are measured in."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from indicators.counting_names import count_names


class IndicatorsConfig(AppConfig):
    """Label ``indicators``."""

    name = "indicators"
    verbose_name = "指标与数据"

    def ready(self):
        """Triggers go up after every migration, which may have taken them down."""
        post_migrate.connect(count_names, sender=self)
