"""Requests for what people decide of judged items enter, pages and results leave."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from indicators.models import FrameworkItem, JudgedResult
from indicators.standing import judging
from indicators.standing.judging_form import JudgingForm
from indicators.views.framework_paths import county_of, framework_of
from indicators.views.frameworks_building import settled


@require_http_methods(["GET", "HEAD", "POST"])
def standing_judge(request, code, adcode, year, pk):
    """All versions of an item's result, and the next one by POST."""
    framework, county = framework_of(request, code), county_of(request, adcode, year)
    judged = framework.items.filter(kind=FrameworkItem.Kind.JUDGED)
    item = get_object_or_404(judged, pk=pk)
    may_judge = judging.may_judge(request.user, county)
    if request.method == "POST" and not may_judge:
        raise PermissionDenied(judging.NOT_YOURS)
    sent = request.POST if request.method == "POST" else None
    form = JudgingForm(sent, latest=judging.latest(item, county, year))
    if form.is_valid():
        where = {"region": county, "year": year, "user": request.user}
        if settled(form, lambda: judging.record(item, **where, **form.cleaned_data)):
            messages.success(request, f"已记录“{item.name}”的评定结果。")
            return redirect("standing", code, adcode, year)
    versions = JudgedResult.objects.visible_to(request.user).of(adcode, year).filter(item=item)
    context = {
        "framework": framework,
        "county": county,
        "year": year,
        "item": item,
        "standards": item.standards.select_related("region"),
        "form": form if may_judge else None,
        "versions": versions.select_related("recorded_by"),
    }
    status = 422 if form.errors else 200
    return render(request, "indicators/standing_judge.html", context, status=status)
