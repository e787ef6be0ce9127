"""Requests for a search enter, the page of its hits leaves."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.filters import offered_regions
from plans.models import Plan, SearchEntry
from plans.search import MOST, SearchForm, hits, search, shown

ROWS = 20


@require_safe
def search_page(request):
    """Whatever holds the words, best first, with the sentence and a way to its place."""
    form = SearchForm(request.GET or None)
    context = {"form": form, "regions": offered_regions(Plan.objects.visible_to(request.user))}
    if form.is_valid():
        context |= _results(request, form)
    return render(request, "plans/search_page.html", context)


def _results(request, form):
    terms, kind = form.cleaned_data["q"], form.cleaned_data["kind"]
    found = shown(search(request.user, terms, **form.narrowed), terms, request.reader)
    page = Paginator(found.numbers(kind), ROWS).get_page(request.GET.get("page"))
    return {
        "terms": terms,
        "tabs": _tabs(found),
        "page": page,
        "hits": hits(request.user, page.object_list, terms),
        "full": [SearchEntry.Kind(k).label for k in SearchEntry.Kind.values if k in found.full],
        "most": MOST,
    }


def _tabs(found):
    """Kind, its name, how many were found and whether there are more; all kinds first."""
    rows = [("", "全部", len(found.numbers()), bool(found.full))]
    for kind, name in SearchEntry.Kind.choices:
        rows.append((kind, name, len(found.numbers(kind)), kind in found.full))
    return rows
