"""Requests of a bureau about links to matters enter, links leave, shown once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from indicators.exporting import Sheet, as_xlsx
from plans.models import LeadLink
from plans.tracking import links
from plans.views.link_paths import DAYS, address_of, lasting_of, name_of, until
from plans.views.paths import said

BUREAU_ALONE = "办理链接由教育局发放，只对本局人员开放。"
ISSUERS_ALONE = "只有本局的管理员和科室人员可以发放办理链接。"
HEAD = ("单位或学校", "在办事项", "办理网址", "有效期至", "怎样交给对方")
HOW = "请只发给经办人本人：谁有这个网址，谁就能代表该单位（学校）反馈事项、签收督查通知。"
ROWS = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links_page(request):
    """All links to matters of the bureau; a new one by POST, whose address is shown this once."""
    if not request.user.has_desk:
        raise PermissionDenied(BUREAU_ALONE)
    found = links.leading(request.user)
    if request.method != "POST":
        return _page(request, found)
    _require_issuer(request)
    try:
        link, token = links.issue(
            _chosen(request, found),
            user=request.user,
            name=name_of(request),
            lasting=lasting_of(request),
        )
    except ValidationError as error:
        return _page(request, found, error=said(error), status=422)
    return _page(request, found, new=link, address=address_of(request, token))


@require_POST
def link_revoke(request, pk):
    """Close a link for good."""
    link = get_object_or_404(LeadLink.objects.visible_to(request.user).for_holder(), pk=pk)
    links.revoke(link, user=request.user)
    messages.success(request, f"已停用发给{link.place}“{link.name}”的链接。")
    return redirect("lead-links")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links_many(request):
    """Links for all units and schools without an account, taken along once as a workbook."""
    _require_issuer(request)
    found = links.leading(request.user)
    context = {
        "wanted": links.without_account(found),
        "all": links.without_account(found, again=True),
        "again": request.POST.get("again") == "1",
        "days": request.POST.get("days", DAYS),
    }
    if request.method != "POST":
        return render(request, "matters/lead_links_many.html", context)
    wanted = context["all" if context["again"] else "wanted"]
    try:
        issued = links.issue_many(wanted, user=request.user, lasting=lasting_of(request))
    except ValidationError as error:
        context["error"] = said(error)
        return render(request, "matters/lead_links_many.html", context, status=422)
    return as_xlsx([_sheet(request, issued)], f"办理链接-{timezone.localdate():%Y-%m-%d}")


def _page(request, found, *, new=None, address="", error="", status=200):
    kept = LeadLink.objects.visible_to(request.user)
    is_all = request.GET.get("all") == "1"
    shown = kept if is_all else kept.standing()
    sent = {} if new else request.POST
    rows = shown.select_related("unit", "school", "created_by")
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "is_all": is_all,
        "leading": found,
        "may_issue": links.may_issue(request.user),
        "new": new,
        "address": address,
        "whom": sent.get("whom", request.GET.get("whom", "")),
        "name": sent.get("name", ""),
        "days": sent.get("days", DAYS),
        "error": error,
    }
    return render(request, "matters/lead_links.html", context, status=status)


def _chosen(request, found):
    """The unit or school that was chosen; raises ``ValidationError``."""
    key = request.POST.get("whom", "")
    place = next((one.place for one in found if one.key == key), None)
    if place is None:
        raise ValidationError({"whom": "请选择单位或学校：链接只能发给正在牵头事项的单位和学校。"})
    return place


def _require_issuer(request):
    if not links.may_issue(request.user):
        raise PermissionDenied(ISSUERS_ALONE)


def _sheet(request, issued):
    rows = [
        (one.place.name, one.running, address_of(request, token), until(link), HOW)
        for one, link, token in issued
    ]
    return Sheet("办理链接", HEAD, rows)
