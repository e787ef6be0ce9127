"""Requests for the sheet of figures enter: the page leaves, and what was typed becomes drafts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indicators.entering.drafting import propose
from indicators.entering.forms import SheetForm
from indicators.entering.publishing import may_enter, require_entry
from indicators.entering.sheet import COUNTY, Choice, Place, merge, sheet_of
from indicators.models import Draft, School

ROWS = 100


def require_desk(user):
    """Raises ``PermissionDenied`` for whoever does not work in a bureau."""
    if not (user.is_bureau_member or user.is_system_admin):
        raise PermissionDenied("录入和待发布的数据只对教育局人员开放。")


@require_http_methods(["GET", "HEAD", "POST"])
def entry_grid(request):
    """A sheet of schools and indicators; what was typed is kept as drafts."""
    require_desk(request.user)
    if request.method == "POST":
        require_entry(request.user)
    form = SheetForm(request.GET if "period" in request.GET else None, user=request.user)
    form.fields["period"].initial = str(timezone.localdate().year)
    if request.user.region_id is None or not form.is_valid():
        is_refused = request.method == "POST" or form.is_bound
        return _page(request, form, status=422 if is_refused else 200)
    chosen = form.cleaned_data
    choice = Choice(
        chosen["indicators"], chosen["period"], chosen["nature"] or "actual", form.parts
    )
    page = Paginator(_schools(request.user, chosen["indicators"]), ROWS).get_page(
        request.GET.get("page")
    )
    if request.method == "POST":
        return _save(request, form, choice, page)
    return _page(request, form, choice, page, _rows(request.user, choice, page))


def _schools(user, indicators):
    """Confirmed schools of the bureau, those of the stages of the indicators where all have one."""
    schools = School.objects.visible_to(user).filter(region=user.region_id, is_confirmed=True)
    stages = {indicator.stage for indicator in indicators}
    return schools.filter(stage__in=stages) if "" not in stages else schools


def _rows(user, choice, page):
    places = [Place(f"s{school.pk}", school.name, school.pk) for school in page]
    if page.number == 1:
        places.insert(0, Place(COUNTY, f"{user.region.name}（全县）"))
    return sheet_of(choice, places, user, region_id=user.region_id)


def _save(request, form, choice, page):
    """Keep what was typed; cells that cannot be kept stay as they were typed, with the reason."""
    rows = _rows(request.user, choice, page)
    proposals = merge(rows, request.POST)
    faulty = sum(bool(cell.fault) for row in rows for cell in row.cells)
    if faulty and "valid" not in request.POST:
        return _page(request, form, choice, page, rows, faulty=faulty, status=422)
    written = propose(proposals, by=request.user)
    if proposals:
        messages.success(
            request, f"已保存 {written.kept + written.same} 格，到“待发布”核对以后发布。"
        )
    if not faulty:
        return redirect(request.get_full_path())
    rows = _rows(request.user, choice, page)
    merge(rows, request.POST)
    return _page(request, form, choice, page, rows, faulty=faulty, status=422)


def _page(request, form, choice=None, page=(), rows=(), *, faulty=0, status=200):
    context = {
        "form": form,
        "choice": choice,
        "page": page,
        "rows": rows,
        "faulty": faulty,
        "may_enter": may_enter(request.user),
        "waiting": Draft.objects.visible_to(request.user).count(),
    }
    return render(request, "indicators/entry.html", context, status=status)
