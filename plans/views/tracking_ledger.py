"""A request enters, the official ledger leaves: to print, as a workbook, as a Word document."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.exporting import as_xlsx, download
from plans import word
from plans.filters import MatterFilter
from plans.tracking import books, ledger_files
from plans.tracking.lines import matters_of
from plans.tracking.looked_at import rows_of
from plans.views.listing import kept_filters, opened_with_default
from plans.views.overseers import for_bureau

NAME = "督办事项台账"
FILES = {"xlsx": "导出 Excel", "docx": "导出 Word"}
ROWS = 300
"""Matters of a page; files hold all of them."""


@for_bureau
@require_safe
@opened_with_default
def ledger(request):
    """Official columns of what was sent, grouped by unit or by source."""
    by, complaints = books.asked(request.GET)
    found = MatterFilter(request.GET, matters_of(request.user).sent(), request=request)
    matters = books.in_order(found.qs, by)
    today, bureau = timezone.localdate(), request.user.region
    name = f"{bureau.name}{NAME}"
    if request.GET.get("as") in FILES:
        return _file(request.GET["as"], books.chapters(rows_of(matters), by), name, by)
    page = Paginator(matters, ROWS).get_page(request.GET.get("page"))
    rows = rows_of(page.object_list)
    context = {
        "page": page,
        "chapters": books.chapters(rows, by, max(page.start_index() - 1, 0)),
        "head": books.HEAD,
        "groups": books.GROUPS.items(),
        "by": by,
        "filter": found,
        "complaints": [*complaints, *found.complaints],
        "today": today,
        "name": name,
        "files": files_of(request.GET),
    }
    return render(request, "tracking/ledger.html", context | kept_filters(request, found))


def _file(kind, chapters, name, by):
    """The whole ledger as a workbook or a Word document."""
    today = timezone.localdate()
    if kind == "xlsx":
        return as_xlsx([ledger_files.sheet(chapters, by)], f"{name} {today}")
    content = ledger_files.document(chapters, name, today)
    return download(content, f"{name} {today}.docx", word.DOCX)


def files_of(query):
    """Name of a kind of file, and the query that brings it with the same rows."""
    asked = query.copy()
    asked.pop("page", None)
    made = []
    for kind, name in FILES.items():
        asked["as"] = kind
        made.append((name, asked.urlencode()))
    return made
