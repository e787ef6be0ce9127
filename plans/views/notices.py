"""Requests about one's own notices enter; their list, or the page that one is about, leaves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from plans.models import Notice
from plans.noticing import is_own

ROWS = 30
LONGEST_NUMBER = 18
"""Digits of a number that every database takes."""


@require_safe
def notice_list(request):
    """通知: what the person was told, unread first."""
    own = Notice.objects.visible_to(request.user)
    page = Paginator(own.for_list(), ROWS).get_page(request.GET.get("page"))
    newest = own.order_by("-pk").values_list("pk", flat=True).first()
    return render(request, "notices/notice_list.html", {"page": page, "newest": newest})


@require_POST
def notice_open(request, pk):
    """Mark a notice as read and go to what it is about."""
    found = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    Notice.objects.visible_to(request.user).filter(pk=pk).read()
    return redirect(found.where if is_own(found.where) else "notice-list")


@require_POST
def notice_read_all(request):
    """Mark all as read that the person saw listed, and none that came since."""
    newest = request.POST.get("newest", "")
    if newest.isdecimal() and len(newest) <= LONGEST_NUMBER:
        own = Notice.objects.visible_to(request.user).filter(pk__lte=int(newest))
        messages.success(request, f"已把 {own.read()} 条通知标为已读。")
    else:
        messages.error(request, "没有标记：页面已经过期，请再点一次“全部标为已读”。")
    return redirect("notice-list")
