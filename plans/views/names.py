"""Requests about the names that a bureau has learned enter, their page leaves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from indicators.models import IndicatorAlias
from plans.learning import forget

ROWS = 50


@require_safe
def name_list(request):
    """Names that people of the bureau matched to the catalogue, the newest first."""
    names = _learned(request.user).select_related("indicator", "learned_by", "bureau")
    page = Paginator(names.order_by("-learned_at", "-pk"), ROWS).get_page(request.GET.get("page"))
    return render(request, "plans/name_list.html", {"page": page})


@require_POST
def name_forget(request, pk):
    """Take back a learned name; statements that were matched by it stay as they are."""
    alias = get_object_or_404(_learned(request.user), pk=pk)
    forget(alias, user=request.user)
    messages.success(request, f"已撤销“{alias.name}”，以后不再优先建议。")
    return redirect("name-list")


def _learned(user):
    return IndicatorAlias.objects.visible_to(user).learned()
