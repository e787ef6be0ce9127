"""A request and its response enter; what was done, what with and how leave, for the log."""

from urllib.parse import unquote

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from eduplan.audit.labels import (
    ADMIN,
    CHANGES,
    DOWNLOADS,
    ELSEWHERE,
    NOWHERE,
    PAGES,
    PASSED_OVER,
    REMOVING,
    ROWS,
)
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import Subject

Action = AuditEntry.Action
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
FILES = ("text/csv", "application/vnd.openxmlformats-officedocument")
MOST = 40
"""Names of fields that are told: a table sends thousands."""
TOLD = ("key", "kind", "problem", "upload", "file")
"""Parts of an address that are told; others might be secrets, as those of a one-time link."""


def action_of(request, response):
    """What a request turned out to be, None where it leaves no entry."""
    if name_of(request) in PASSED_OVER or not _is_known(request):
        return None
    is_change, status = request.method not in SAFE, response.status_code
    if status == 403 or (is_change and status == 404):
        return Action.REFUSED if request.user.is_authenticated else None
    if status >= 400 or request.method == "HEAD":
        return None
    if is_file(response):
        return Action.EXPORT
    return _change_of(request, status) if is_change else None


def name_of(request):
    """The name of the address, empty where there is none."""
    return request.resolver_match.view_name if request.resolver_match else ""


def _is_known(request):
    """Whether somebody has signed in, or the address is open to all: no bare way to the login."""
    if getattr(request, "user", None) is None:
        return False
    match = request.resolver_match
    is_open = match is not None and not getattr(match.func, "login_required", True)
    return is_open or request.user.is_authenticated


def is_file(response):
    """Whether a response is taken along, not shown."""
    shown = response.get("Content-Disposition", "")
    return shown.startswith("attachment") or response.get("Content-Type", "").startswith(FILES)


def _change_of(request, status):
    """Pages of the admin site answer a change by leading on; what they show again is none."""
    model = _admin_model(request.resolver_match)
    if is_admin(request) and status < 300:
        return None
    is_account = model is not None and model._meta.app_label == "accounts"
    return Action.RIGHTS if is_account else Action.CHANGE


def is_admin(request):
    """Whether the address is one of the admin site."""
    match = request.resolver_match
    return match is not None and "admin" in match.namespaces


def _admin_model(match):
    """The model that a page of the admin site is about."""
    view = getattr(match and match.func, "__wrapped__", None)
    return getattr(getattr(view, "__self__", None), "model", None)


def label_of(request, action):
    """What was done, in words."""
    name = name_of(request)
    if is_admin(request):
        return _admin_label(request.resolver_match)
    if action == Action.EXPORT:
        return DOWNLOADS.get(name, Action.EXPORT.label)
    if not name:
        return NOWHERE
    return (CHANGES | DOWNLOADS | PAGES).get(name, ELSEWHERE)


def _admin_label(match):
    model = _admin_model(match)
    verb = next((word for end, word in ADMIN.items() if match.url_name.endswith(end)), ELSEWHERE)
    return f"后台{verb}：{model._meta.verbose_name}" if model else f"后台{verb}"


def subject_before(request):
    """The row of an address as it stands before a view that may take it away."""
    match = request.resolver_match
    if match.view_name in REMOVING:
        subject = subject_of(request)
        return Subject(subject.model, subject.pk, next(iter(subject.text), ""))
    model = _admin_model(match)
    number = unquote(match.kwargs.get("object_id") or match.kwargs.get("id") or "")
    if model is None or not number.isdecimal() or not request.user.is_staff:
        return None
    row = model._base_manager.filter(pk=number).first()
    return row and Subject.of(row)


def subject_of(request):
    """The row that an address names, with a query for its words as far as the user may see it."""
    match = request.resolver_match
    for beginning, (model, column) in ROWS.items():
        if match and match.route.startswith(beginning):
            number = match.kwargs["pk"]
            rows = model.objects.visible_to(request.user).filter(pk=number)
            return Subject(
                model._meta.label_lower, str(number), rows.values_list(column, flat=True)[:1]
            )
    return None


def details_of(request, action):
    """Which part of the row, which fields and files were sent, what a file was narrowed by."""
    match = request.resolver_match
    if match is None:
        return {"path": request.path}
    told = {name: str(match.kwargs[name]) for name in TOLD if name in match.kwargs}
    if action == Action.EXPORT:
        return told | _some("query", list(request.GET.items()), dict)
    return told | _sent(request)


def _sent(request):
    """Names of fields and files, as far as a view has read them: asking now could take in more."""
    if not hasattr(request, "_post"):
        return {}
    fields = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    files = [file.name for file in request.FILES.values()]
    rows = request.POST.getlist(ACTION_CHECKBOX_NAME) if is_admin(request) else []
    return _some("fields", fields) | _some("files", files) | _some("rows", rows)


def _some(name, found, kind=list):
    """The first of what was found, and how many there were where not all are told."""
    more = {f"{name}_count": len(found)} if len(found) > MOST else {}
    return {name: kind(found[:MOST]), **more} if found else {}
