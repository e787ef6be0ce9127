"""A request to choose what a matter waits for enters, its page or the list to tick leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans.editing import Conflict
from plans.filters import MatterFilter
from plans.models import Matter
from plans.tracking.looked_at import rows_of
from plans.tracking.waiting import set_befores
from plans.views.matter_page import CHANGED
from plans.views.matter_paths import hindered, matter_of, whole
from plans.views.paths import said, version_of

SHOWN = 40
"""Matters that are offered to tick; others are found by their words."""


@require_http_methods(["GET", "HEAD", "POST"])
def matter_before(request, pk):
    """Tick matters of the bureau that must be done before this one."""
    matter = matter_of(request, pk)
    if way_back := hindered(request, matter):
        return way_back
    if request.method != "POST":
        return _page(request, matter, set(matter.waits_for.values_list("pk", flat=True)))
    chosen = set(filter(None, map(whole, request.POST.getlist("before"))))
    try:
        set_befores(matter, user=request.user, version=version_of(request), befores=chosen)
    except Conflict:
        return _page(request, matter_of(request, pk), chosen, CHANGED, status=409)
    except ValidationError as error:
        return _page(request, matter, chosen, said(error), status=422)
    messages.success(request, "已保存前置事项。")
    return redirect("matter", pk)


def _page(request, matter, chosen, trouble="", status=200):
    """What is ticked comes first, then what is open or was sought."""
    own = Matter.objects.visible_to(request.user).filter(bureau=matter.bureau_id)
    others = own.exclude(pk=matter.pk).exclude(pk__in=chosen).exclude(state__in=Matter.OVER)
    found = MatterFilter(request.GET, others.order_by("due_on", "pk"), request=request)
    ticked = own.filter(pk__in=chosen).order_by("due_on", "pk")
    context = {
        "matter": matter,
        "ticked": rows_of(ticked),
        "offered": rows_of(found.qs[:SHOWN]),
        "most": SHOWN,
        "words": request.GET.get("q", ""),
        "trouble": trouble,
    }
    return render(request, "matters/matter_before.html", context, status=status)
