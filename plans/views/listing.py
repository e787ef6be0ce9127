"""A request and a FilterSet enter, what every filtered list shows leaves."""

from functools import wraps

from django.core.paginator import Paginator
from django.shortcuts import redirect

from plans.filters.keeping import keepable
from plans.filters.listing import SIZE
from plans.models import SavedFilter

SIZES = (30, 50, 100, 200)
ROWS = 30


def opened_with_default(view):
    """A view of a list that shows the user's default filter where he asks for nothing himself."""

    @wraps(view)
    def opened(request):
        page = request.resolver_match.url_name
        default = not request.GET and SavedFilter.objects.default_of(request.user, page)
        return redirect(f"{request.path}?{default.query}") if default else view(request)

    return opened


def listing(request, found):
    """A page of the filtered rows, the counts beside it, and the filters the user may choose."""
    return paged(request, found) | kept_filters(request, found)


def kept_filters(request, found=None):
    """Filters that are kept under a name for a page, and what of its query could be kept now."""
    list_name = request.resolver_match.url_name
    saved = SavedFilter.objects.visible_to(request.user).filter(page=list_name)
    saved = list(saved.select_related("user"))
    return {
        "list_name": list_name,
        "saved_filters": saved,
        "own_filters": [row for row in saved if row.user_id == request.user.pk],
        "to_keep": keepable(list_name, request.GET, found),
    }


def paged(request, found, rows=ROWS):
    """A page of the filtered rows, ``rows`` long unless asked otherwise, and the counts beside."""
    size, complaints = _size(request.GET.get(SIZE, ""), rows)
    pages = Paginator(found.qs, size)
    pages.count = found.total
    page = pages.get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    return {
        "page": page,
        "filter": found,
        "complaints": [*found.complaints, *complaints],
        "facets": found.counted(),
        "sizes": SIZES,
        "size": size,
    }


def _size(asked, rows):
    if asked in map(str, SIZES):
        return int(asked), []
    said = f"每页行数只能是 {'、'.join(map(str, SIZES))}，现在按 {rows} 行显示。"
    return rows, [said] if asked else []
