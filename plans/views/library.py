"""Requests for the library of plans enter, pages leave."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from plans.filters import PlanFilter
from plans.models import Plan
from plans.outline_page import plan_sections

ROWS = 30


@require_safe
def plan_list(request):
    """The plans and other documents of the bureau, those in older versions of a file left out."""
    plans = Plan.objects.visible_to(request.user).current().for_list()
    found = PlanFilter(request.GET, plans)
    page = Paginator(found.qs, ROWS).get_page(request.GET.get("page"))
    return render(request, "plans/plan_list.html", {"page": page, "filter": found})


@require_safe
def plan_page(request, pk):
    """One plan: what it says of itself, its outline, figures, money, schools and doubts."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    return render(request, "plans/plan_page.html", {"plan": plan, **plan_sections(plan)})
