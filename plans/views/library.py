"""Requests for the library of plans enter, pages leave."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from plans.filters import PlanFilter, offered_regions
from plans.models import Plan
from plans.outline_page import plan_sections
from plans.progress import measure_plans
from plans.rights import is_at_desk
from plans.tables.columns import TABLES
from plans.views.listing import listing, opened_with_default


@require_safe
@opened_with_default
def plan_list(request):
    """The plans and other documents of the bureau, those in older versions of a file left out."""
    plans = Plan.objects.visible_to(request.user).current()
    context = listing(request, PlanFilter(request.GET, plans.for_list(), request=request))
    measure_plans(context["page"].object_list, request.user)
    return render(request, "plans/plan_list.html", context | {"regions": offered_regions(plans)})


@require_safe
def plan_page(request, pk):
    """One plan: what it says of itself, its outline, figures, money, schools and doubts."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    context = {"plan": plan, "at_desk": is_at_desk(request.user, plan), "tables_to_export": TABLES}
    return render(request, "plans/plan_page.html", context | plan_sections(plan, request.user))
