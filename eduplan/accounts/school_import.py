"""A list of schools from Excel enters, new and changed schools leave."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from eduplan.accounts import list_pages, school_checking
from eduplan.accounts.list_tables import SCHOOL_STEPS, SCHOOLS
from eduplan.accounts.school_pages import require_keeper
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record
from indicators.exporting import download


def _offered(region):
    """The list offers stages alone, which stand in the table itself."""
    return {}


KIND = list_pages.ListKind(
    SCHOOLS,
    "school-import",
    "accounts/school_import.html",
    SCHOOL_STEPS,
    school_checking.check,
    _offered,
)


@require_http_methods(["GET", "HEAD", "POST"])
def school_import(request):
    """批量登记: take a workbook, show what it would change, and write that once it is asked for."""
    require_keeper(request.user)
    if request.method != "POST":
        return list_pages.opened(request, KIND)
    return _write(request) if "upload" in request.POST else list_pages.keep(request, KIND)


def _write(request):
    kept, report, instead = list_pages.to_write(request, KIND)
    if instead:
        return instead
    try:
        with transaction.atomic():
            new, changed = school_checking.write(report)
            kept.delete()
            details = {"新增": new, "更新": changed}
            record(request, AuditEntry.Action.CHANGE, label="批量登记学校", details=details)
    except IntegrityError:
        trouble = list_pages.MEANWHILE
        return list_pages.page(request, KIND, kept=kept, trouble=trouble, status=422)
    messages.success(request, f"新增 {new} 所学校，更新 {changed} 所。", "done")
    return redirect("school-list")


@require_safe
def school_template(request):
    """An empty workbook for schools."""
    require_keeper(request.user)
    return download(list_pages.empty_workbook(request, KIND), "学校名单模板.xlsx")


@require_safe
def school_marked(request, upload):
    """The list that waits, with what is wrong in it."""
    require_keeper(request.user)
    return download(*list_pages.marked(request, KIND, upload))
