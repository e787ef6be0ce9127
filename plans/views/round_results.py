"""Requests for what came of a round enter: credibility and results as pages and as a workbook."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.exporting import as_xlsx
from plans.evaluating.credibility import reckon
from plans.evaluating.gathering import by_item, gather
from plans.result_sheets import tables
from plans.views.round_paths import held_round


@require_safe
def round_credibility(request, pk):
    """How far to believe the self marks: of the round, by school, by item; lowest first."""
    held = held_round(request, pk)
    sheets = gather(held, request.user)
    ranked = [(sheet.place, sheet.credibility) for sheet in sheets]
    ranked.sort(key=lambda row: (row[1].share is None, row[1].share or 0, row[0].number))
    items = [(item, found) for item, found in by_item(sheets) if found.compared]
    items.sort(key=lambda row: (row[1].share, row[0].position))
    context = {
        "round": held,
        "whole": reckon(line.pair for sheet in sheets for line in sheet.lines),
        "ranked": ranked,
        "items": items,
        "mostly_over": [row for row in items if row[1].is_mostly_over],
    }
    return render(request, "rounds/credibility.html", context)


@require_safe
def round_result(request, pk):
    """What counts of each assessment: totals by school and item; the whole as a workbook."""
    held = held_round(request, pk)
    sheets = gather(held, request.user)
    if request.GET.get("as") == "xlsx":
        name = f"{held.year}年{held.name}结果".replace("/", "、")
        return as_xlsx(tables(sheets, by_item(sheets)), name)
    context = {"round": held, "rows": [(sheet, sheet.totals) for sheet in sheets]}
    context["has_points"] = any(totals.points is not None for _, totals in context["rows"])
    return render(request, "rounds/result.html", context)
