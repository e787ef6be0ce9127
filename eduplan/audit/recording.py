"""What somebody did enters, an entry of the log leaves: the one door into it."""

import logging
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from eduplan.audit.models import AuditEntry
from eduplan.client_address import client_address

COMMAND_LINE = "命令行"
LONGEST = 200
"""Characters of a word in the details."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Subject:
    """The row that something was done to: its model, its number and its words.

    ``text`` may be a query for the words, which the insertion of the entry then asks itself.
    """

    model: str = ""
    pk: str = ""
    text: str | QuerySet = ""

    @classmethod
    def of(cls, row):
        """A row that is at hand."""
        return cls(row._meta.label_lower, str(row.pk), str(row))


def record(actor, action, about=None, *, user=None, label="", status=None, details=None):
    """Add an entry for a request, or a user, or the command line (None); returns it.

    ``about`` is the row that it was done to, or its ``Subject``; ``details`` are names and words,
    never a password and never a whole text. A failure is raised: what is done in the same
    transaction then is not done either. The middleware adds nothing for the same request.
    """
    request = actor if hasattr(actor, "META") else None
    entry = AuditEntry(
        action=action,
        label=label or AuditEntry.Action(action).label,
        status=status,
        details=_clean(details or {}),
        **_of_person(user or (request.user if request else actor)) | _of_link(request),
        **_of_request(request),
        **_of_subject(about),
    )
    entry.save()
    if request:
        request.is_recorded = True
    return entry


@contextmanager
def after_work(request):
    """A failure to log what is done already takes nothing from the user, but is told loudly."""
    try:
        yield
    except Exception:
        user, method = getattr(request, "user", None), getattr(request, "method", None)
        path = getattr(request, "path", "")
        log.critical("审计日志写入失败，须补记：%s %s %s", user, method, path, exc_info=True)


def _of_person(user):
    if user is None:
        return {"username": COMMAND_LINE}
    if not user.is_authenticated:
        return {}
    return {
        "user": user,
        "username": user.username,
        "person": str(user),
        "role": user.get_role_display(),
        "bureau_id": user.region_id,
    }


def _of_link(request):
    """Who comes by a personal link has no region of his own: his bureau reads what he did."""
    link = getattr(request, "personal_link", None)
    return {"bureau_id": link.bureau_id, "role": link._meta.verbose_name} if link else {}


def _of_request(request):
    if request is None:
        return {}
    match = request.resolver_match
    return {
        "address": client_address(request) or "",
        "name": match.view_name[:100] if match else "",
    }


def _of_subject(about):
    if about is None:
        return {}
    subject = about if isinstance(about, Subject) else Subject.of(about)
    text = subject.text
    is_query = isinstance(text, QuerySet)
    return {
        "object_model": subject.model,
        "object_pk": subject.pk[:40],
        "object_text": Coalesce(Subquery(text), Value("")) if is_query else _plain(text)[:300],
    }


def _clean(value):
    """Words for a column of JSON: bounded, and without what PostgreSQL does not take."""
    if isinstance(value, dict):
        return {_plain(key)[:LONGEST]: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return _plain(value)[:LONGEST] if isinstance(value, str) else value


def _plain(text):
    """A text in characters that every database keeps."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()
