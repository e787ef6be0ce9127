"""Thresholds that regions set themselves: a page, and what is sent from it is written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from indicators.frameworks import regional
from indicators.frameworks.forms import RegionalForm
from indicators.views.framework_paths import framework_of
from indicators.views.frameworks_building import settled


@require_http_methods(["GET", "HEAD", "POST"])
def item_standards(request, code, pk):
    """All thresholds of an item, and one more by POST."""
    framework, item = _item(request, code, pk)
    form = RegionalForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid() and settled(
        form, lambda: regional.add(item, user=request.user, **form.facts)
    ):
        messages.success(request, "已登记，自所填年份起按这个标准判定。")
        return redirect("framework-standards", code, pk)
    rows = [
        (one, one.region is not None and regional.may_set(request.user, one.region))
        for one in item.standards.select_related("region")
    ]
    context = {"framework": framework, "item": item, "form": form, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "indicators/framework_standards.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def standard_edit(request, code, pk, standard):
    """Other years, value or source of a region's threshold."""
    framework, item = _item(request, code, pk)
    found = get_object_or_404(item.standards.select_related("region"), pk=standard)
    if found.region is None or not regional.may_set(request.user, found.region):
        raise PermissionDenied(regional.ONLY_ADMIN)
    sent = request.POST if request.method == "POST" else None
    form = RegionalForm(sent, user=request.user, instance=found)
    if form.is_valid() and settled(
        form, lambda: regional.change(found, user=request.user, **form.facts)
    ):
        messages.success(request, "已保存，按新的标准判定。")
        return redirect("framework-standards", code, pk)
    context = {"framework": framework, "item": item, "form": form, "standard": found}
    status = 422 if form.errors else 200
    return render(request, "indicators/framework_standard.html", context, status=status)


@require_POST
def standard_delete(request, code, pk, standard):
    """Take a region's threshold away."""
    _, item = _item(request, code, pk)
    found = get_object_or_404(item.standards.select_related("region"), pk=standard)
    try:
        regional.remove(found, user=request.user)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    else:
        messages.success(request, "已删除，改按上级的标准判定。")
    return redirect("framework-standards", code, pk)


def _item(request, code, pk):
    framework = framework_of(request, code)
    regional.require_setter(request.user)
    return framework, get_object_or_404(framework.items.all(), pk=pk)
