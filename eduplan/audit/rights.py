"""An account before and after enters, what changed in its rights leaves, in words and logged."""

from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record

FACTS = ("role", "region", "unit", "school", "is_active", "is_staff", "is_superuser")
"""What an account may do follows from these."""
TRUTH = {True: "是", False: "否"}


def rights_of(user):
    """Rights of an account in words, by their Chinese names; empty for one that is still to be."""
    if user is None:
        return {}
    names = {name: user._meta.get_field(name).verbose_name for name in FACTS}
    return {names[name]: _word(user, name) for name in FACTS}


def _word(user, name):
    value = user.get_role_display() if name == "role" else getattr(user, name)
    return TRUTH[value] if isinstance(value, bool) else str(value or "")


def record_rights(actor, user, *, before, label):
    """Log what changed in the rights of an account since ``before``, as ``rights_of`` gave it."""
    after = rights_of(user)
    changed = [name for name, word in after.items() if word != before.get(name, "")]
    details = {
        "before": {name: before.get(name, "") for name in changed},
        "after": {name: after[name] for name in changed},
    }
    return record(actor, AuditEntry.Action.RIGHTS, user, label=label, details=details)
