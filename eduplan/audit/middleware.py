"""Requests enter, and what they changed, took along or were refused is written to the log."""

from time import time

from eduplan.audit.deeds import (
    SAFE,
    action_of,
    details_of,
    label_of,
    subject_before,
    subject_of,
)
from eduplan.audit.labels import SELDOM
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import after_work, record

Action = AuditEntry.Action


class AuditLog:
    """One insertion for each request that counts, after the view has done its work."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.is_recorded = False
        request.audit_subject = None
        response = self.get_response(request)
        with after_work(request):
            if not request.is_recorded and (action := action_of(request, response)):
                _write_once(request, action, response.status_code)
        return response

    def process_view(self, request, view, args, kwargs):
        """Ask for the words of a row that may be gone afterwards."""
        if request.method not in SAFE:
            with after_work(request):
                request.audit_subject = subject_before(request)


def _write_once(request, action, status):
    """Write the entry, where the one before does not stand for this request as well."""
    match = request.resolver_match
    seconds = SELDOM.get(match.view_name) if match and action == Action.CHANGE else None
    if seconds is None:
        _write(request, action, status)
        return
    key, now = f"told-{request.path}", time()
    if now - request.session.get(key, 0) >= seconds:
        _write(request, action, status)
        request.session[key] = now


def _write(request, action, status):
    record(
        request,
        action,
        request.audit_subject or subject_of(request),
        label=label_of(request, action),
        status=status,
        details=details_of(request, action),
    )
