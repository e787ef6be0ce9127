"""A request for a span of months enters, the bars of its matters leave."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.filters import MatterFilter
from plans.tracking import spans
from plans.tracking.lines import matters_of
from plans.tracking.looked_at import rows_of
from plans.tracking.ruling import rulebook
from plans.tracking.strands import strands
from plans.tracking.waiting import waits_of
from plans.views.listing import kept_filters, opened_with_default
from plans.views.overseers import for_bureau

ROWS = 80
"""Matters of a page, not counting the parts that stand below them."""


@for_bureau
@require_safe
@opened_with_default
def timeline(request):
    """Matters as bars from their begin to their last day, parts below their whole."""
    today = timezone.localdate()
    span, complaints = spans.asked(request.GET, today)
    found = MatterFilter(_narrowed(request.GET), _within(request.user, span), request=request)
    page = Paginator(spans.roots(found.qs), ROWS).get_page(request.GET.get("page"))
    numbers = list(page.object_list.values_list("pk", flat=True))
    shown = spans.with_parts(found.qs, numbers).prefetch_related("waits_for")
    bars = [spans.bar(*row, span, today) for row in spans.in_order(rows_of(shown))]
    lines = strands(bars)
    book = rulebook()
    page.object_list = [_joined(bar, lines, today, book) for bar in bars]
    context = {
        "page": page,
        "span": span,
        "ticks": span.ticks(),
        "today": today,
        "now": span.after(today) if span.holds(today) else None,
        "filter": found,
        "complaints": [*complaints, *found.complaints],
    }
    return render(
        request,
        "tracking/timeline.html",
        context | kept_filters(request, found if request.GET else None),
    )


def _joined(bar, lines, today, book):
    """A bar, what it waits for in words, and the lines in its row."""
    matter = bar.row.matter
    return bar, waits_of(matter, matter.waits_for.all(), today, book), lines[matter.pk]


def _narrowed(query):
    """What the query asks for; where it says nothing of lights, what is open."""
    asked = query.copy()
    asked.setdefault("light", "open")
    return asked


def _within(user, span):
    """What was sent and has a day in the span, by its last day."""
    matters = matters_of(user).sent().filter(begun_on__lte=span.last)
    ends = Q(due_on__gte=span.first) | Q(due_on__isnull=True)
    return matters.filter(ends).order_by("due_on", "number", "pk")
