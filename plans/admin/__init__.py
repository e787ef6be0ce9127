"""A window for administrators on every table."""

from plans.admin import documents, evaluation, tracking

__all__ = ["documents", "evaluation", "tracking"]
