"""The app of the audit log."""

from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Label ``audit``; listens to signing in and out, and to what programs write."""

    name = "eduplan.audit"
    verbose_name = "审计日志"

    def ready(self):
        """The receivers need the models, which are there only now."""
        import_module("eduplan.audit.signing")
        import_module("eduplan.audit.programs")
