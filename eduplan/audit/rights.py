"""An account before and after enters, what changed in its rights leaves, in words and logged."""

from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record

FACTS = {
    "is_active": "可以登录",
    "is_staff": "可进后台",
    "is_superuser": "最高权限",
}
"""What an account may do follows from these and from its posts; their names in the log."""
POSTS = "任职"
TRUTH = {True: "是", False: "否"}


def rights_of(user):
    """Rights of an account in words, by their Chinese names; empty for one that is still to be."""
    if user is None:
        return {}
    posts = "；".join(map(str, user.posts.current().for_names()))
    return {POSTS: posts} | {name: TRUTH[getattr(user, fact)] for fact, name in FACTS.items()}


def record_rights(actor, user, *, before, label):
    """Log what changed in the rights of an account since ``before``, as ``rights_of`` gave it."""
    after = rights_of(user)
    changed = [name for name, word in after.items() if word != before.get(name, "")]
    details = {
        "before": {name: before.get(name, "") for name in changed},
        "after": {name: after[name] for name in changed},
    }
    return record(actor, AuditEntry.Action.RIGHTS, user, label=label, details=details)
