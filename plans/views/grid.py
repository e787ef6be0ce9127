"""Requests for the tables of a plan enter: the page with a grid leaves, and changes are written."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.exporting import download
from plans import editing, rights
from plans.models import Plan
from plans.row_forms import names_of
from plans.tables import checking, saving
from plans.tables.cells import plain
from plans.tables.checking import Fate, Given
from plans.tables.columns import TABLES
from plans.tables.grid import grid_rows
from plans.tables.writing import export

ROWS = 200
SAVE_AGAIN = "再保存一次就以您填的为准。"
NEWER = "刚才有别人改过其中的行，还没有写入任何内容。请核对后再试一次。"


def table_of(request, pk, kind):
    """The plan and the table of an address, as far as the user may see them."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if kind not in TABLES:
        raise Http404
    return plan, TABLES[kind]


@require_http_methods(["GET", "HEAD", "POST"])
def plan_grid(request, pk, kind):
    """Many rows of a plan in one table of fields; all that was typed is written in one step."""
    plan, table = table_of(request, pk, kind)
    rights.require_desk(request.user, plan)
    if request.method != "POST":
        return _page(request, plan, table)
    rights.require_editor(request.user, plan)
    report = _checked(request, plan, table, _sent(request.POST, table))
    if report.faulty and "valid" not in request.POST:
        return _page(request, plan, table, report=report)
    trouble = write(request, report)
    if not trouble and not report.faulty:
        return redirect(request.get_full_path())
    left = [row.given for row in (report.rows if trouble else report.faulty)]
    report = _checked(request, plan, table, left)
    return _page(request, plan, table, report=report, trouble=trouble)


def _checked(request, plan, table, given):
    return checking.check(plan, table, given, request.user, advice=SAVE_AGAIN)


def write(request, report):
    """Write what can be written and say so; what hinders it leaves, empty where nothing does."""
    try:
        saving.save(report, user=request.user, reason=request.POST.get("reason", "").strip())
    except editing.Conflict:
        return NEWER
    except ValidationError as error:
        return "".join(error.messages)
    messages.success(request, said(report))
    return ""


def said(report):
    """What was written, in words."""
    counts = report.counts
    parts = (("修改", Fate.CHANGED), ("新增", Fate.NEW), ("删除", Fate.DROPPED))
    done = [f"{word} {counts[fate]} 行" for word, fate in parts if counts[fate]]
    units = "、".join(report.names.new_units)
    if not done:
        return "没有需要写入的改动。"
    return f"已写入：{'，'.join(done)}。" + (f"新登记的单位：{units}。" if units else "")


def _sent(form, table):
    """Rows of the page as they came back; a browser's script sends only the changed ones."""
    return [
        Given(
            place=place,
            key="" if place.startswith("new") else place,
            version=form.get(f"{place}-version", ""),
            texts={
                column.field: plain(form[f"{place}-{column.field}"])
                for column in table.columns
                if f"{place}-{column.field}" in form
            },
            drop="是" if f"{place}-drop" in form else "",
        )
        for place in dict.fromkeys(form.getlist("row"))
    ]


def _page(request, plan, table, *, report=None, trouble=""):
    page = Paginator(table.rows(plan, request.user), ROWS).get_page(request.GET.get("page"))
    is_last = not page.has_next()
    context = {
        "plan": plan,
        "table": table,
        "tables": TABLES.values(),
        "page": page,
        "rows": grid_rows(table, plan, page, report=report, is_open=is_last),
        "blank": grid_rows(table, plan, (), is_open=True)[0],
        "report": report,
        "trouble": trouble,
        "is_editor": rights.is_editor(request.user, plan),
        "reason": request.POST.get("reason", ""),
        **names_of(request.user),
    }
    return render(request, "plans/grid.html", context, status=422 if report else 200)


@require_safe
def plan_export(request, pk, kind):
    """A table of a plan as a workbook."""
    plan, table = table_of(request, pk, kind)
    return download(export(plan, table, request.user), f"{plan.title}-{table.name}.xlsx")
