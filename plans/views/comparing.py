"""A request that names two plans enters, the page that compares them or its workbook leaves."""

from django.db.models import F
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.exporting import as_xlsx
from plans.compare_page import ASKED, compared
from plans.compare_sheets import sheets_of
from plans.filters import PlanFilter
from plans.models import Plan

CHOICES = 50
"""Plans in a list to choose from; the search box above narrows it."""
DIGITS = 10


@require_safe
def plan_compare(request):
    """Two plans side by side: what was carried over, raised, lowered, dropped, what is new."""
    plans = Plan.objects.visible_to(request.user).exclude(state=Plan.State.SET_ASIDE).for_page()
    before, after, is_lost = _chosen(request.GET, plans)
    likely = list(plans.current().beside(after)[:CHOICES]) if after else []
    if after and not before and likely and not is_lost:
        before = likely[0]
    both = before and after and before != after
    comparison = compared(before, after, request.user) if both else None
    if comparison and request.GET.get("as") == "xlsx":
        return as_xlsx(sheets_of(comparison), f"计划比较 {before.title}—{after.title}")
    context = {
        "plan": after,
        "before": before,
        "after": after,
        "is_lost": is_lost,
        "is_same": after and before == after,
        "likely": likely,
        "found": _found(request, plans),
        "comparison": comparison,
        **(_narrowed(request.GET, comparison) if comparison else {}),
    }
    return render(request, "plans/compare.html", context, status=404 if is_lost else 200)


def _chosen(query, plans):
    """Both plans that an address names, and whether it names one that the user cannot see."""
    asked = [query.get(name, "") for name in ("a", "b")]
    numbers = [int(v) if v.isdecimal() and len(v) < DIGITS else None for v in asked]
    known = plans.in_bulk([number for number in numbers if number])
    chosen = [known.get(number) for number in numbers]
    is_lost = any(word and not plan for word, plan in zip(asked, chosen, strict=True))
    return *chosen, is_lost


def _found(request, plans):
    """Plans whose title, issuer or region holds the words, newest year first."""
    words = request.GET.get("q", "")
    found = PlanFilter({"q": words}, plans.current(), request=request).qs
    return found.order_by(F("year").desc(nulls_last=True), "title")[:CHOICES]


def _narrowed(query, comparison):
    """The lines asked for; a state or part that there is not asks for all."""
    part, state = query.get("part", ""), query.get("state", "")
    state = state if state in ASKED else ""
    return {
        "part": part,
        "state": state,
        "state_name": ASKED.get(state, ""),
        "states": ASKED.items(),
        "parts": comparison.narrowed(part, state),
    }
