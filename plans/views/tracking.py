"""A request enters, the overview of followed-up matters leaves."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.tracking import addresses, figures, overview, summing
from plans.tracking.cells import cells_of, quietest, stays_of
from plans.tracking.lines import matters_of
from plans.tracking.ruling import rulebook
from plans.views.listing import kept_filters, opened_with_default
from plans.views.overseers import for_bureau


@for_bureau
@require_safe
@opened_with_default
def tracking(request):
    """Lights, the way to being closed, a board by group, units by on-time rate."""
    today, matters = timezone.localdate(), matters_of(request.user)
    by, order, complaints = overview.asked(request.GET)
    book = rulebook()
    cells = {group: cells_of(matters, group, today, book) for group in sorted({by, "unit"})}
    groups = {group: summing.grouped(found) for group, found in cells.items()}
    total, waits = summing.tally(cells[by]), stays_of(matters, today)
    quiet = quietest(matters, by, cells[by], today)
    rows = figures.board(groups[by], by, quiet)
    context = {
        "tiles": overview.tiles(total),
        "is_empty": not waits,
        "ledger": addresses.ledger(),
        "stages": overview.stages(waits),
        "due": overview.due(matters, total, today),
        "asking": overview.asking(matters, total, today),
        "by": by,
        "groups": overview.choices(by),
        "board": figures.sorted_by(rows, order) if order else rows,
        "columns": overview.COLUMNS,
        "total": figures.total_row(total, quiet),
        "ranking": overview.ranking(groups["unit"]),
        "few": summing.SMALL,
        "complaints": complaints,
    }
    return render(request, "tracking/overview.html", context | kept_filters(request))
