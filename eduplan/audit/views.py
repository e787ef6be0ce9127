"""A request for the audit log enters, its page or a file of it leaves."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from eduplan.audit.filters import MOST, AuditFilter
from eduplan.audit.models import AuditEntry
from eduplan.audit.presenting import details_in_words, history_of, kind_of_object, result, tone
from indicators.exporting import Sheet, as_csv, as_xlsx
from plans.views.listing import listing

NAME = "审计日志"
HEAD = (
    "时间", "账号", "姓名", "角色", "教育局", "类别", "操作", "对象类型", "对象编号", "对象",
    "来源地址", "结果", "状态码", "详情",
)  # fmt: skip
LARGEST = {"csv": 50_000, "xlsx": 20_000}
"""Kind of file -> entries that one holds at most."""
SECONDS = "%Y-%m-%d %H:%M:%S"


@require_safe
def audit_log(request):
    """Who did what, newest first."""
    if not request.user.may_read_log:
        raise PermissionDenied("审计日志只对审计员、局管理员和系统管理员开放。")
    entries = AuditEntry.objects.visible_to(request.user).newest_first().select_related("bureau")
    found = AuditFilter(request.GET, entries, request=request)
    kind = request.GET.get("as")
    refusal = _refusal(found, kind) if kind in LARGEST else ""
    if kind in LARGEST and not refusal:
        return _file(found.qs, kind, request.reader)
    context = listing(request, found)
    if refusal:
        context["complaints"].append(refusal)
    return render(request, "audit/audit_log.html", context | _shown(request, context["page"]))


def _shown(request, page):
    """Entries in words; whoever may see plans is led to their history."""
    user, hide = request.user, request.reader.hide
    may_see_plans = user.is_bureau_member or user.is_system_admin
    for entry in page.object_list:
        entry.tone, entry.kind = tone(entry), kind_of_object(entry)
        entry.result, entry.words = result(entry), details_in_words(entry, hide)
        entry.object_text = hide(entry.object_text)
        entry.history = history_of(entry) if may_see_plans else ""
    has_others = any(entry.bureau_id != user.region_id for entry in page.object_list)
    return {"has_others": has_others, "is_full": page.paginator.count == MOST}


def _refusal(found, kind):
    """Why there is no file: it would hold too much, or more than somebody meant to ask for."""
    if found.complaints:
        return "条件有误，没有导出。"
    most = LARGEST[kind]
    is_more = found.qs[: most + 1].count() > most
    return f"超过 {most:,} 条，没有导出。请用日期等条件分几次导出。" if is_more else ""


def _file(entries, kind, reader):
    """Entries as a file, all columns and all that the details say."""
    rows = [_row(entry, reader.hide) for entry in entries.iterator()]
    sheet = Sheet(NAME, HEAD, rows)
    return as_csv(sheet, NAME) if kind == "csv" else as_xlsx([sheet], NAME)


def _row(entry, hide):
    return (
        timezone.localtime(entry.at).strftime(SECONDS),
        entry.username,
        entry.person,
        entry.role,
        str(entry.bureau or ""),
        entry.get_action_display(),
        entry.label,
        kind_of_object(entry),
        entry.object_pk,
        hide(entry.object_text),
        entry.address,
        result(entry),
        entry.status,
        "；".join(details_in_words(entry, hide)),
    )
