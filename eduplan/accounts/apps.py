"""The app of users and their roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Label ``accounts``."""

    name = "eduplan.accounts"
    verbose_name = "用户"
