"""An account before and after enters, what changed in its rights leaves, in words and logged."""

from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record

FACTS = {
    "role": "角色",
    "region": "所属地区",
    "unit": "所属科室",
    "school": "所属学校",
    "is_active": "可以登录",
    "is_staff": "可进后台",
    "is_superuser": "最高权限",
}
"""What an account may do follows from these; their names in the log."""
TRUTH = {True: "是", False: "否"}


def rights_of(user):
    """Rights of an account in words, by their Chinese names; empty for one that is still to be."""
    return {name: _word(user, fact) for fact, name in FACTS.items()} if user else {}


def _word(user, fact):
    value = user.get_role_display() if fact == "role" else getattr(user, fact)
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
