"""Requests to keep, change and drop a filter under a name enter, the list leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.filters.keeping import PAGES, keepable, understood
from plans.models import SavedFilter


@require_POST
def filter_save(request):
    """Keep the conditions of a list under a name."""
    page = request.POST.get("page")
    if page not in PAGES:
        messages.error(request, "没有保存：不知道是哪个列表的条件。")
        return redirect("home")
    sent = QueryDict(request.POST.get("query", ""))
    query = keepable(page, sent, understood(page, sent, request))
    saved = SavedFilter(user=request.user, page=page, query=query)
    if not query:
        messages.error(request, "没有保存：还没有设置任何条件。")
    else:
        _keep(request, saved, "已保存")
    return _to_list(saved)


@require_POST
def filter_change(request, pk):
    """Rename a filter, share it, open its list with it."""
    saved = get_object_or_404(SavedFilter.objects.of(request.user), pk=pk)
    _keep(request, saved, "已修改")
    return _to_list(saved)


@require_POST
def filter_delete(request, pk):
    """Drop a filter; the rows that it shows stay what they are."""
    saved = get_object_or_404(SavedFilter.objects.of(request.user), pk=pk)
    saved.delete()
    messages.success(request, f"已删除常用筛选“{saved.name}”。")
    return _to_list(saved)


def _keep(request, saved, done):
    """Write what the form says, or tell what is wrong with it."""
    saved.name = request.POST.get("name", "").strip()
    saved.is_default, saved.is_shared = (n in request.POST for n in ("is_default", "is_shared"))
    try:
        _write(saved)
    except ValidationError as error:
        messages.error(request, f"没有保存：{''.join(error.messages)}")
    else:
        messages.success(request, f"{done}常用筛选“{saved.name}”。")


@transaction.atomic
def _write(saved):
    """A new default takes the place of the old one."""
    if saved.is_default:
        others = SavedFilter.objects.filter(user=saved.user, page=saved.page)
        others.exclude(pk=saved.pk).update(is_default=False)
    saved.full_clean()
    saved.save()


def _to_list(saved):
    return redirect(f"{reverse(saved.page)}?{saved.query}")
