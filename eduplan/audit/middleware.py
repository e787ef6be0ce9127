"""Requests enter, and what they changed, took along or were refused is written to the log."""

from eduplan.audit.deeds import (
    SAFE,
    action_of,
    details_of,
    label_of,
    subject_before,
    subject_of,
)
from eduplan.audit.recording import after_work, record


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
                _write(request, action, response.status_code)
        return response

    def process_view(self, request, view, args, kwargs):
        """Ask for the words of a row that may be gone afterwards."""
        if request.method not in SAFE:
            with after_work(request):
                request.audit_subject = subject_before(request)


def _write(request, action, status):
    record(
        request,
        action,
        request.audit_subject or subject_of(request),
        label=label_of(request, action),
        status=status,
        details=details_of(request, action),
    )
