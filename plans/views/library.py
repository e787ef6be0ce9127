"""Requests for the library of plans enter, pages leave."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.models import Region
from plans.filters import PlanFilter
from plans.models import Plan
from plans.outline_page import plan_sections
from plans.progress import measure_plans
from plans.views.listing import listing, opened_with_default

NAMES = 300
"""Regions that the field of regions offers while somebody types."""


@require_safe
@opened_with_default
def plan_list(request):
    """The plans and other documents of the bureau, those in older versions of a file left out."""
    plans = Plan.objects.visible_to(request.user).current()
    context = listing(request, PlanFilter(request.GET, plans.for_list(), request=request))
    measure_plans(context["page"].object_list)
    return render(request, "plans/plan_list.html", context | {"regions": _regions(plans)})


def _regions(plans):
    """Regions of the plans and those above them, for the list that opens while somebody types."""
    own = Region.objects.filter(pk__in=plans.order_by().values("region"))
    lines = (
        (region, region.parent, region.parent and region.parent.parent)
        for region in own.select_related("parent__parent")[:NAMES]
    )
    named = {region.pk: region for line in lines for region in line if region}
    return sorted(named.values(), key=lambda region: region.adcode)


@require_safe
def plan_page(request, pk):
    """One plan: what it says of itself, its outline, figures, money, schools and doubts."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    return render(request, "plans/plan_page.html", {"plan": plan, **plan_sections(plan)})
