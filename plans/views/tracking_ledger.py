"""A request enters, the official ledger leaves: to print, as a workbook, as a Word document."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans import word
from plans.exporting import as_xlsx, download
from plans.filters import MatterFilter
from plans.tracking import books, ledger_files
from plans.tracking.lines import matters_of
from plans.tracking.looked_at import rows_of
from plans.views.listing import kept_filters, opened_with_default
from plans.views.overseers import for_bureau

NAME = "督办事项台账"


@for_bureau
@require_safe
@opened_with_default
def ledger(request):
    """Official columns of what was sent, grouped by unit or by source."""
    by, complaints = books.asked(request.GET)
    matters = matters_of(request.user).sent().order_by("due_on", "number", "pk")
    found = MatterFilter(request.GET, matters, request=request)
    chapters = books.chapters(rows_of(found.qs), by)
    today, bureau = timezone.localdate(), request.user.region
    name = f"{bureau.name}{NAME}"
    if request.GET.get("as") == "xlsx":
        return as_xlsx([ledger_files.sheet(chapters, by)], f"{name} {today}")
    if request.GET.get("as") == "docx":
        content = ledger_files.document(chapters, name, today)
        return download(content, f"{name} {today}.docx", word.DOCX)
    context = {
        "chapters": chapters,
        "head": books.HEAD,
        "groups": books.GROUPS.items(),
        "by": by,
        "filter": found,
        "complaints": [*complaints, *found.complaints],
        "count": sum(len(chapter.entries) for chapter in chapters),
        "today": today,
        "name": name,
        "files": files_of(request.GET),
    }
    return render(request, "tracking/ledger.html", context | kept_filters(request, found))


def files_of(query):
    """Name of a kind of file, and the query that brings it with the same rows."""
    asked = query.copy()
    made = []
    for kind, name in (("xlsx", "导出 Excel"), ("docx", "导出 Word")):
        asked["as"] = kind
        made.append((name, asked.urlencode()))
    return made
