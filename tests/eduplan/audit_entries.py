"""Facts of an entry enter, the entry leaves, written past the door that requests go through."""

from datetime import timedelta

from django.utils import timezone

from eduplan.audit.models import AuditEntry


def logged(user=None, *, days=0, **facts):
    """An entry of a user, some days old."""
    known = {"username": user.username, "bureau": user.region} if user else {}
    facts = {"user": user, "action": "change", "label": "核对记录", **known, **facts}
    return AuditEntry.objects.create(at=timezone.now() - timedelta(days=days), **facts)
