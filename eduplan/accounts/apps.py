"""The app of users and their roles."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.module_loading import autodiscover_modules

from eduplan.accounts.session_clock import begin


class AccountsConfig(AppConfig):
    """Label ``accounts``."""

    name = "eduplan.accounts"
    verbose_name = "用户"

    def ready(self):
        """However somebody signs in, his session has its limits; settings are checked."""
        user_logged_in.connect(begin)
        autodiscover_modules("checks")


class BackDoorConfig(AdminConfig):
    """Django's admin behind our own login."""

    default_site = "eduplan.accounts.back_door.BackDoor"
