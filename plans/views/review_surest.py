"""Requests for a plan's statements by confidence enter, the page leaves."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.review.surest import LIMITS, ORDERS, Surest
from plans.rights import is_editor
from plans.views.paths import desk_plan


@require_safe
def review_surest(request, pk):
    """What nobody has decided on, least sure first, and the surest to be taken together."""
    plan = desk_plan(request, pk)
    context = {
        "plan": plan,
        "surest": Surest(plan, request.GET),
        "orders": [(key, name) for key, (name, _) in ORDERS.items()],
        "limits": LIMITS,
        "may_edit": is_editor(request.user, plan),
    }
    return render(request, "plans/review_surest.html", context)
