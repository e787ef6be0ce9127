"""A request enters, the overview of followed-up matters leaves."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.tracking import addresses, figures, overview, summing
from plans.tracking.lines import lines_of
from plans.views.listing import kept_filters, opened_with_default
from plans.views.overseers import for_bureau


@for_bureau
@require_safe
@opened_with_default
def tracking(request):
    """Lights, the way to being closed, a board by group, units by on-time rate."""
    lines = lines_of(request.user)
    by, order, complaints = overview.asked(request.GET)
    total = summing.tally(lines)
    groups = summing.grouped(lines, by)
    rows = figures.board(groups, by)
    context = {
        "tiles": overview.tiles(lines, total),
        "is_empty": not lines,
        "ledger": addresses.ledger(),
        "stages": overview.stages(lines),
        "due": overview.due(lines),
        "asking": overview.asking(lines),
        "by": by,
        "groups": overview.choices(by),
        "board": figures.sorted_by(rows, order) if order else rows,
        "columns": overview.COLUMNS,
        "total": figures.total_row(total),
        "ranking": overview.ranking(lines),
        "few": summing.SMALL,
        "complaints": complaints,
    }
    return render(request, "tracking/overview.html", context | kept_filters(request))
