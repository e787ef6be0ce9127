"""A window for administrators on every table."""

from plans.admin import documents, tracking

__all__ = ["documents", "tracking"]
