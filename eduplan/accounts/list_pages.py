"""What both lists from Excel share: a workbook enters, waits, is looked through and given back."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from eduplan.accounts.models import ListUpload
from plans.filters.fields import RegionField
from plans.tables import reading
from plans.tables.checking import Fate
from plans.tables.columns import Table
from plans.tables.marked import mark
from plans.tables.reading import LARGEST_MB, TableError
from plans.tables.receiving import received
from plans.tables.writing import template

MOST_ROWS = 1000
MOST_SHOWN = 200
"""Rows that the page lists; the marked file holds all faulty ones."""
GONE = "上传的名单已过期，或者您又上传了别的名单。请重新上传。"
MEANWHILE = "刚才有人改动了同样的内容，没有写入。请再看一遍检查结果，再写入。"
DIGITS = 18


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list: its table, what looks at its rows, and what its workbook offers and says."""

    table: Table
    address: str
    page: str
    steps: tuple[str, ...]
    check: Callable
    offered: Callable


def region_of(user, words):
    """The region of a list: one's own, or the one that a system administrator names."""
    if not user.is_system_admin:
        return user.region
    try:
        return RegionField(required=True, max_length=60).clean(words)
    except ValidationError as error:
        raise TableError(f"地区：{''.join(error.messages)}") from error


def empty_workbook(request, kind):
    """Bytes of a workbook to fill in; without a region its lists offer no names."""
    try:
        region = region_of(request.user, request.GET.get("region", ""))
    except TableError:
        region = None
    return template(kind.table, kind.offered(region), kind.steps)


def keep(request, kind):
    """Keep a workbook that was sent, and lead on to what is in it."""
    try:
        region = region_of(request.user, request.POST.get("region", ""))
        name, content = received(request.FILES.get("file"))
        sheets = reading.read(content)
        place = reading.find(sheets, kind.table)
        _refuse_length(reading.given(sheets, place, kind.table))
    except TableError as error:
        return page(request, kind, trouble=str(error), status=422)
    facts = {"region": region, "kind": kind.table.key, "name": name, "file": content}
    kept = ListUpload.objects.keep(request.user, **facts)
    return HttpResponseRedirect(f"{reverse(kind.address)}?upload={kept.pk}")


def _refuse_length(given):
    if not given:
        raise TableError("表里一行也没有填。请从第二行开始填写。")
    if len(given) > MOST_ROWS:
        raise TableError(f"一次最多 {MOST_ROWS} 行，这里有 {len(given)} 行。请分几次上传。")


def kept_of(request, kind, number):
    """The workbook of that number that waits; None where it is gone."""
    if not (number.isdecimal() and len(number) < DIGITS):
        return None
    mine = ListUpload.objects.visible_to(request.user).filter(kind=kind.table.key)
    own = mine if request.user.is_system_admin else mine.filter(region=request.user.region_id)
    return own.select_related("region").filter(pk=int(number)).first()


def to_write(request, kind):
    """The list that a person asks to write, and its report; a page instead where he cannot yet.

    ``(kept, report, None)``, or ``(None, None, response)``.
    """
    kept = kept_of(request, kind, request.POST["upload"])
    if kept is None:
        return None, None, page(request, kind, trouble=GONE, status=422)
    report = looked(request, kind, kept)[2]
    if not report.writable or (report.faulty and "valid" not in request.POST):
        return None, None, page(request, kind, kept=kept, report=report, status=422)
    return kept, report, None


def looked(request, kind, kept):
    """Sheets of a workbook, where its table stands, and what its rows would do."""
    sheets = reading.read(bytes(kept.file))
    place = reading.find(sheets, kind.table)
    given = reading.given(sheets, place, kind.table)
    return sheets, place, kind.check(kept.region, given, request.user)


def marked(request, kind, number):
    """Bytes and name of the workbook as it was sent, with its faulty cells marked."""
    kept = kept_of(request, kind, str(number))
    if kept is None:
        raise Http404
    sheets, place, report = looked(request, kind, kept)
    name = f"{kept.name.removesuffix('.xlsx').removesuffix('-标注')}-标注.xlsx"
    return mark(sheets, place, report, kind.offered(kept.region)), name


def page(request, kind, *, kept=None, report=None, trouble="", status=200):
    """The page of a list: what to do, and what was found in the one that waits."""
    context = {
        "kind": kind,
        "largest": LARGEST_MB,
        "most": MOST_ROWS,
        "trouble": trouble,
        "region": request.POST.get("region") or request.GET.get("region", ""),
    }
    if kept is not None:
        report = report or looked(request, kind, kept)[2]
        context |= {
            "kept": kept,
            "region": kept.region.adcode,
            "report": report,
            "counts": {fate.name.lower(): report.counts[fate] for fate in Fate},
            "faults": _listed(report)[:MOST_SHOWN],
            "changes": [row for row in report.rows if row.fate is Fate.CHANGED][:MOST_SHOWN],
        }
    return render(request, kind.page, context, status=status)


def opened(request, kind):
    """The page as it is asked for, with the list that waits if the address names one."""
    number = request.GET.get("upload", "")
    kept = kept_of(request, kind, number)
    return page(request, kind, kept=kept, trouble=GONE if number and kept is None else "")


def _listed(report):
    """Faulty cells: number of the row in the sheet, column, what is wrong."""
    heads = {column.field: column.head for column in report.table.columns}
    return [
        (checked.given.place + 1, heads[name], checked.given.texts.get(name, ""), message)
        for checked in report.faulty
        for name, message in checked.faults.items()
    ]
