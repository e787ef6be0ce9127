"""The app of the tokens of data clients."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """Label ``clients``."""

    name = "eduplan.clients"
    verbose_name = "数据接口"
